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

# denial is an express one of every call.
denial := given.statement({"effect": given.written("Deny")})

test_what_is_denied_expressly_does_not_pass if {
	every changes in [{}, {"resources": given.texts(["execute-api:/*/GET/orders"])}, {"actions": given.texts(["execute-api:*"])}, {"notPrincipal": given.written(true)}] {
		count(rule.findings) == 0 with input as beside(given.changed(denial, changes))
	}
}

test_what_may_be_denied_is_left_alone if {
	every field in ["effect", "conditional", "principals", "actions", "resources"] {
		count(rule.findings) == 0 with input as beside(given.changed(denial, {field: given.unknown}))
	}
	allowed := given.statement({})
	count(rule.findings) == 1 with input as within(allowed, given.complete([allowed]), orders)
	count(rule.findings) == 0 with input as within(allowed, given.incomplete([allowed]), orders)
}

test_other_calls_are_denied if {
	every changes in [
		{"conditional": given.written(true)},
		{"resources": given.texts(["execute-api:/*/DELETE/orders"])},
		{"principals": given.written([{"type": "AWS", "value": given.written("111122223333")}])},
		{"actions": given.texts(["execute-api:InvalidateCache", "execute-api:ManageConnections"])},
	] {
		count(rule.findings) == 1 with input as beside(given.changed(denial, changes))
	}
}

test_policies_of_callers_are_something_else if {
	count(rule.findings) == 0 with input as given.changed(asked({}, orders), {"of": "caller"})
}

asked(changes, method) := of(given.statement(changes), [], method)

# beside is what allows every call, and another statement.
beside(other) := of(given.statement({}), [other], orders)

of(statement, others, method) := within(statement, given.complete(array.concat([statement], others)), method)

within(statement, statements, method) := {
	"of": "resource",
	"policy": statement,
	"api": given.api({
		"methods": given.complete([method]),
		"resourcePolicy": given.written({"statements": statements}),
	}),
}

test_other_apis_have_no_resource_policy if {
	rest := asked({}, orders)
	count(rule.findings) == 0 with input as given.changed(rest, {"api": given.changed(rest.api, {"protocol": given.written("HTTP")})})
}

test_one_resource_of_several_denies_the_call if {
	several := {"resources": given.texts(["execute-api:/*/DELETE/orders", "execute-api:/*/GET/orders"])}
	count(rule.findings) == 0 with input as beside(given.changed(denial, several))
}

test_one_principal_of_several_is_everybody if {
	several := {"principals": given.written([{"type": "AWS", "value": given.written("111122223333")}, {"type": "*", "value": given.written("*")}])}
	count(rule.findings) == 0 with input as beside(given.changed(denial, several))
}

test_everybody_but_some_is_denied if {
	others := {"notPrincipal": given.written(true), "principals": given.written([{"type": "AWS", "value": given.written("111122223333")}])}
	count(rule.findings) == 0 with input as beside(given.changed(denial, others))
}

test_one_action_of_several_denies_the_call if {
	count(rule.findings) == 0 with input as beside(given.changed(denial, {"actions": given.texts(["execute-api:InvalidateCache", "execute-api:Invoke"])}))
}
