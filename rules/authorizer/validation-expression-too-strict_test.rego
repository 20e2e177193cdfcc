package authlint.authorizer["validation-expression-too-strict_test"]

import data.authlint.authorizer["validation-expression-too-strict"] as rule
import data.authlint.testing as given

test_words_have_no_blank_and_no_dot if {
	some found in rule.findings with input as token({"validationExpression": given.written("^[A-Za-z0-9]+$")})
	found.range == given.here
	found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":"Unauthorized"}`, "methods": ["GET /orders"]}
	found.message == concat("", [
		`validation expression of authorizer authorizer accepts no usual token, only such as `,
		"a bare hash of 32 hex digits, a bare hash of 40 hex digits, a bare hash of 64 hex digits, a bare key of 16, a bare key of 20 and 10 more: ",
		`it gives up "Bearer <JWT>" at the blank after "Bearer" (it has no place for "Bearer ", and lacks ".", "-" and "_") `,
		`and a bare JWT at the first "." (it lacks ".", "-" and "_"); such calls get 401 before the function runs`,
	])
}

test_five_characters_are_no_token if {
	some found in rule.findings with input as token({"validationExpression": given.written(`^\w{5}$`)})
	contains(found.message, `accepts no usual token: it gives up "Bearer <JWT>" after 5 characters (it takes no more) and`)
}

test_the_underscore_of_a_jwt_is_missing if {
	some found in rule.findings with input as token({"validationExpression": given.written(`^Bearer [-0-9a-zA-Z\.]*$`)})
	contains(found.message, `gives up "Bearer <JWT>" at the first "_" (it lacks "_")`)
}

test_a_blank_too_many if {
	some found in rule.findings with input as token({"validationExpression": given.written(`^Bearer  [\w.-]+$`)})
	contains(found.message, `at the first character after "Bearer " (it asks for two blanks after "Bearer")`)
}

test_what_a_search_finds_is_for_another_rule if {
	every expression in ["^Bearer", "[A-Za-z0-9]+"] {
		count(rule.findings) == 0 with input as token({"validationExpression": given.written(expression)})
	}
}

test_the_expression_of_most_tutorials_accepts_a_jwt if {
	count(rule.findings) == 0 with input as token({"validationExpression": given.written(`^Bearer [-0-9a-zA-z\.]*$`)})
}

test_a_good_expression if {
	count(rule.findings) == 0 with input as token({"validationExpression": given.written("^[Bb]earer [A-Za-z0-9._~+/-]+=*$")})
}

test_one_accepted_form_is_enough if {
	every expression in [`^bearer .+$`, `^[\w-]+\.[\w-]+\.[\w-]+$`, `.*`, `[A-Za-z0-9+/=]+`] {
		count(rule.findings) == 0 with input as token({"validationExpression": given.written(expression)})
	}
}

test_another_scheme_is_a_choice if {
	every expression in [`^Basic [A-Za-z0-9+/=]+$`, `^Token [0-9a-f]{32}$`, `^ApiKey [0-9a-f]{32}$`, `^[\w-]{32}$`, `^[0-9a-f-]{36}$`] {
		count(rule.findings) == 0 with input as token({"validationExpression": given.written(expression)})
	}
}

test_what_only_java_understands_is_left_alone if {
	count(rule.findings) == 0 with input as token({"validationExpression": given.written(`[a-z&&[^x]]`)})
}

test_an_unknown_expression_is_left_alone if {
	every expression in ["${token_pattern}", "[${alphabet}]{5}"] {
		count(rule.findings) == 0 with input as token({"validationExpression": given.written(expression)})
	}
	count(rule.findings) == 0 with input as token({"validationExpression": given.unknown})
}

test_no_expression_accepts_everything if {
	count(rule.findings) == 0 with input as token({"validationExpression": given.unset})
	count(rule.findings) == 0 with input as token({"validationExpression": given.written("")})
}

test_other_headers_hold_what_they_like if {
	count(rule.findings) == 0 with input as token({
		"validationExpression": given.written(`^\w{5}$`),
		"identitySources": given.texts(["method.request.header.X-Pin"]),
	})
}

test_a_header_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as token({
		"validationExpression": given.written(`^\w{5}$`),
		"identitySources": given.unknown,
	})
}

test_cognito_tests_the_audience_instead if {
	count(rule.findings) == 0 with input as token({
		"kind": given.written("cognito_user_pools"),
		"validationExpression": given.written(`^\w{5}$`),
	})
}

test_nobody_meets_the_expression_of_an_unused_authorizer if {
	unused := given.changed(token({"validationExpression": given.written(`^\w{5}$`)}), {"methods": given.complete([])})
	count(rule.findings) == 0 with input as unused
}

test_http_apis_have_no_expression if {
	count(rule.findings) == 0 with input as given.changed(
		token({"validationExpression": given.written(`^\w{5}$`)}),
		{"api": given.api({"protocol": given.written("HTTP")})},
	)
}

token(authorizer) := {
	"authorizer": given.authorizer(authorizer),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

test_one_word_that_is_accepted_is_named if {
	some found in rule.findings with input as token({"validationExpression": given.written(`^Bearer \w{8}$`)})
	contains(found.message, `accepts no usual token, only such as "Bearer <word of 8>": it gives up`)
}

test_of_an_unknown_protocol_nothing_is_said if {
	count(rule.findings) == 0 with input as given.changed(
		token({"validationExpression": given.written(`^\w{5}$`)}),
		{"api": given.api({"protocol": given.unknown})},
	)
}
