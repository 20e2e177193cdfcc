package authlint.authorizer["http-cache-without-route-key_test"]

import data.authlint.authorizer["cached-policy-multiple-methods"] as cached
import data.authlint.authorizer["http-cache-without-route-key"] as rule
import data.authlint.authorizer["simple-responses-shared-cache"] as other
import data.authlint.testing as given

two := [given.guarded("GET", "/orders"), given.guarded("POST", "/orders")]

test_two_routes_share_an_answer if {
	some found in rule.findings with input as http({}, two)
	found.range == given.here
	found.predicts == {"status": 403, "body": `{"message":"Forbidden"}`, "methods": ["GET /orders", "POST /orders"]}
	found.message == "authorizer authorizer keeps one policy for 300 s, for all of GET /orders, POST /orders: if its function allows only the route that was called, the same caller gets 403 from the others meanwhile"
	[place.message | some place in found.related] == ["GET /orders shares the kept policy", "POST /orders shares the kept policy"]
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

test_nothing_written_means_policies if {
	count(rule.findings) == 1 with input as http({"simpleResponses": given.unset}, two)
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
			"simpleResponses": given.written(false),
		},
		authorizer,
	)),
	"methods": given.complete(methods),
	"guarded": given.called(methods),
	"api": given.api({"protocol": given.written("HTTP")}),
}

test_what_a_function_allows_is_known_where_it_is_followed if {
	every outcome in [wide, bound] {
		count(rule.findings) == 0 with input as http({"handler": given.handler([outcome])}, two)
	}
}

test_a_function_that_was_not_followed_to_its_ends_may_be_bound if {
	every outcomes in [[], [wide]] {
		count(rule.findings) == 1 with input as http({"handler": not_followed(outcomes)}, two)
	}
}

test_a_way_that_is_bound_is_told_by_the_rule_that_knows_it if {
	every outcomes in [[bound], [wide, bound]] {
		count(rule.findings) == 0 with input as http({"handler": not_followed(outcomes)}, two)
	}
}

wide := given.outcome({"verdicts": [given.verdict("GET /orders", "yes", "yes"), given.verdict("POST /orders", "yes", "yes")]})

bound := given.outcome({"verdicts": [given.verdict("GET /orders", "yes", "no"), given.verdict("POST /orders", "yes", "no")]})

not_followed(outcomes) := given.written(given.changed(given.handler_value(outcomes), {"followed": false}))
