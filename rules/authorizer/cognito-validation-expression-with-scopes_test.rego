package authlint.authorizer["cognito-validation-expression-with-scopes_test"]

import data.authlint.authorizer["cognito-validation-expression-with-scopes"] as rule
import data.authlint.testing as given

test_access_tokens_have_no_audience if {
	some found in rule.findings with input as authorizer({}, [scoped("GET", given.texts(["orders/read"]))])
	found.range == given.here
	found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":"Unauthorized"}`, "methods": ["GET /orders"]}
	found.message == "validation expression of authorizer authorizer is for the audience of a token, and access tokens, which GET /orders with scopes takes, have none: every call gets 401"
	[related.message | some related in found.related] == ["GET /orders asks for scopes"]
}

test_only_methods_with_scopes_are_named if {
	read := scoped("GET", given.texts(["orders/read"]))
	write := scoped("PUT", given.texts(["orders/write"]))
	some found in rule.findings with input as authorizer({}, [read, scoped("POST", given.unset), write])
	found.predicts.methods == ["GET /orders", "PUT /orders"]
	contains(found.message, "which GET /orders, PUT /orders with scopes take,")
}

test_without_scopes_identity_tokens_pass if {
	every scopes in [given.unset, given.written([]), given.texts([""])] {
		count(rule.findings) == 0 with input as authorizer({}, [scoped("GET", scopes)])
	}
}

test_no_expression if {
	every expression in ["", "${client_ids}", "[${alphabet}]+", ".*", "[a-z0-9]*"] {
		count(rule.findings) == 0 with input as authorizer({"validationExpression": given.written(expression)}, [scoped("GET", given.texts(["orders/read"]))])
	}
}

test_a_token_authorizer_tests_the_header if {
	count(rule.findings) == 0 with input as authorizer({"kind": given.written("token")}, [scoped("GET", given.texts(["orders/read"]))])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer({}, [scoped("GET", given.unknown)])
	every changes in [{"validationExpression": given.unknown}, {"validationExpression": given.unset}, {"kind": given.unknown}] {
		count(rule.findings) == 0 with input as authorizer(changes, [scoped("GET", given.texts(["orders/read"]))])
	}
	count(rule.findings) == 0 with input as given.changed(
		authorizer({}, [scoped("GET", given.texts(["orders/read"]))]),
		{"api": given.api({"protocol": given.unknown})},
	)
}

scoped(verb, scopes) := given.changed(given.guarded(verb, "/orders"), {"scopes": scopes})

authorizer(changes, methods) := {
	"authorizer": given.authorizer(given.changed(
		{
			"kind": given.written("cognito_user_pools"),
			"validationExpression": given.written("3n4b5urk1ft4fl3mg5e62d9ado"),
		},
		changes,
	)),
	"methods": given.complete(methods),
	"api": given.api({}),
}
