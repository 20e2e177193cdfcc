package authlint.policy["resource-policy-overrides-implicit-deny_test"]

import data.authlint.policy["resource-policy-overrides-implicit-deny"] as rule
import data.authlint.testing as given

orders := given.guarded("GET", "/orders")

test_one_allow_is_enough if {
	some found in rule.findings with input as asked({"range": given.here}, orders)
	found.range == given.here
	startswith(found.message, "statement allows anyone to call GET /orders, also where the policy of the Lambda authorizer allows nothing")
	found.predicts == {"exposure": "wider", "methods": ["GET /orders"]}
	[related.message | some related in found.related] == ["GET /orders asks a Lambda authorizer"]
}

test_the_letters_of_an_action_have_no_case if {
	every actions in [["Execute-Api:INVOKE"], ["execute-api:*"], ["*"], ["execute-api:InvalidateCache", "execute-api:Invoke"]] {
		count(rule.findings) == 1 with input as asked({"actions": given.texts(actions)}, orders)
	}
}

test_less_is_allowed if {
	every changes in [
		{"effect": given.written("Deny")},
		{"conditional": given.written(true)},
		{"notPrincipal": given.written(true)},
		{"principals": given.written([{"type": "AWS", "value": given.written("111122223333")}])},
		{"actions": given.texts(["execute-api:InvalidateCache"])},
		{"resources": given.texts(["execute-api:/*/GET/status"])},
	] {
		count(rule.findings) == 0 with input as asked(changes, orders)
	}
}

test_less_may_be_allowed if {
	every field in ["exists", "effect", "conditional", "notPrincipal", "principals", "actions", "resources"] {
		count(rule.findings) == 0 with input as asked({field: given.unknown}, orders)
	}
}

test_other_methods_have_no_policy_of_their_own if {
	every type in ["NONE", "AWS_IAM", "COGNITO_USER_POOLS"] {
		count(rule.findings) == 0 with input as asked({}, given.changed(orders, {"authorizationType": given.written(type)}))
	}
}

test_a_method_that_may_not_be_there if {
	count(rule.findings) == 0 with input as asked({}, given.changed(orders, {"exists": given.unknown}))
}

test_policies_of_callers_are_something_else if {
	count(rule.findings) == 0 with input as given.changed(asked({}, orders), {"of": "caller"})
}

asked(changes, method) := {
	"of": "resource",
	"policy": given.statement(changes),
	"api": given.api({"methods": given.complete([method])}),
}

test_other_apis_have_no_resource_policy if {
	rest := asked({}, orders)
	count(rule.findings) == 0 with input as given.changed(rest, {"api": given.changed(rest.api, {"protocol": given.written("HTTP")})})
}
