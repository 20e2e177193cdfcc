package authlint.lib.browser_test

import data.authlint.lib.browser

test_an_open_options_answers_preflights if {
	browser.is_preflight("OPTIONS", "NONE")
	not browser.is_no_preflight("OPTIONS", "NONE")
}

test_a_guarded_one_and_other_verbs_do_not if {
	browser.is_no_preflight("OPTIONS", "CUSTOM")
	browser.is_no_preflight("GET", "NONE")
	not browser.is_preflight("OPTIONS", "CUSTOM")
	not browser.is_preflight("GET", "NONE")
}
