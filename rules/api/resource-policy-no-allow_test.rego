package authlint.api["resource-policy-no-allow_test"]

import data.authlint.api["resource-policy-no-allow"] as rule
import data.authlint.testing as given

method := given.method("GET", "/orders", {"authorizationType": given.written("NONE")})

deny := given.statement({"effect": given.written("Deny")})

test_silence_is_a_denial if {
	some found in rule.findings with input as asked([deny], [method])
	found.range == given.here
	found.message == "resource policy of api allows nothing, and so denies every call of what has no authorization: GET /orders"
	found.predicts.status == 403
	found.predicts.methods == ["GET /orders"]
	count(found.related) == 1
}

test_something_is_or_may_be_allowed if {
	every effect in [given.written("Allow"), given.unknown, given.unset] {
		count(rule.findings) == 0 with input as asked([deny, given.statement({"effect": effect})], [method])
	}
}

test_something_may_be_allowed_elsewhere if {
	count(rule.findings) == 0 with input as given.about(given.api({
		"methods": given.complete([method]),
		"resourcePolicy": given.written({"statements": given.incomplete([deny])}),
	}))
}

test_a_policy_without_statements_has_a_rule_of_its_own if {
	count(rule.findings) == 0 with input as asked([], [method])
}

test_other_methods_are_allowed_by_others if {
	every other in [given.guarded("GET", "/orders"), given.changed(method, {"authorizationType": given.written("AWS_IAM")})] {
		count(rule.findings) == 0 with input as asked([deny], [other])
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as asked([deny], [given.changed(method, {"exists": given.unknown})])
	count(rule.findings) == 0 with input as asked([deny], [given.changed(method, {"authorizationType": given.unknown})])
}

asked(statements, methods) := given.about(given.api({
	"methods": given.complete(methods),
	"resourcePolicy": given.written({"statements": given.complete(statements)}),
}))

test_other_apis_have_no_resource_policy if {
	asked_of := asked([deny], [method])
	count(rule.findings) == 0 with input as given.about(given.changed(asked_of.api, {"protocol": given.written("HTTP")}))
}
