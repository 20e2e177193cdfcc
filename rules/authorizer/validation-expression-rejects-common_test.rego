package authlint.authorizer["validation-expression-rejects-common_test"]

import data.authlint.authorizer["validation-expression-rejects-common"] as rule
import data.authlint.testing as given

test_the_case_of_a_scheme_counts if {
	some found in rule.findings with input as token({})
	found.range == given.here
	found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":"Unauthorized"}`, "methods": ["GET /orders"]}
	found.message == concat("", [
		`validation expression of authorizer authorizer accepts "Bearer <JWT>", "Bearer <JWT of Cognito>", `,
		`"Bearer <base64url token>", "Bearer <base64url token with padding>", "Bearer <base64 token with padding>", but gives up `,
		`"bearer <JWT>" at the first character (it asks for "Bearer" with a capital): such calls get 401 before the function runs`,
	])
}

test_the_alphabet_is_named_beside if {
	some found in rule.findings with input as token({"validationExpression": given.written(`^Bearer [-0-9a-zA-z\.]*$`)})
	contains(found.message, `, "Bearer <base64 token with padding>" at the first "/" (it lacks "+", "/" and "="): such`)
}

test_a_token_may_be_long if {
	some found in rule.findings with input as token({"validationExpression": given.written("^[Bb]earer .{1,500}$")})
	contains(found.message, `, but gives up "Bearer <JWT of Cognito>" after 507 characters (it takes no more):`)
}

test_a_bare_token_may_get_a_scheme if {
	some found in rule.findings with input as token({"validationExpression": given.written(`^eyJ[\w.-]+$`)})
	contains(found.message, `accepts a bare JWT, a bare JWT of Cognito, but gives up "Bearer <JWT>" at the first character (it has no place for "Bearer "):`)
}

test_a_search_might_find_it if {
	some found in rule.findings with input as token({"validationExpression": given.written("bearer|^Bearer .+")})
	endswith(found.message, "before the function runs (if the whole header has to match, as documented examples imply)")
}

test_one_kind_of_token_is_a_choice if {
	every expression in [`^[Bb]earer [\w-]+\.[\w-]+\.[\w-]+$`, "^[Bb]earer [-_.A-Za-z0-9]+$", "^Basic .+", "^[0-9a-f-]{36}$", ".*"] {
		count(rule.findings) == 0 with input as token({"validationExpression": given.written(expression)})
	}
}

test_other_headers_hold_what_they_like if {
	count(rule.findings) == 0 with input as token({"identitySources": given.texts(["method.request.header.X-Token"])})
}

test_cognito_tests_the_audience_instead if {
	count(rule.findings) == 0 with input as token({"kind": given.written("cognito_user_pools")})
}

test_nobody_meets_the_expression_of_an_unused_authorizer if {
	count(rule.findings) == 0 with input as given.changed(token({}), {"methods": given.complete([])})
}

test_what_nobody_knows_is_left_alone if {
	unknown := [
		{"validationExpression": given.unknown},
		{"validationExpression": given.unset},
		{"validationExpression": given.written("")},
		{"validationExpression": given.written("^Bearer .+|${more}")},
		{"kind": given.unknown},
		{"identitySources": given.unknown},
	]
	every changes in unknown {
		count(rule.findings) == 0 with input as token(changes)
	}
	every protocol in [given.unknown, given.written("HTTP")] {
		count(rule.findings) == 0 with input as given.changed(token({}), {"api": given.api({"protocol": protocol})})
	}
}

token(changes) := {
	"authorizer": given.authorizer(given.changed({"validationExpression": given.written("^Bearer .+$")}, changes)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

test_a_placeholder_in_a_class_is_no_class if {
	count(rule.findings) == 1 with input as token({"validationExpression": given.written(`^Bearer [\w.-]+$`)})
	count(rule.findings) == 0 with input as token({"validationExpression": given.written(`^Bearer [\w.${more}-]+$`)})
}

test_a_name_and_password_may_have_padding if {
	some found in rule.findings with input as token({"validationExpression": given.written("^Basic [A-Za-z0-9+/]+$")})
	contains(found.message, ` accepts "Basic <name and password>", but gives up "Basic <name and password with padding>" at the first "="`)
}

test_one_usual_token_is_named_alone if {
	some found in rule.findings with input as token({"validationExpression": given.written(`^Bearer [A-Za-z0-9+/]+==$`)})
	contains(found.message, ` accepts "Bearer <base64 token with padding>", but gives up `)
}
