package authlint.authorizer["authorizer-permission-unscoped_test"]

import data.authlint.authorizer["authorizer-permission-unscoped"] as rule
import data.authlint.testing as given

test_any_api_may_call if {
	some found in rule.findings with input as function({})
	found.range == given.here
	found.message == "permission lets API Gateway call the authorizer's function for any API of any account"
	found.predicts == {"exposure": "wider"}
}

test_a_source_arn_that_names_nothing if {
	every arn in ["*", "arn:aws:execute-api:*:*:*", "arn:aws:execute-api:eu-west-1:*:*/*/*"] {
		count(rule.findings) == 1 with input as function({"sourceArn": given.written(arn)})
	}
}

test_a_source_arn_that_names_the_account_or_the_api if {
	every arn in ["arn:aws:execute-api:eu-west-1:111122223333:*", "arn:aws:execute-api:*:*:abc123/*"] {
		count(rule.findings) == 0 with input as function({"sourceArn": given.written(arn)})
	}
	count(rule.findings) == 0 with input as function({"sourceArn": given.execute_api(["/*"])})
}

test_an_account_limits_it if {
	count(rule.findings) == 0 with input as function({"sourceAccount": given.written("111122223333")})
}

test_others_and_other_actions if {
	count(rule.findings) == 0 with input as function({"principal": given.written("events.amazonaws.com")})
	count(rule.findings) == 0 with input as function({"action": given.written("lambda:GetFunction")})
}

test_what_nobody_knows_is_left_alone if {
	every name in ["sourceArn", "sourceAccount", "principal", "action", "exists"] {
		count(rule.findings) == 0 with input as function({name: given.unknown})
	}
}

test_tokens_of_an_issuer_need_no_function if {
	count(rule.findings) == 0 with input as {"authorizer": given.changed(function({}).authorizer, {"kind": given.written("jwt")})}
}

function(changes) := {"authorizer": given.authorizer({"permissions": given.complete([given.changed(
	{
		"address": "permission",
		"range": given.here,
		"exists": given.by_default(true),
		"principal": given.written("apigateway.amazonaws.com"),
		"action": given.written("lambda:InvokeFunction"),
		"sourceArn": given.unset,
		"sourceAccount": given.unset,
	},
	changes,
)])})}
