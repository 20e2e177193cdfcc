package custom.authorizer["rule-id_test"]

import data.authlint.testing as given
import data.custom.authorizer["rule-id"] as rule

test_an_hour_is_found if {
	some found in rule.findings with input as authorizer(given.written(3600))
	found.range == given.here
	found.message == "authorizer authorizer keeps answers for 3600 s; ours may for 300"
}

test_five_minutes_are_fine if {
	count(rule.findings) == 0 with input as authorizer(given.written(300))
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer(given.unknown)
}

authorizer(seconds) := {"authorizer": given.authorizer({"ttlSeconds": seconds}), "api": given.api({})}
