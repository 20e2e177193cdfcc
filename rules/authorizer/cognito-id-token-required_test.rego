package authlint.authorizer["cognito-id-token-required_test"]

import data.authlint.authorizer["cognito-id-token-required"] as rule
import data.authlint.testing as given

test_no_scopes if {
	every scopes in [given.unset, given.written([])] {
		some found in rule.findings with input as guarding("REST", "cognito_user_pools", [method("GET", scopes)])
		found.range == given.there
		found.message == "authorizer authorizer takes identity tokens only on GET /orders, without scopes: access tokens get 401 there"
		found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":"Unauthorized"}`, "methods": ["GET /orders"]}
		[place.message | some place in found.related] == ["GET /orders names no scopes"]
	}
}

test_some_with_and_some_without if {
	some found in rule.findings with input as guarding("REST", "cognito_user_pools", [method("GET", given.unset), method("POST", given.texts(["orders/write"]))])
	found.predicts.methods == ["GET /orders"]
	endswith(found.message, "access tokens get 401 there (and identity tokens on POST /orders, with scopes)")
}

test_all_with_scopes if {
	count(rule.findings) == 0 with input as guarding("REST", "cognito_user_pools", [method("POST", given.texts(["orders/write"]))])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as guarding("REST", "cognito_user_pools", [method("POST", given.unknown)])
	count(rule.findings) == 0 with input as guarding("", "cognito_user_pools", [method("POST", given.unset)])
}

test_others_read_no_scopes if {
	every kind in ["token", "request"] {
		count(rule.findings) == 0 with input as guarding("REST", kind, [method("POST", given.unset)])
	}
}

test_nobody_uses_it if {
	count(rule.findings) == 0 with input as guarding("REST", "cognito_user_pools", [])
}

method(verb, scopes) := given.method(verb, "/orders", {"authorizationType": given.written("COGNITO_USER_POOLS"), "scopes": scopes})

guarding(protocol, kind, methods) := {
	"authorizer": given.authorizer({"kind": given.written(kind)}),
	"methods": given.complete(methods),
	"guarded": methods,
	"api": given.api({"protocol": given.written(protocol)}),
}
