package authlint.authorizer["websocket-cache-configured_test"]

import data.authlint.authorizer["websocket-cache-configured"] as rule
import data.authlint.testing as given

test_a_websocket_api_keeps_nothing if {
	some found in rule.findings with input as authorizer("WEBSOCKET", given.written(300))
	found.range == given.here
	found.predicts == {"deployment": "refused"}
	found.message == "authorizer authorizer is to keep answers for 300 s; a WebSocket API keeps none, so that this is refused, or without effect"
}

test_no_time_is_none if {
	every ttl in [given.written(0), given.unset, given.by_default(300)] {
		count(rule.findings) == 0 with input as authorizer("WEBSOCKET", ttl)
	}
}

test_other_apis_keep_answers if {
	every protocol in ["REST", "HTTP"] {
		count(rule.findings) == 0 with input as authorizer(protocol, given.written(300))
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer("WEBSOCKET", given.unknown)
	count(rule.findings) == 0 with input as {
		"authorizer": given.authorizer({"ttlSeconds": given.written(300)}),
		"api": given.api({"protocol": given.unknown}),
	}
}

authorizer(protocol, ttl) := {
	"authorizer": given.authorizer({"kind": given.written("request"), "ttlSeconds": ttl}),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_the_time_can_go if {
	some found in rule.findings with input as authorizer("WEBSOCKET", given.written(300))
	found.fixes == [{
		"description": "take the cache time away",
		"safe": true,
		"touches": ["authorizers.ttlSeconds"],
		"changes": [{"at": given.here, "remove": true}],
	}]
}
