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

test_credentials_are_never_sent if {
	every source in ["method.request.header.Authorization", "$request.header.x-token"] {
		browser.never_sends(source)
	}
}

test_these_are_sent_always if {
	every source in ["method.request.header.Origin", "$request.header.Sec-Fetch-Mode", "method.request.querystring.token", "context.identity.sourceIp"] {
		not browser.never_sends(source)
	}
}
