# METADATA
# title: Authorizer function that API Gateway may not call
# description: |
#   API Gateway calls an authorizer's function with a permission of the function's own
#   policy, or with a role that the authorizer names. There is no role, and of all
#   permissions on the function, which is declared here, none is for API Gateway. Every
#   request that needs the authorizer gets 500.
#
#   Add a permission (`aws_lambda_permission`, `AWS::Lambda::Permission`) for the principal
#   `apigateway.amazonaws.com` and the action `lambda:InvokeFunction`, whose source ARN ends
#   in `API_ID/authorizers/AUTHORIZER_ID` or covers that.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: warning
#   tags: [authorizer, function, permission]
#   ignore_when: The permission is made outside of the files that were given, by another stack or by hand.
package authlint.authorizer["authorizer-permission-missing"]

import data.authlint.lib.permission
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value in {"token", "request"}
	input.authorizer.invokeRole.state == "unset"
	input.authorizer.permissions.complete == true

	# The SAM transform could make the permission: rules of SAM's say how.
	not input.authorizer.defaultPermission
	count(input.methods.items) > 0
	every i, _ in input.authorizer.permissions.items {
		i in _for_others
	}

	finding := {
		"range": input.authorizer.uri.range,
		"message": $"no permission lets API Gateway call the function of authorizer {input.authorizer.address}",
		"predicts": object.union(
			predict.authorizer_broken(object.get(input.api.protocol, "value", "")),
			{"methods": [method.label | some method in input.methods.items]},
		),
	}
}

_for_others contains i if {
	some i, statement in input.authorizer.permissions.items
	permission.for_another_service(statement.principal.value)
}

_for_others contains i if {
	some i, statement in input.authorizer.permissions.items
	permission.for_something_else(statement.action.value)
}
