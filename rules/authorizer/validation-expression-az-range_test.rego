package authlint.authorizer["validation-expression-az-range_test"]

import data.authlint.authorizer["validation-expression-az-range"] as rule
import data.authlint.testing as given

test_six_characters_are_no_letters if {
	some found in rule.findings with input as token({})
	object.remove(found, ["fixes"]) == {
		"range": given.here,
		"message": concat("", [
			"A-z in the validation expression of authorizer authorizer stands for more than letters: ",
			"[ \\ ] ^ _ and ` lie between Z and a; A-Za-z_ leaves the _ that a JWT may have",
		]),
		"predicts": {"exposure": "wider", "methods": ["GET /orders"]},
	}
}

test_cognito_takes_it_as_well if {
	count(rule.findings) == 1 with input as token({"kind": given.written("cognito_user_pools"), "validationExpression": given.written("[A-z0-9]{26}")})
}

test_letters_are_written_in_two_ranges if {
	every expression in ["[A-Za-z]", "A-z", `\[A-z]`, `[A\-z]`, `\Q[A-z]\E`, "[!-A-z]"] {
		count(rule.findings) == 0 with input as token({"validationExpression": given.written(expression)})
	}
}

test_what_cannot_be_read_is_for_another_rule if {
	count(rule.findings) == 0 with input as token({"validationExpression": given.written("^Bearer ([A-z]+$")})
}

test_what_java_alone_reads_has_it_too if {
	count(rule.findings) == 1 with input as token({"validationExpression": given.written("[A-z]++[a&&b]")})
}

test_a_request_authorizer_has_no_expression if {
	count(rule.findings) == 0 with input as token({"kind": given.written("request")})
}

test_nobody_meets_the_expression_of_an_unused_authorizer if {
	count(rule.findings) == 0 with input as given.changed(token({}), {"methods": given.complete([])})
}

test_what_nobody_knows_is_left_alone if {
	unknown := [
		{"validationExpression": given.unknown},
		{"validationExpression": given.unset},
		{"validationExpression": given.written("")},
		{"validationExpression": given.written("[A-z]${more}")},
		{"kind": given.unknown},
	]
	every changes in unknown {
		count(rule.findings) == 0 with input as token(changes)
	}
	every protocol in [given.unknown, given.written("HTTP")] {
		count(rule.findings) == 0 with input as given.changed(token({}), {"api": given.api({"protocol": protocol})})
	}
}

token(changes) := {
	"authorizer": given.authorizer(given.changed({"validationExpression": given.written(`^Bearer [-0-9a-zA-z\.]*$`)}, changes)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

test_a_placeholder_in_a_class_is_no_class if {
	count(rule.findings) == 0 with input as token({"validationExpression": given.written("[A-z${more}]+")})
}

test_letters_and_what_a_token_may_have if {
	every text, range in {"^[A-z]$": "A-z", "[-0-9a-zA-z.]": "a-zA-z", "[a-zA-z_]": "a-zA-z_", "[A-z_0]": "A-z_"} {
		some found in rule.findings with input as token({"validationExpression": given.written(text)})
		found.fixes == [{
			"description": "leave letters and _",
			"safe": false,
			"touches": ["authorizers.validationExpression"],
			"changes": [{"at": given.here, "from": range, "code": "A-Za-z_"}],
		}]
	}
}

test_two_ranges_are_for_a_person if {
	some found in rule.findings with input as token({"validationExpression": given.written("[A-z]+[.][A-z]+")})
	found.fixes == []
}
