package authlint.authorizer["cached-policy-multiple-methods_test"]

import data.authlint.authorizer["cached-policy-multiple-methods"] as rule
import data.authlint.authorizer["http-cache-without-route-key"] as route_key
import data.authlint.testing as given

two := [given.guarded("GET", "/orders"), given.guarded("POST", "/orders")]

test_a_written_time_is_a_note if {
	some found in rule.findings with input as rest({"ttlSeconds": given.written(600)}, two)
	found.range == given.here
	found.severity == "note"
	found.predicts.responseType == "ACCESS_DENIED"
	found.predicts.methods == ["GET /orders", "POST /orders"]
	found.message == "authorizer authorizer keeps its policy for 600 s, and guards GET /orders, POST /orders: if its function allows only the method that was called, the same caller gets 403 from the others meanwhile"
	count(found.related) == 2
}

test_a_time_that_nobody_wrote_is_a_warning if {
	some found in rule.findings with input as rest({"ttlSeconds": given.by_default(300)}, two)
	found.severity == "warning"
	contains(found.message, "300 s, the default,")
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.written(1)}, two)
}

test_no_cache_keeps_nothing if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.written(0)}, two)
}

test_an_unknown_time_is_left_alone if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.unknown}, two)
}

test_without_identity_sources_it_is_refused if {
	every sources in [given.written([]), given.texts([""])] {
		count(rule.findings) == 0 with input as rest({"kind": given.written("request"), "identitySources": sources}, two)
	}
}

test_one_method_is_no_trouble if {
	count(rule.findings) == 0 with input as rest({}, [given.guarded("GET", "/orders")])
}

test_a_preflight_does_not_count if {
	count(rule.findings) == 0 with input as rest({}, [given.guarded("GET", "/orders"), given.guarded("OPTIONS", "/orders")])
}

test_any_is_several_methods if {
	count(rule.findings) == 1 with input as rest({}, [given.guarded("ANY", "/orders")])
}

test_a_greedy_path_is_several_methods if {
	count(rule.findings) == 1 with input as rest({}, [given.guarded("GET", "/{proxy+}")])
}

test_the_default_route_is_several_methods if {
	default_route := given.changed(
		given.guarded("ANY", "/"),
		{"verb": given.unset, "path": given.unset, "routeKey": given.written("$default"), "label": "$default"},
	)
	some found in rule.findings with input as http({}, [default_route])
	found.predicts.body == `{"message":"Forbidden"}`
}

test_a_method_that_may_not_be_there_does_not_count if {
	perhaps := given.changed(given.guarded("POST", "/orders"), {"exists": given.unknown})
	count(rule.findings) == 0 with input as rest({}, [given.guarded("GET", "/orders"), perhaps])
}

test_an_unknown_verb_may_be_a_preflight if {
	perhaps := given.changed(given.guarded("POST", "/orders"), {"verb": given.unknown})
	count(rule.findings) == 0 with input as rest({}, [given.guarded("GET", "/orders"), perhaps])
}

test_more_methods_elsewhere_change_nothing if {
	count(rule.findings) == 1 with input as given.changed(rest({}, two), {"methods": given.incomplete(two)})
}

test_one_route_of_an_http_api_may_be_several_methods if {
	some found in rule.findings with input as http({}, [given.guarded("ANY", "/orders")])
	found.predicts == {"status": 403, "body": `{"message":"Forbidden"}`, "methods": ["ANY /orders"]}
}

test_several_routes_are_told_by_another_rule if {
	every methods in [two, [given.guarded("ANY", "/orders"), given.guarded("GET", "/users")]] {
		shared := http({}, methods)
		count(rule.findings) == 0 with input as shared
		count(route_key.findings) == 1 with input as shared
	}
	several := rest({}, two)
	count(rule.findings) == 1 with input as several
	count(route_key.findings) == 0 with input as several
}

test_there_may_be_several_routes_of_an_http_api if {
	one := http({}, [given.guarded("ANY", "/orders")])
	count(rule.findings) == 0 with input as given.changed(one, {"methods": given.incomplete([given.guarded("ANY", "/orders")])})
}

test_a_route_key_makes_one_answer_per_route if {
	count(rule.findings) == 0 with input as http(
		{"identitySources": given.texts(["$request.header.Authorization", "$context.routeKey"])},
		[given.guarded("ANY", "/orders")],
	)
}

test_verb_and_path_make_one_answer_per_method if {
	every path in ["context.resourcePath", "context.resourceId", "context.path"] {
		count(rule.findings) == 0 with input as rest(
			{
				"kind": given.written("request"),
				"identitySources": given.texts(["method.request.header.Authorization", "context.httpMethod", path]),
			},
			two,
		)
	}
}

test_the_verb_alone_does_not if {
	count(rule.findings) == 1 with input as rest(
		{
			"kind": given.written("request"),
			"identitySources": given.texts(["method.request.header.Authorization", "context.httpMethod"]),
		},
		two,
	)
}

test_sources_that_are_not_known_are_left_alone if {
	every sources in [given.unknown, given.unset, given.written([given.written("method.request.header.X"), given.unknown])] {
		count(rule.findings) == 0 with input as rest({"kind": given.written("request"), "identitySources": sources}, two)
	}
}

test_a_simple_response_holds_for_all_routes if {
	count(rule.findings) == 0 with input as http({"simpleResponses": given.written(true)}, [given.guarded("ANY", "/orders")])
}

test_a_policy_where_simple_responses_are_off if {
	count(rule.findings) == 1 with input as http({"simpleResponses": given.written(false)}, [given.guarded("ANY", "/orders")])
}

test_unknown_simple_responses_are_left_alone if {
	count(rule.findings) == 0 with input as http({"simpleResponses": given.unknown}, [given.guarded("ANY", "/orders")])
}

test_other_kinds_return_no_policy if {
	count(rule.findings) == 0 with input as rest({"kind": given.written("cognito_user_pools")}, two)
}

test_websocket_apis_keep_nothing if {
	every methods in [two, [given.guarded("ANY", "/orders")]] {
		count(rule.findings) == 0 with input as given.changed(
			rest({}, methods),
			{"api": given.api({"protocol": given.written("WEBSOCKET")})},
		)
	}
}

rest(authorizer, methods) := {
	"authorizer": given.authorizer(authorizer),
	"methods": given.complete(methods),
	"guarded": given.called(methods),
	"api": given.api({}),
}

http(authorizer, methods) := {
	"authorizer": given.authorizer(given.changed(
		{
			"kind": given.written("request"),
			"identitySources": given.texts(["$request.header.Authorization"]),
			"ttlSeconds": given.written(300),
		},
		authorizer,
	)),
	"methods": given.complete(methods),
	"guarded": given.called(methods),
	"api": given.api({"protocol": given.written("HTTP")}),
}

test_the_path_alone_does_not_separate_verbs if {
	count(rule.findings) == 1 with input as rest(
		{
			"kind": given.written("request"),
			"identitySources": given.texts(["method.request.header.Authorization", "context.resourcePath"]),
		},
		two,
	)
}

test_verb_and_path_have_other_names_on_an_http_api if {
	every path in ["$context.path", "$context.resourcePath"] {
		count(rule.findings) == 0 with input as http(
			{"identitySources": given.texts(["$request.header.Authorization", "$context.httpMethod", path])},
			[given.guarded("ANY", "/orders")],
		)
	}
}

test_a_token_authorizer_has_one_key_whatever_its_header if {
	count(rule.findings) == 1 with input as rest({"identitySources": given.unknown}, two)
}

test_what_a_function_allows_is_known_where_it_is_followed if {
	every outcome in [wide, bound] {
		count(rule.findings) == 0 with input as rest({"handler": given.handler([outcome])}, two)
	}
}

test_a_function_that_was_not_followed_to_its_ends_may_be_bound if {
	every outcomes in [[], [wide]] {
		count(rule.findings) == 1 with input as rest({"handler": not_followed(outcomes)}, two)
	}
}

test_a_way_that_is_bound_is_told_by_the_rule_that_knows_it if {
	every outcomes in [[bound], [wide, bound]] {
		count(rule.findings) == 0 with input as rest({"handler": not_followed(outcomes)}, two)
	}
}

wide := given.outcome({"verdicts": [given.verdict("GET /orders", "yes", "yes"), given.verdict("POST /orders", "yes", "yes")]})

bound := given.outcome({"verdicts": [given.verdict("GET /orders", "yes", "no"), given.verdict("POST /orders", "yes", "no")]})

not_followed(outcomes) := given.written(given.changed(given.handler_value(outcomes), {"followed": false}))
