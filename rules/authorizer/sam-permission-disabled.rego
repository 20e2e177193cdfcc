# METADATA
# title: Permission of the authorizer function switched off
# description: |
#   `DisableFunctionDefaultPermissions: true` keeps SAM from making the permission with
#   which API Gateway calls the authorizer's function. The template has no other one that
#   covers the authorizer, and no role to call the function with: every request that
#   needs the authorizer gets 500.
#
#   Remove the setting, add an `AWS::Lambda::Permission` whose `SourceArn` ends in
#   `/authorizers/*`, or give the authorizer a role, `FunctionInvokeRole`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-lambdatokenauthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
# custom:
#   formats: [sam]
#   fixes: [unsafe]
#   severity: warning
#   tags: [authorizer, function, permission, sam]
#   ignore_when: The permission is made outside of the template, by another stack or by hand.
package authlint.authorizer["sam-permission-disabled"]

import data.authlint.lib.fix
import data.authlint.lib.permission
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.defaultPermission.value == false
	input.api.protocol.value == "REST"
	input.authorizer.kind.value in {"token", "request"}
	input.authorizer.invokeRole.state == "unset"
	input.authorizer.permissions.complete == true
	count(input.methods.items) > 0

	# A permission that nobody can tell the scope of may be the right one.
	every i, _ in input.authorizer.permissions.items {
		i in _useless
	}

	finding := {
		"range": input.authorizer.defaultPermission.range,
		"message": $"SAM is told to make no permission for the function of authorizer {input.authorizer.address}, and no other one lets API Gateway call it",
		"predicts": object.union(
			predict.authorizer_broken("REST"),
			{"methods": [method.label | some method in input.methods.items]},
		),
		"fixes": [fix.unsafe(
			"let SAM make the permission",
			["authorizers.defaultPermission", "authorizers.permissions"],
			[{"at": input.authorizer.range, "path": ["DisableFunctionDefaultPermissions"], "value": false}],
		)],
	}
}

_useless contains i if {
	some i, statement in input.authorizer.permissions.items
	authlint.arn_matches(statement.sourceArn, input.authorizer.arn) == "no"
}

_useless contains i if {
	some i, statement in input.authorizer.permissions.items
	permission.for_another_service(statement.principal.value)
}

_useless contains i if {
	some i, statement in input.authorizer.permissions.items
	permission.for_something_else(statement.action.value)
}
