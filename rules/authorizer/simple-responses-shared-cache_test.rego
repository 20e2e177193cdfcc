package authlint.authorizer["simple-responses-shared-cache_test"]

import data.authlint.authorizer["cached-policy-multiple-methods"] as cached
import data.authlint.authorizer["http-cache-without-route-key"] as other
import data.authlint.authorizer["simple-responses-shared-cache"] as rule
import data.authlint.testing as given

two := [given.guarded("GET", "/orders"), given.guarded("POST", "/orders")]

test_two_routes_share_an_answer if {
	some found in rule.findings with input as http({}, two)
	found.range == given.here
	found.predicts == {"exposure": "wider", "methods": ["GET /orders", "POST /orders"]}
	found.message == "authorizer authorizer keeps one yes or no for 300 s, for all of GET /orders, POST /orders: if its function looks at the route, a yes for one of them lets the same caller into the others meanwhile"
	[place.message | some place in found.related] == ["its function answers yes or no", "GET /orders shares the kept answer", "POST /orders shares the kept answer"]
}

test_a_time_that_nobody_wrote_is_called_the_default if {
	some found in rule.findings with input as http({"ttlSeconds": given.by_default(300)}, two)
	contains(found.message, "for 300 s, the default, for all of")
}

test_no_other_rule_says_it_again if {
	shared := http({}, two)
	count(rule.findings) == 1 with input as shared
	count(other.findings) == 0 with input as shared
	count(cached.findings) == 0 with input as shared
}

test_policies_are_the_other_answer if {
	every simple in [given.unset, given.written(false)] {
		count(rule.findings) == 0 with input as http({"simpleResponses": simple}, two)
	}
}

test_a_route_key_or_a_path_keeps_them_apart if {
	every name in ["routeKey", "path"] {
		count(rule.findings) == 0 with input as http({"identitySources": given.texts(["$request.header.Authorization", $"$context.{name}"])}, two)
	}
	count(rule.findings) == 1 with input as http({"identitySources": given.texts(["$request.header.Authorization", "$context.httpMethod"])}, two)
}

test_one_route_shares_with_none if {
	count(rule.findings) == 0 with input as http({}, [given.guarded("ANY", "/{proxy+}")])
}

test_a_route_that_may_not_be_there_does_not_count if {
	perhaps := given.changed(given.guarded("POST", "/orders"), {"exists": given.unknown})
	count(rule.findings) == 0 with input as http({}, [given.guarded("GET", "/orders"), perhaps])
}

test_without_a_cache_nothing_is_kept if {
	every ttl in [given.written(0), given.unknown] {
		count(rule.findings) == 0 with input as http({"ttlSeconds": ttl}, two)
	}
	count(rule.findings) == 1 with input as http({"ttlSeconds": given.written(1)}, two)
}

test_what_nobody_knows_is_left_alone if {
	every sources in [given.unknown, given.written([given.written("$request.header.Authorization"), given.unknown])] {
		count(rule.findings) == 0 with input as http({"identitySources": sources}, two)
	}
	count(rule.findings) == 0 with input as http({"simpleResponses": given.unknown}, two)
	count(rule.findings) == 0 with input as http({"kind": given.unknown}, two)
}

test_other_apis_are_not_meant if {
	every protocol in [given.unknown, given.written("REST"), given.written("WEBSOCKET")] {
		count(rule.findings) == 0 with input as given.changed(http({}, two), {"api": given.api({"protocol": protocol})})
	}
}

http(authorizer, methods) := {
	"authorizer": given.authorizer(given.changed(
		{
			"kind": given.written("request"),
			"identitySources": given.texts(["$request.header.Authorization"]),
			"ttlSeconds": given.written(300),
			"simpleResponses": given.written(true),
		},
		authorizer,
	)),
	"methods": given.complete(methods),
	"guarded": given.called(methods),
	"api": given.api({"protocol": given.written("HTTP")}),
}
