package authlint.authorizer["cache-key-volatile_test"]

import data.authlint.authorizer["cache-key-volatile"] as rule
import data.authlint.testing as given

test_the_id_of_a_request_is_new_each_time if {
	some found in rule.findings with input as rest({"ttlSeconds": given.written(60)}, ["method.request.header.Authorization", "context.requestId"])
	found.range == given.here
	found.predicts == {}
	found.message == "authorizer authorizer keeps answers for 60 s, but by context.requestId, which is new with each call: no kept answer is ever used"
}

test_so_are_its_time_and_its_other_id if {
	every name in ["requestTime", "requestTimeEpoch", "extendedRequestId"] {
		count(rule.findings) == 1 with input as rest({}, [$"context.{name}"])
		count(rule.findings) == 1 with input as given.changed(
			rest({}, [$"$context.{name}"]),
			{"api": given.api({"protocol": given.written("HTTP")})},
		)
	}
}

test_a_header_of_that_name_is_the_callers if {
	count(rule.findings) == 0 with input as rest({}, ["method.request.header.requestId", "context.stage"])
}

test_without_a_cache_nothing_is_kept if {
	every ttl in [given.written(0), given.unknown] {
		count(rule.findings) == 0 with input as rest({"ttlSeconds": ttl}, ["context.requestId"])
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as given.changed(
		rest({}, []),
		{"authorizer": given.authorizer({
			"kind": given.written("request"),
			"identitySources": given.written([given.unknown]),
		})},
	)
	count(rule.findings) == 0 with input as rest({"kind": given.unknown}, ["context.requestId"])
	count(rule.findings) == 0 with input as given.changed(
		rest({}, ["context.requestId"]),
		{"api": given.api({"protocol": given.unknown})},
	)
}

rest(authorizer, sources) := {
	"authorizer": given.authorizer(given.changed(
		{"kind": given.written("request"), "identitySources": given.texts(sources)},
		authorizer,
	)),
	"api": given.api({}),
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.written(1)}, ["context.requestId"])
}

test_websocket_apis_keep_nothing if {
	count(rule.findings) == 0 with input as given.changed(
		rest({}, ["context.requestId"]),
		{"api": given.api({"protocol": given.written("WEBSOCKET")})},
	)
}
