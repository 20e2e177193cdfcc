# METADATA
# title: Role with which API Gateway cannot call the authorizer
# description: |
#   Where an authorizer names a role, API Gateway takes it on to call the function. The
#   role has to trust `apigateway.amazonaws.com`, and one of its policies has to allow
#   `lambda:InvokeFunction` on the ARN in the authorizer's URI, with the alias or the
#   version that stands there. This role lacks that: every request that needs the
#   authorizer gets 500. Often it is the function's own execution role, which trusts
#   `lambda.amazonaws.com` and has no need to call itself.
#
#   A policy may also be attached where nobody sees it: a role that only lacks the
#   permission is a warning.
#
#   Make a role of its own, with `"Principal": {"Service": "apigateway.amazonaws.com"}` in
#   its trust policy and `lambda:InvokeFunction` on the function in a policy; or name no
#   role, and give the function a permission (`aws_lambda_permission`,
#   `AWS::Lambda::Permission`).
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
#   - ref: https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   tags: [authorizer, function, permission]
#   ignore_when: The role gets its policies from another stack or a script.
package authlint.authorizer["authorizer-role-not-usable"]

import data.authlint.lib.permission
import data.authlint.lib.predict
import data.authlint.lib.principal

findings contains finding if {
	input.authorizer.kind.value in {"token", "request"}
	count(input.methods.items) > 0
	role := input.authorizer.role
	lacks := [lack | some lack in _lacks]
	count(lacks) > 0
	told := concat(", and ", [lack[2] | some lack in lacks])

	finding := {
		"range": input.authorizer.invokeRole.range,
		"severity": lacks[0][1],
		"message": $"API Gateway cannot call the function of authorizer {input.authorizer.address} with {role.address}: {told}",
		"predicts": object.union(
			predict.authorizer_broken(object.get(input.api.protocol, "value", "")),
			{"methods": [method.label | some method in input.methods.items]},
		),
		"related": [{"range": role.range, "message": "the role"}],
	}
}

# What the role lacks: the worst first, with its severity.
_lacks contains [1, "error", "its trust policy does not let apigateway.amazonaws.com take it on"] if {
	statements := input.authorizer.role.trust.value.statements
	statements.complete == true
	every i, _ in statements.items {
		i in _for_others
	}
}

_lacks contains [2, "warning", "none of its policies allows lambda:InvokeFunction on what the authorizer calls"] if {
	input.authorizer.role.statements.complete == true
	every i, _ in input.authorizer.role.statements.items {
		i in _useless
	}

	# The function's own policy could let the role in.
	input.authorizer.permissions.complete == true
	every statement in input.authorizer.permissions.items {
		endswith(statement.principal.value, ".amazonaws.com")
	}
}

# Statements of the trust policy that certainly do not let API Gateway in.
_for_others contains i if {
	some i, statement in input.authorizer.role.trust.value.statements.items
	statement.effect.value == "Deny"
}

_for_others contains i if {
	some i, statement in input.authorizer.role.trust.value.statements.items
	statement.notPrincipal.value == false
	every one in statement.principals.value {
		_is_another(one.type, one.value)
	}
}

_is_another("Service", text) if permission.for_another_service(text.value)

_is_another("Federated", _)

_is_another("AWS", text) if principal.is_identity("AWS", text)

# Statements of the role's policies that certainly do not let it call the function.
_useless contains i if {
	some i, statement in input.authorizer.role.statements.items
	statement.effect.value == "Deny"
}

_useless contains i if {
	some i, statement in input.authorizer.role.statements.items
	every action in statement.actions.value {
		authlint.arn_matches(lower(action.value), "lambda:invokefunction") == "no"
	}
}

_useless contains i if {
	some i, statement in input.authorizer.role.statements.items
	every resource in statement.resources.value {
		authlint.arn_matches(resource, input.authorizer.invokes) == "no"
	}
}
