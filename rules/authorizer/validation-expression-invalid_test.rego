package authlint.authorizer["validation-expression-invalid_test"]

import data.authlint.authorizer["validation-expression-invalid"] as rule
import data.authlint.testing as given

test_no_dialect_reads_it if {
	some found in rule.findings with input as token({})
	found == {
		"range": given.here,
		"message": "validation expression of authorizer authorizer cannot be read: the [ at offset 8 is never closed",
		"predicts": {"deployment": "refused"},
	}
}

test_others_that_no_dialect_reads if {
	every expression in ["^Bearer (.+$", "Bearer **", "[z-a]", "a{3,1}", `^Bearer .+\`, "+"] {
		some found in rule.findings with input as token({"validationExpression": given.written(expression)})
		not found.severity
	}
}

test_other_dialects_read_it if {
	every expression in ["^Bearer {token}$", "(?P<token>.+)", `^Bearer \y`] {
		some found in rule.findings with input as token({"validationExpression": given.written(expression)})
		found.severity == "note"
		endswith(found.message, "(API Gateway reads expressions as Java does, it seems; other dialects accept this)")
	}
}

test_java_alone_reads_it if {
	every expression in [".++", "(?>a|b)", `\p{javaLowerCase}+`, "[a-z&&[^x]]", `\QBearer [\E.+`, "(?d)a", `a\Z`, "[[a]b]"] {
		count(rule.findings) == 0 with input as token({"validationExpression": given.written(expression)})
	}
}

test_cognito_reads_it_too if {
	count(rule.findings) == 1 with input as token({"kind": given.written("cognito_user_pools")})
}

test_a_request_authorizer_reads_none if {
	count(rule.findings) == 0 with input as token({"kind": given.written("request")})
}

test_it_is_refused_whether_used_or_not if {
	count(rule.findings) == 1 with input as given.changed(token({}), {"methods": given.complete([])})
}

test_what_nobody_knows_is_left_alone if {
	unknown := [
		{"validationExpression": given.unknown},
		{"validationExpression": given.unset},
		{"validationExpression": given.written("")},
		{"validationExpression": given.written("^Bearer ${more}(")},
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
	"authorizer": given.authorizer(given.changed({"validationExpression": given.written("^Bearer [a-z$")}, changes)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}
