package authlint.authorizer["cognito-validation-expression-token-like_test"]

import data.authlint.authorizer["cognito-validation-expression-token-like"] as rule
import data.authlint.testing as given

test_a_token_is_no_client if {
	every expression in [`^Bearer [-0-9a-zA-Z._]*$`, `^[-\w]+\.[-\w]+\.[-\w]+$`, `^Bearer .+`] {
		some found in rule.findings with input as authorizer({"validationExpression": given.written(expression)})
		found.range == given.here
		found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":"Unauthorized"}`, "methods": ["GET /orders"]}
		found.message == "validation expression of authorizer authorizer accepts tokens, and is compared with the id of an app client: every call gets 401"
	}
}

test_what_asks_for_bearer_is_for_tokens if {
	every expression in ["^Bearer", "^[Bb]earer ", `^Bearer .{1500,}$`] {
		some found in rule.findings with input as authorizer({"validationExpression": given.written(expression)})
		contains(found.message, " asks for Bearer, and is compared with the id of an app client")
	}
	count(rule.findings) == 0 with input as authorizer({"validationExpression": given.written("Bearer|[a-z0-9]{10}")})
}

test_opaque_tokens_are_no_clients if {
	every expression in [`^Bearer [-0-9a-zA-Z\.]*$`, "^bearer [0-9a-f]+$"] {
		some found in rule.findings with input as authorizer({"validationExpression": given.written(expression)})
		contains(found.message, " accepts tokens, and")
	}
}

test_what_is_for_neither_is_left_alone if {
	every expression in ["[0-9a-f]{32}", "^123$", "[A-Z]+", "Bearer("] {
		count(rule.findings) == 0 with input as authorizer({"validationExpression": given.written(expression)})
	}
}

test_clients_are_accepted if {
	every expression in ["3n4b5urk1ft4fl3mg5e62d9ado", "[a-z0-9]{26}", ".*", "other|another", ""] {
		count(rule.findings) == 0 with input as authorizer({"validationExpression": given.written(expression)})
	}
}

test_with_scopes_no_expression_will_do if {
	every scopes in [given.texts(["orders/read"]), given.unknown] {
		count(rule.findings) == 0 with input as given.changed(authorizer({}), {"methods": given.complete([guarded(scopes)])})
	}
	count(rule.findings) == 1 with input as given.changed(authorizer({}), {"methods": given.complete([guarded(given.written([]))])})
}

test_nobody_uses_it if {
	count(rule.findings) == 0 with input as given.changed(authorizer({}), {"methods": given.complete([])})
}

test_a_placeholder_is_no_expression if {
	every expression in ["Bearer ${expression}|Bearer .*", "Bearer ([${alphabet}]+|.*)"] {
		count(rule.findings) == 0 with input as authorizer({"validationExpression": given.written(expression)})
	}
}

test_a_token_authorizer_tests_the_token if {
	count(rule.findings) == 0 with input as authorizer({"kind": given.written("token")})
}

test_what_nobody_knows_is_left_alone if {
	every changes in [{"validationExpression": given.unknown}, {"validationExpression": given.unset}, {"kind": given.unknown}] {
		count(rule.findings) == 0 with input as authorizer(changes)
	}
	count(rule.findings) == 0 with input as given.changed(authorizer({}), {"api": given.api({"protocol": given.unknown})})
}

guarded(scopes) := given.changed(given.guarded("GET", "/orders"), {"scopes": scopes})

authorizer(changes) := {
	"authorizer": given.authorizer(given.changed({"kind": given.written("cognito_user_pools"), "validationExpression": given.written("^Bearer .+$")}, changes)),
	"methods": given.complete([guarded(given.unset)]),
	"api": given.api({}),
}

test_an_expression_may_be_for_one_client if {
	every client in ["3n4b5urk1ft4fl3mg5e62d9ado", "7a1q0zk2m9x8c4v6b5n3l2k1jh", "1example23456789abcdefghij"] {
		count(rule.findings) == 0 with input as authorizer({"validationExpression": given.written($"{client}|Bearer .+")})
	}
}

test_where_a_search_finds_a_client_bearer_may_be_beside_it if {
	expression := "^Bearer|3n4b5urk1ft4fl3mg5e62d9"
	count(rule.findings) == 0 with input as authorizer({"validationExpression": given.written(expression)})
}

test_tokens_of_one_length_are_tokens if {
	every expression in [`^eyJ[\w.-]{1,500}$`, `^eyJ[\w.-]{500,}$`] {
		some found in rule.findings with input as authorizer({"validationExpression": given.written(expression)})
		contains(found.message, " accepts tokens, and")
	}
}
