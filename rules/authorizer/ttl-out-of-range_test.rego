package authlint.authorizer["ttl-out-of-range_test"]

import data.authlint.authorizer["ttl-out-of-range"] as rule
import data.authlint.testing as given

test_two_hours_are_refused if {
	some found in rule.findings with input as rest({"ttlSeconds": given.written(7200)})
	found.range == given.here
	found.severity == "error"
	found.predicts.deployment == "refused"
	found.message == "authorizer authorizer keeps answers for 7200 s; API Gateway accepts 0 to 3600"
}

test_a_negative_time_is_refused if {
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.written(-1)})
}

test_an_hour_is_accepted if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.written(3600)})
}

test_no_cache_is_accepted if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.written(0)})
}

test_a_time_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.unknown})
}

test_bounds_are_enough if {
	some found in rule.findings with input as rest({"ttlSeconds": given.changed(given.unknown, {"min": 7200})})
	found.message == "authorizer authorizer keeps answers for at least 7200 s; API Gateway accepts 0 to 3600"
	some other in rule.findings with input as rest({"ttlSeconds": given.changed(given.unknown, {"max": -1})})
	other.message == "authorizer authorizer keeps answers for at most -1 s; API Gateway accepts 0 to 3600"
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.changed(given.unknown, {"min": 3600, "max": 7200})})
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.changed(given.unknown, {"min": -1, "max": 0})})
}

test_nothing_written_is_left_alone if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.by_default(300)})
}

test_an_http_api_says_why_it_refuses if {
	some found in rule.findings with input as in_api({"ttlSeconds": given.written(7200)}, {"protocol": given.written("HTTP")})
	found.predicts.body == "Authorizer result TTL outside allowable range"
}

test_a_websocket_api_has_no_cache_to_speak_of if {
	count(rule.findings) == 0 with input as in_api({"ttlSeconds": given.written(7200)}, {"protocol": given.written("WEBSOCKET")})
}

test_an_unknown_protocol_is_left_alone if {
	count(rule.findings) == 0 with input as in_api({"ttlSeconds": given.written(7200)}, {"protocol": given.unknown})
}

test_for_cognito_no_refusal_is_recorded if {
	some found in rule.findings with input as rest({"kind": given.written("cognito_user_pools"), "ttlSeconds": given.written(7200)})
	found.severity == "warning"
}

test_sam_drops_the_time_of_a_cognito_authorizer if {
	count(rule.findings) == 0 with input as in_api(
		{"kind": given.written("cognito_user_pools"), "ttlSeconds": given.written(7200)},
		{"format": "sam"},
	)
}

test_an_unknown_kind_is_left_alone if {
	count(rule.findings) == 0 with input as rest({"kind": given.unknown, "ttlSeconds": given.written(7200)})
}

rest(authorizer) := in_api(authorizer, {})

in_api(authorizer, api) := {"authorizer": given.authorizer(authorizer), "api": given.api(api)}

test_a_second_more_than_an_hour_is_refused if {
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.written(3601)})
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.changed(given.unknown, {"min": 3601})})
}

test_a_jwt_authorizer_has_no_cache_to_speak_of if {
	some found in rule.findings with input as in_api(
		{"kind": given.written("jwt"), "ttlSeconds": given.written(7200)},
		{"protocol": given.written("HTTP")},
	)
	found.severity == "warning"
}

test_the_nearest_time_that_is_accepted if {
	every row in [[7200, 3600], [3601, 3600], [-1, 0]] {
		[written, nearest] := row
		some found in rule.findings with input as rest({"ttlSeconds": given.written(written)})
		found.fixes == [{
			"description": $"set the cache time to {nearest} s",
			"safe": true,
			"touches": ["authorizers.ttlSeconds"],
			"changes": [{"at": given.here, "value": nearest}],
		}]
	}
}

test_nobody_knows_what_makes_it_so_long if {
	some found in rule.findings with input as rest({"ttlSeconds": given.changed(given.unknown, {"min": 7200})})
	found.fixes == []
}
