package authlint.authorizer["simple-responses-mismatch_test"]

import data.authlint.authorizer["simple-responses-mismatch"] as rule
import data.authlint.testing as given

test_a_policy_where_a_simple_response_is_expected if {
	some found in rule.findings with input as asked({"simpleResponses": given.written(true)}, {"reached": "always", "range": given.there})
	found.range == given.here
	found.severity == "error"
	found.message == "authorizer authorizer expects a simple response, and its function returns a policy"
	found.predicts.body == `{"message":"Internal Server Error"}`
	found.predicts.methods == ["GET /a"]
	found.related == [{"range": given.there, "message": "the function returns a policy here"}]
}

test_a_simple_response_where_a_policy_is_expected if {
	simple := {"kind": given.written("simple")}
	every state in [given.written(false), given.by_default(false), given.unset] {
		some found in rule.findings with input as asked({"simpleResponses": state}, simple)
		found.severity == "warning"
		found.message == "authorizer authorizer expects a policy, and its function returns isAuthorized on one of its ways"
	}
}

test_what_fits if {
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true)}, {"kind": given.written("simple")})
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(false)}, {})
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true)}, {"kind": given.written("error")})
}

test_what_is_not_known if {
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.unknown}, {})
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true)}, {"kind": given.unknown})
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true), "payloadFormat": given.unknown}, {})
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true), "handler": given.unset}, {})
}

test_nobody_meets_it if {
	count(rule.findings) == 0 with input as given.changed(asked({"simpleResponses": given.written(true)}, {}), {"guarded": []})
	count(rule.findings) == 0 with input as given.changed(asked({"simpleResponses": given.written(true)}, {}), {"api": given.api({})})
}

asked(authorizer, changes) := {
	"api": given.api({"protocol": given.written("HTTP")}),
	"authorizer": given.authorizer(given.changed(
		{"kind": given.written("request"), "payloadFormat": given.written("2.0"), "handler": given.handler([given.outcome(changes)])},
		authorizer,
	)),
	"guarded": [given.guarded("GET", "/a")],
}

test_only_lambda_authorizers_call_a_function if {
	every kind in [given.written("jwt"), given.unknown] {
		count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true), "kind": kind}, {})
	}
}

test_what_is_put_around_a_function_may_answer_in_its_place if {
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true), "handler": given.written(object.union(given.handler_value([given.outcome({})]), {"wrappers": ["middy"]}))}, {})
}
