package authlint.authorizer["validation-expression-needs-search_test"]

import data.authlint.authorizer["validation-expression-needs-search"] as rule
import data.authlint.testing as given

test_the_scheme_alone_is_a_part if {
	some found in rule.findings with input as token({})
	found.range == given.here
	found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":"Unauthorized"}`, "methods": ["GET /orders"]}
	found.message == concat("", [
		"validation expression of authorizer authorizer matches a part of the usual tokens, and none of them as a whole: ",
		`it gives up "Bearer <JWT>" after 6 characters (it takes no more); `,
		"such calls get 401 before the function runs, unless API Gateway searches, which documented examples contradict",
	])
}

test_any_word_is_a_part if {
	some found in rule.findings with input as token({"validationExpression": given.written("[A-Za-z0-9]+")})
	contains(found.message, `gives up "Bearer <JWT>" at the blank after "Bearer"`)
}

test_what_follows_a_prefix_is_a_part if {
	some found in rule.findings with input as token({"validationExpression": given.written("^x-[a-z]+")})
	contains(found.message, `it gives up "x-<JWT>" at "J", after 4 characters (it lacks `)
}

test_another_scheme_alone_is_a_part if {
	some found in rule.findings with input as token({"validationExpression": given.written("^Basic")})
	contains(found.message, `it gives up "Basic <name and password>" after 5 characters`)
}

test_all_of_the_header_is_described if {
	every expression in ["^Bearer .+", "Bearer .*", "x-.*", "^Basic .+", ".*"] {
		count(rule.findings) == 0 with input as token({"validationExpression": given.written(expression)})
	}
}

test_a_value_that_is_listed_is_no_part if {
	every expression in ["secret", "^123$", "[0-9]{6}"] {
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
		{"validationExpression": given.written("^Bearer${more}")},
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
	"authorizer": given.authorizer(given.changed({"validationExpression": given.written("^Bearer")}, changes)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

test_one_rule_speaks_of_an_expression if {
	count(rule.findings) == 0 with input as token({"validationExpression": given.written("^Basic YXV0aDpsaW50$")})
}
