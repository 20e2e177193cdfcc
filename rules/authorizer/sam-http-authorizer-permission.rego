# METADATA
# title: HTTP API whose authorizer function nobody may call
# description: |
#   For an authorizer of `AWS::Serverless::HttpApi`, SAM makes no permission to call the
#   function unless it is asked to. There is none in the template either that covers the
#   authorizer, and no role to call the function with: every request that needs the
#   authorizer gets 500. For REST APIs SAM makes the permission by itself, so examples for
#   those do without.
#
#   Write `EnableFunctionDefaultPermissions: true` into the authorizer, or give it a role
#   that may call the function, `FunctionInvokeRole`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-httpapi-lambdaauthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [sam]
#   fixes: [safe]
#   severity: error
#   tags: [authorizer, function, permission, sam]
#   ignore_when: The permission is made outside of the template, by another stack or by hand.
package authlint.authorizer["sam-http-authorizer-permission"]

import data.authlint.lib.fix
import data.authlint.lib.permission
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.defaultPermission.value == false
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "request"
	input.authorizer.invokeRole.state == "unset"
	input.authorizer.permissions.complete == true
	count(input.methods.items) > 0

	# A permission that nobody can tell the scope of may be the right one.
	every i, _ in input.authorizer.permissions.items {
		i in _useless
	}

	finding := {
		"range": input.authorizer.defaultPermission.range,
		"message": $"API Gateway may not call the function of authorizer {input.authorizer.address}: for HTTP APIs, SAM makes the permission only with EnableFunctionDefaultPermissions: true",
		"predicts": object.union(
			predict.authorizer_broken("HTTP"),
			{"methods": [method.label | some method in input.methods.items]},
		),
		"fixes": [object.union(_fix, {"safe": input.authorizer.defaultPermission.state == "default"})],
	}
}

# Who wrote that SAM should make none may mean it.
_fix := fix.safe(
	"let SAM make the permission",
	["authorizers.defaultPermission", "authorizers.permissions"],
	[{"at": input.authorizer.range, "path": ["EnableFunctionDefaultPermissions"], "value": true}],
)

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
