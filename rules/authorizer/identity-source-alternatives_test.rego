package authlint.authorizer["identity-source-alternatives_test"]

import data.authlint.authorizer["identity-source-alternatives"] as rule
import data.authlint.testing as given

test_a_header_or_a_parameter_is_a_header_and_a_parameter if {
	some found in rule.findings with input as api("REST", {}, ["method.request.header.Authorization", "method.request.querystring.token"])
	found.range == given.here
	found.predicts.responseType == "UNAUTHORIZED"
	found.predicts.methods == ["GET /orders"]
	found.message == "authorizer authorizer requires method.request.header.Authorization, method.request.querystring.token together: calls with only one of them get 401 before the function is called"
}

test_names_are_known_in_any_spelling if {
	every name in ["X-Api-Key", "x-api-key", "access_token", "Cookie", "token", "X-Auth-Token", "jwt"] {
		count(rule.findings) == 1 with input as api("REST", {}, ["method.request.header.Authorization", $"method.request.header.{name}"])
	}
}

test_other_apis_ask_without_a_cache_too if {
	count(rule.findings) == 1 with input as api("HTTP", {"ttlSeconds": given.written(0)}, ["$request.header.Authorization", "$request.header.Cookie"])
	count(rule.findings) == 1 with input as api("WEBSOCKET", {"ttlSeconds": given.unset}, ["route.request.header.Authorization", "route.request.querystring.access_token"])
}

test_a_rest_api_without_a_cache_does_not_ask if {
	every ttl in [given.written(0), given.unknown] {
		count(rule.findings) == 0 with input as api("REST", {"ttlSeconds": ttl}, ["method.request.header.Authorization", "method.request.querystring.token"])
	}
}

test_what_goes_with_credentials_is_fine if {
	every other in ["method.request.header.X-Tenant", "method.request.querystring.version", "context.stage", "stageVariables.token"] {
		count(rule.findings) == 0 with input as api("REST", {}, ["method.request.header.Authorization", other])
	}
}

test_the_same_twice_is_another_mistake if {
	count(rule.findings) == 0 with input as api("REST", {}, ["method.request.header.Authorization", "method.request.header.Authorization"])
}

test_one_is_enough if {
	count(rule.findings) == 0 with input as api("REST", {}, ["method.request.header.Authorization"])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as api("REST", {"identitySources": given.written([given.written("method.request.header.Authorization"), given.unknown])}, [])
	count(rule.findings) == 0 with input as api("REST", {"identitySources": given.unknown}, [])
	count(rule.findings) == 0 with input as api("REST", {"kind": given.unknown}, ["method.request.header.Authorization", "method.request.header.Cookie"])
	count(rule.findings) == 0 with input as given.changed(
		api("REST", {}, ["method.request.header.Authorization", "method.request.header.Cookie"]),
		{"api": given.api({"protocol": given.unknown})},
	)
}

api(protocol, authorizer, sources) := {
	"authorizer": given.authorizer(given.changed(
		{"kind": given.written("request"), "identitySources": given.texts(sources)},
		authorizer,
	)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_three_are_as_wrong_as_two if {
	some found in rule.findings with input as api("REST", {}, ["method.request.header.Authorization", "method.request.querystring.token", "method.request.header.Cookie"])
	contains(found.message, "requires method.request.header.Authorization, method.request.querystring.token, method.request.header.Cookie together")
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as api("REST", {"ttlSeconds": given.written(1)}, ["method.request.header.Authorization", "method.request.querystring.token"])
}

test_all_names_of_credentials if {
	every name in [
		"Access-Token", "Api-Key", "Api-Token", "Auth", "Authorization-Token", "Auth-Token", "Bearer", "Bearer-Token",
		"Cookie", "Id-Token", "JWT", "Session-Token", "Token", "X-Access-Token", "X-Api-Key", "X-Api-Token", "X-Auth",
		"X-Authorization", "X-Auth-Token", "X-Id-Token", "X-JWT", "X-Session-Token", "X-Token",
	] {
		count(rule.findings) == 1 with input as api("REST", {}, ["method.request.header.Authorization", $"method.request.header.{name}"])
	}
}
