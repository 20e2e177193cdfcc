package authlint.authorizer["ttl-without-effect_test"]

import data.authlint.authorizer["ttl-without-effect"] as rule
import data.authlint.testing as given

test_a_jwt_authorizer_keeps_nothing if {
	some found in rule.findings with input as jwt({})
	found.range == given.here
	found.predicts == {}
	found.message == "authorizer authorizer is a JWT authorizer, of which API Gateway keeps no answers: the cache time of 300 s has no effect"
}

test_a_second_has_none_either if {
	count(rule.findings) == 1 with input as jwt({"ttlSeconds": given.written(1)})
}

test_no_cache_is_what_it_is if {
	every ttl in [given.written(0), given.by_default(0), given.by_default(300), given.unset, given.unknown] {
		count(rule.findings) == 0 with input as jwt({"ttlSeconds": ttl})
	}
}

test_more_than_an_hour_is_refused if {
	count(rule.findings) == 1 with input as jwt({"ttlSeconds": given.written(3600)})
	count(rule.findings) == 0 with input as jwt({"ttlSeconds": given.written(3601)})
}

test_other_kinds_have_a_cache if {
	every kind in [given.written("request"), given.unknown] {
		count(rule.findings) == 0 with input as jwt({"kind": kind})
	}
}

test_jwt_is_of_http_apis if {
	count(rule.findings) == 0 with input as given.changed(jwt({}), {"api": given.api({"protocol": given.unknown})})
}

test_sam_drops_the_time_of_a_cognito_authorizer if {
	some found in rule.findings with input as cognito({})
	found.range == given.here
	found.message == "authorizer authorizer is a Cognito authorizer, of which SAM drops the cache time: 60 s have no effect"
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as cognito({"droppedTtl": given.unknown})
	count(rule.findings) == 0 with input as cognito({"kind": given.unknown})
}

test_other_formats_hand_it_over if {
	count(rule.findings) == 0 with input as given.changed(cognito({}), {"api": given.api({})})
}

jwt(authorizer) := {
	"authorizer": given.authorizer(given.changed(
		{"kind": given.written("jwt"), "ttlSeconds": given.written(300)},
		authorizer,
	)),
	"api": given.api({"protocol": given.written("HTTP")}),
}

cognito(authorizer) := {
	"authorizer": given.authorizer(given.changed(
		{"kind": given.written("cognito_user_pools"), "droppedTtl": given.written(60)},
		authorizer,
	)),
	"api": given.api({"format": "sam"}),
}

test_the_time_can_go if {
	every field, about in {"ttlSeconds": jwt({}), "droppedTtl": cognito({})} {
		some found in rule.findings with input as about
		found.fixes == [{
			"description": "take the cache time away",
			"safe": true,
			"touches": [$"authorizers.{field}"],
			"changes": [{"at": given.here, "remove": true}],
		}]
	}
}
