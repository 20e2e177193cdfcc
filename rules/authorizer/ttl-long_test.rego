package authlint.authorizer["ttl-long_test"]

import data.authlint.authorizer["ttl-long"] as rule
import data.authlint.authorizer["ttl-out-of-range"] as out_of_range
import data.authlint.testing as given

test_an_hour_is_long if {
	some found in rule.findings with input as rest({"ttlSeconds": given.written(3600)})
	found.range == given.here
	found.predicts == {}
	found.message == "authorizer authorizer keeps answers for 3600 s: credentials that are revoked go on working that long"
}

test_fifteen_minutes_are_not if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.written(900)})
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.written(901)})
}

test_what_is_refused_is_another_rules_business if {
	refused := rest({"ttlSeconds": given.written(3601)})
	count(rule.findings) == 0 with input as refused
	count(out_of_range.findings) == 1 with input as refused
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.unknown})
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.written(3600), "kind": given.unknown})
	count(rule.findings) == 0 with input as given.changed(
		rest({"ttlSeconds": given.written(3600)}),
		{"api": given.api({"protocol": given.unknown})},
	)
}

test_other_kinds_keep_nothing_that_is_documented if {
	count(rule.findings) == 0 with input as rest({"kind": given.written("cognito_user_pools"), "ttlSeconds": given.written(3600)})
}

rest(authorizer) := {"authorizer": given.authorizer(authorizer), "api": given.api({})}
