package authlint.method["method-authorizer-kind-mismatch_test"]

import data.authlint.method["method-authorizer-kind-mismatch"] as rule
import data.authlint.testing as given

test_a_user_pool_is_not_custom if {
	some found in rule.findings with input as method("REST", "CUSTOM", "cognito_user_pools")
	found.range == given.here
	found.severity == "warning"
	found.predicts == {"methods": ["GET /orders"]}
	found.message == "GET /orders has the authorization type CUSTOM, but authorizer authorizer is of the kind cognito_user_pools, which goes with COGNITO_USER_POOLS: the deployment is refused, or the authorizer cannot decide"
	[related.message | some related in found.related] == ["the authorizer is of the kind cognito_user_pools"]
}

test_a_function_is_no_user_pool if {
	every kind in ["token", "request"] {
		some found in rule.findings with input as method("REST", "COGNITO_USER_POOLS", kind)
		found.severity == "warning"
		endswith(found.message, "which goes with CUSTOM: the deployment is refused, or the authorizer cannot decide")
	}
}

test_a_function_is_no_jwt_authorizer if {
	some found in rule.findings with input as method("HTTP", "JWT", "request")
	found.severity == "error"
	found.predicts.body == "Setting the authorization type to JWT requires a valid JWT authorizer."
	endswith(found.message, "which goes with CUSTOM: the deployment is refused")
}

test_a_jwt_authorizer_is_not_custom if {
	some found in rule.findings with input as method("HTTP", "CUSTOM", "jwt")
	found.severity == "warning"
	endswith(found.message, "which goes with JWT: the deployment is refused, or the authorizer cannot decide")
}

test_a_type_that_the_api_does_not_have if {
	every found_by in [
		method("HTTP", "COGNITO_USER_POOLS", "jwt"),
		method("REST", "JWT", "cognito_user_pools"),
		websocket("$connect"),
	] {
		some found in rule.findings with input as found_by
		found.severity == "error"
		found.predicts == {"deployment": "refused"}
		endswith(found.message, "APIs have no such type, and the deployment is refused")
	}
}

test_a_type_that_fits if {
	every pair in [
		["REST", "CUSTOM", "token"],
		["REST", "CUSTOM", "request"],
		["REST", "COGNITO_USER_POOLS", "cognito_user_pools"],
		["HTTP", "CUSTOM", "request"],
		["HTTP", "JWT", "jwt"],
		["WEBSOCKET", "CUSTOM", "request"],
	] {
		count(rule.findings) == 0 with input as method(pair[0], pair[1], pair[2])
	}
}

test_an_authorizer_that_the_api_cannot_have_is_another_mistake if {
	every pair in [["REST", "CUSTOM", "jwt"], ["HTTP", "JWT", "cognito_user_pools"], ["WEBSOCKET", "CUSTOM", "jwt"]] {
		count(rule.findings) == 0 with input as method(pair[0], pair[1], pair[2])
	}
}

test_a_type_that_asks_no_authorizer_is_another_mistake if {
	every type in ["NONE", "AWS_IAM"] {
		count(rule.findings) == 0 with input as method("REST", type, "token")
	}
}

test_what_nobody_knows_is_left_alone if {
	fine := method("REST", "CUSTOM", "cognito_user_pools")
	count(rule.findings) == 0 with input as given.changed(fine, {"authorizer": given.authorizer({"kind": given.unknown})})
	count(rule.findings) == 0 with input as given.changed(fine, {"api": given.api({"protocol": given.unknown})})
	count(rule.findings) == 0 with input as given.changed(fine, {"method": given.method("GET", "/orders", {"authorizationType": given.unknown})})
	count(rule.findings) == 0 with input as object.remove(fine, {"authorizer"})
}

test_another_route_of_a_websocket_api_takes_no_type_at_all if {
	count(rule.findings) == 0 with input as websocket("send")
}

websocket(key) := given.changed(
	method("WEBSOCKET", "JWT", "request"),
	{"method": given.method("GET", "/", {"verb": given.unset, "routeKey": given.written(key), "authorizationType": given.written("JWT")})},
)

method(protocol, type, kind) := {
	"method": given.method("GET", "/orders", {"authorizationType": given.written(type), "authorizer": given.written("authorizer")}),
	"authorizer": given.authorizer({"kind": given.written(kind)}),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_a_function_fits_connect if {
	route := {"verb": given.unset, "routeKey": given.written("$connect"), "authorizationType": given.written("CUSTOM")}
	count(rule.findings) == 0 with input as given.changed(method("WEBSOCKET", "CUSTOM", "request"), {"method": given.method("GET", "/", route)})
}

test_the_type_follows_the_authorizer if {
	some found in rule.findings with input as method("HTTP", "CUSTOM", "jwt")
	found.fixes == [{
		"description": "set the type to JWT",
		"safe": true,
		"touches": ["methods.authorizationType"],
		"changes": [{"at": given.here, "value": "JWT"}],
	}]
}
