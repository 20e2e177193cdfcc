package authlint.authorizer["authorizer-role-not-usable_test"]

import data.authlint.authorizer["authorizer-role-not-usable"] as rule
import data.authlint.testing as given

called := given.text(["arn:", {"kind": "partition"}, ":lambda:", {"kind": "region"}, ":", {"kind": "account"}, ":function:auth"])

no_trust := "API Gateway cannot call the function of authorizer authorizer with role: its trust policy does not let apigateway.amazonaws.com take it on"

no_call := "API Gateway cannot call the function of authorizer authorizer with role: none of its policies allows lambda:InvokeFunction on what the authorizer calls"

test_an_execution_role_trusts_lambda if {
	some found in rule.findings with input as trusting([trust([service("lambda.amazonaws.com")], {})])
	found.range == given.here
	found.severity == "error"
	found.message == no_trust
	found.predicts.status == 500
	found.predicts.methods == ["GET /orders"]
	found.related == [{"range": given.there, "message": "the role"}]
}

test_others_do_not_help if {
	others := [
		service("lambda.amazonaws.com"),
		{"type": "AWS", "value": given.written("arn:aws:iam::111122223333:root")},
		{"type": "Federated", "value": given.unknown},
	]
	count(rule.findings) == 1 with input as trusting([trust(others, {})])
	count(rule.findings) == 1 with input as trusting([trust([service("apigateway.amazonaws.com")], {"effect": given.written("Deny")})])
	count(rule.findings) == 1 with input as trusting([])
}

test_api_gateway_among_others if {
	every principals in [
		[service("lambda.amazonaws.com"), service("apigateway.amazonaws.com")],
		[{"type": "*", "value": given.written("*")}],
		[{"type": "AWS", "value": given.written("*")}],
		[{"type": "Service", "value": given.unknown}],
	] {
		count(rule.findings) == 0 with input as trusting([trust(principals, {})])
	}
}

test_a_second_statement_lets_it_in if {
	count(rule.findings) == 0 with input as trusting([
		trust([service("lambda.amazonaws.com")], {}),
		trust([service("apigateway.amazonaws.com")], {"conditional": given.written(true)}),
	])
}

test_no_policy_allows_the_call if {
	some found in rule.findings with input as allowed([])
	found.severity == "warning"
	found.message == no_call
}

test_other_actions_other_functions_and_a_deny_do_not_help if {
	every statement in [
		allow("logs:PutLogEvents", given.written("*"), {}),
		allow("lambda:GetFunction", given.written("*"), {}),
		allow("lambda:InvokeFunction", given.written("arn:aws:lambda:eu-west-1:111122223333:function:other"), {}),
		allow("lambda:InvokeFunction", given.text(["arn:aws:lambda:eu-west-1:", {"kind": "account"}, ":function:auth:live"]), {}),
		allow("lambda:InvokeFunction", given.written("*"), {"effect": given.written("Deny")}),
	] {
		count(rule.findings) == 1 with input as allowed([statement])
	}
}

test_one_that_allows_it if {
	every statement in [
		allow("lambda:InvokeFunction", called, {}),
		allow("lambda:Invoke*", given.written("*"), {}),
		allow("lambda:*", given.written("arn:aws:lambda:*:*:function:*"), {}),
		allow("*", given.written("*"), {}),
	] {
		count(rule.findings) == 0 with input as allowed([allow("logs:*", given.written("*"), {}), statement])
	}
}

test_one_that_may_allow_it if {
	every changes in [
		{"actions": given.unknown}, {"actions": given.unset, "notActions": given.texts(["iam:*"])},
		{"resources": given.unknown}, {"resources": given.unset, "notResources": given.texts(["x"])},
	] {
		count(rule.findings) == 0 with input as allowed([allow("lambda:InvokeFunction", called, changes)])
	}
	count(rule.findings) == 0 with input as allowed([allow("lambda:InvokeFunction", called, {"conditional": given.written(true)})])
}

test_both_are_told_at_once if {
	lambdas := given.changed(role([trust([service("lambda.amazonaws.com")], {})], []), {})
	some found in rule.findings with input as function(lambdas, {})
	found.severity == "error"
	endswith(found.message, "take it on, and none of its policies allows lambda:InvokeFunction on what the authorizer calls")
}

test_policies_out_of_view if {
	some_ := given.changed(role(_trusted, []), {"statements": given.incomplete([])})
	count(rule.findings) == 0 with input as function(some_, {})
}

test_the_function_may_let_the_role_in if {
	to_the_role := {"principal": given.text([{"kind": "attribute", "of": "role", "attribute": "arn"}])}
	count(rule.findings) == 0 with input as function(role(_trusted, []), {"permissions": given.complete([to_the_role])})
	count(rule.findings) == 0 with input as function(role(_trusted, []), {"permissions": given.incomplete([])})
	to_api_gateway := {"principal": given.written("apigateway.amazonaws.com")}
	count(rule.findings) == 1 with input as function(role(_trusted, []), {"permissions": given.complete([to_api_gateway])})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as function(given.changed(role([], []), {"trust": given.unknown, "statements": given.incomplete([])}), {})
	count(rule.findings) == 0 with input as trusting([trust([service("lambda.amazonaws.com")], {"effect": given.unknown, "notPrincipal": given.unknown})])
	elsewhere := allow("lambda:InvokeFunction", given.written("arn:aws:lambda:eu-west-1:111122223333:function:other"), {})
	count(rule.findings) == 0 with input as function(role(_trusted, [elsewhere]), {"invokes": given.unknown})
	count(rule.findings) == 0 with input as function(role([], []), {"kind": given.unknown})
}

test_without_methods_nobody_fails if {
	count(rule.findings) == 0 with input as given.changed(trusting([]), {"methods": given.complete([])})
}

_trusted := [trust([service("apigateway.amazonaws.com")], {})]

_allowed := [allow("lambda:InvokeFunction", called, {})]

trusting(statements) := function(role(statements, _allowed), {})

allowed(statements) := function(role(_trusted, statements), {})

service(name) := {"type": "Service", "value": given.written(name)}

trust(principals, changes) := given.statement(given.changed({"principals": given.written(principals)}, changes))

allow(action, resource, changes) := given.statement(given.changed({"actions": given.texts([action]), "resources": given.written([resource])}, changes))

role(trusts, statements) := {
	"address": "role",
	"range": given.there,
	"trust": given.written({"statements": given.complete(trusts)}),
	"statements": given.complete(statements),
}

function(of, changes) := {
	"authorizer": given.authorizer(given.changed({"invokeRole": given.text([{"kind": "attribute", "of": "role", "attribute": "arn"}]), "invokes": called, "role": of}, changes)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

test_of_an_unknown_protocol_the_status_is_known if {
	some found in rule.findings with input as given.changed(trusting([]), {"api": given.api({"protocol": given.unknown})})
	found.predicts == {"status": 500, "methods": ["GET /orders"]}
}

test_trust_out_of_view if {
	of := given.changed(role([], _allowed), {"trust": given.written({"statements": given.incomplete([])})})
	count(rule.findings) == 0 with input as function(of, {})
}

test_one_action_or_function_of_several_is_enough if {
	actions := given.texts(["logs:PutLogEvents", "lambda:InvokeFunction"])
	resources := given.written([given.written("arn:aws:lambda:eu-west-1:111122223333:function:other"), called])
	every changes in [{"actions": actions}, {"resources": resources}] {
		count(rule.findings) == 0 with input as allowed([allow("lambda:InvokeFunction", called, changes)])
	}
}
