package authlint.authorizer["jwt-no-scopes_test"]

import data.authlint.authorizer["jwt-no-scopes"] as rule
import data.authlint.testing as given

test_no_scopes if {
	every scopes in [given.unset, given.written([])] {
		some found in rule.findings with input as guarding("HTTP", "jwt", [method("GET", scopes), method("POST", given.texts(["orders.write"]))])
		found.range == given.there
		found.message == "JWT authorizer authorizer lets any token of its issuer and audience call GET /orders, identity tokens included: no scopes are named"
		found.predicts == {"exposure": "wider", "methods": ["GET /orders"]}
		[place.message | some place in found.related] == ["GET /orders names no scopes"]
	}
}

test_all_with_scopes if {
	count(rule.findings) == 0 with input as guarding("HTTP", "jwt", [method("POST", given.texts(["orders.write"]))])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as guarding("HTTP", "jwt", [method("POST", given.unknown)])
	count(rule.findings) == 0 with input as guarding("", "jwt", [method("POST", given.unset)])
}

test_functions_check_what_they_like if {
	count(rule.findings) == 0 with input as guarding("HTTP", "request", [method("POST", given.unset)])
}

test_nobody_uses_it if {
	count(rule.findings) == 0 with input as guarding("HTTP", "jwt", [])
}

method(verb, scopes) := given.method(verb, "/orders", {"authorizationType": given.written("JWT"), "scopes": scopes})

guarding(protocol, kind, methods) := {
	"authorizer": given.authorizer({"kind": given.written(kind)}),
	"methods": given.complete(methods),
	"guarded": methods,
	"api": given.api({"protocol": given.written(protocol)}),
}
