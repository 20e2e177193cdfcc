# METADATA
# title: Validation expression that API Gateway does not use
# description: |
#   A validation expression filters tokens before the authorizer looks at them, but only for
#   `TOKEN` and `COGNITO_USER_POOLS` authorizers of REST APIs. On a `REQUEST` authorizer it is
#   taken and not used (SAM drops it without a word), and HTTP and WebSocket APIs use none at
#   all. What it was to keep out reaches the function, which has to refuse it by itself.
#
#   Check the format in the function, and remove the expression: in Terraform
#   `identity_validation_expression`, in CloudFormation `IdentityValidationExpression`, in SAM
#   `Identity: {ValidationExpression: …}`, in OpenAPI `identityValidationExpression`. Or make it a
#   token authorizer of a REST API: `type = "TOKEN"`, `Type: TOKEN`,
#   `FunctionPayloadType: TOKEN`, `type: token`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [unsafe]
#   severity: warning
#   precision: very-high
#   tags: [authorizer, validation-expression]
#   ignore_when: The function checks the format itself. The expression can go then.
package authlint.authorizer["validation-expression-ignored"]

import data.authlint.lib.fix
import data.authlint.lib.say

findings contains finding if {
	input.authorizer.validationExpression.state == "written"
	input.authorizer.validationExpression.value != ""
	by := _ignored_by

	finding := {
		"range": input.authorizer.validationExpression.range,
		"message": $"validation expression of authorizer {input.authorizer.address} is not used: {by}",
		"predicts": {"exposure": "wider", "methods": authlint.labels(input.guarded)},
		"fixes": [fix.unsafe("take the expression away", ["authorizers.validationExpression"], [{"at": input.authorizer.validationExpression.range, "remove": true}])],
	}
}

_ignored_by := $"{say.protocol(input.api.protocol.value)} APIs test no tokens" if {
	input.api.protocol.value in {"HTTP", "WEBSOCKET"}
}

_ignored_by := "REST APIs test the tokens of token and cognito_user_pools authorizers, and this is a request authorizer" if {
	input.api.protocol.value == "REST"
	input.authorizer.kind.value == "request"
}
