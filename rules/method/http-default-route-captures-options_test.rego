package authlint.method["http-default-route-captures-options_test"]

import data.authlint.method["http-default-route-captures-options"] as rule
import data.authlint.testing as given

jwt := {"authorizationType": given.written("JWT"), "authorizer": given.written("authorizer")}

catch_all := given.method("", "", object.union(jwt, {"label": "$default", "verb": given.unset, "path": given.unset, "routeKey": given.written("$default")}))

proxy := given.method("ANY", "/{proxy+}", jwt)

test_the_default_route_takes_everything if {
	some found in rule.findings with input as asked(catch_all, [], {})
	found.range == given.here
	found.message == "route $default takes preflights as well and asks for the credentials of authorizer authorizer, which browsers never send with them"
	found.predicts == {"status": 401, "body": `{"message":"Unauthorized"}`, "methods": ["$default"]}
	[related.message | some related in found.related] == ["CORS is set up here"]
}

test_any_path_is_everything if {
	count(rule.findings) == 1 with input as asked(proxy, [given.method("GET", "/orders", {})], {})
}

test_iam_wants_a_signature if {
	some found in rule.findings with input as asked(given.changed(catch_all, {"authorizationType": given.written("AWS_IAM")}), [], {})
	found.predicts.status == 403
}

test_a_route_for_preflights if {
	every changes in [{}, jwt, {"verb": given.unknown}] {
		count(rule.findings) == 0 with input as asked(proxy, [given.method("OPTIONS", "/{proxy+}", changes)], {})
	}
}

test_there_may_be_a_route_for_preflights if {
	count(rule.findings) == 0 with input as asked(proxy, [], {"methods": given.incomplete([proxy])})
}

test_one_path_is_not_everything if {
	every path in ["/orders", "/orders/{proxy+}"] {
		count(rule.findings) == 0 with input as asked(given.method("ANY", path, jwt), [], {})
	}
}

test_other_verbs_take_no_preflights if {
	count(rule.findings) == 0 with input as asked(given.method("GET", "/{proxy+}", jwt), [], {})
}

test_an_open_route if {
	count(rule.findings) == 0 with input as asked(given.changed(catch_all, {"authorizationType": given.written("NONE")}), [], {})
}

test_without_cors_nobody_minds if {
	every configured in [given.by_default(false), given.unknown] {
		count(rule.findings) == 0 with input as asked(catch_all, [], {"cors": {"configured": configured}})
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as asked(given.changed(catch_all, {"exists": given.unknown}), [], {})
	count(rule.findings) == 0 with input as asked(given.changed(catch_all, {"authorizationType": given.unknown}), [], {})
	count(rule.findings) == 0 with input as given.changed(
		asked(catch_all, [], {}),
		{"authorizer": given.authorizer({"identitySources": given.unknown})},
	)
}

test_a_function_may_let_a_preflight_pass if {
	count(rule.findings) == 0 with input as given.changed(
		asked(given.changed(catch_all, {"authorizationType": given.written("CUSTOM")}), [], {}),
		{"authorizer": given.authorizer({"identitySources": given.texts([])})},
	)
}

test_rest_apis_have_another_rule if {
	count(rule.findings) == 0 with input as asked(catch_all, [], {"protocol": given.written("REST")})
}

asked(route, others, api) := {
	"method": route,
	"authorizer": given.authorizer({"kind": given.written("jwt"), "identitySources": given.texts(["$request.header.Authorization"])}),
	"api": given.api(given.changed(
		{
			"protocol": given.written("HTTP"),
			"cors": {"configured": given.written(true)},
			"methods": given.complete(array.concat([route], others)),
		},
		api,
	)),
}

test_a_function_asks_for_its_header_first if {
	count(rule.findings) == 1 with input as asked(given.changed(catch_all, {"authorizationType": given.written("CUSTOM")}), [], {})
}
