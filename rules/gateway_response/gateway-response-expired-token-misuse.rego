# METADATA
# title: EXPIRED_TOKEN is customised for tokens that it is not about
# description: |
#   `EXPIRED_TOKEN` is the answer to expired AWS credentials, which only methods with IAM
#   authorization look at. An expired JWT, whether a user pool or the function of a Lambda
#   authorizer finds it expired, is answered with `UNAUTHORIZED`. This API has no method with
#   IAM authorization and customises no `UNAUTHORIZED`, so that the text about an expired
#   token is never sent.
#
#   Customise `UNAUTHORIZED` instead: `response_type = "UNAUTHORIZED"` in Terraform,
#   `ResponseType: UNAUTHORIZED` in CloudFormation, `GatewayResponses: {UNAUTHORIZED: …}` in SAM,
#   the key `UNAUTHORIZED` in `x-amazon-apigateway-gateway-responses`. It also answers calls
#   without any token: say so in its body.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   tags: [gateway-response]
#   ignore_when: A method with IAM authorization is added outside of the files that were given.
package authlint.gateway_response["gateway-response-expired-token-misuse"]

import data.authlint.lib.predict
import data.authlint.lib.response

findings contains finding if {
	input.api.protocol.value == "REST"
	input.gateway_response.type.value == "EXPIRED_TOKEN"
	input.api.methods.complete == true
	every method in input.api.methods.items {
		method.authorizationType.value in {"NONE", "CUSTOM", "COGNITO_USER_POOLS"}
	}
	guarded := [method |
		some method in input.api.methods.items
		method.exists.value == true
		method.authorizationType.value in {"CUSTOM", "COGNITO_USER_POOLS"}
	]
	count(guarded) > 0

	# Whoever customises both means both.
	input.api.gatewayResponses.complete == true
	every other in input.api.gatewayResponses.items {
		type := other.type.value
		response.is_name(type)
		type != "UNAUTHORIZED"
	}

	finding := {
		"range": input.gateway_response.type.range,
		"message": "EXPIRED_TOKEN is about AWS credentials, and no method has IAM authorization; an expired token of an authorizer is answered with UNAUTHORIZED",
		"predicts": {
			"status": predict.unauthorized("REST").status,
			"responseType": "UNAUTHORIZED",
			"methods": authlint.labels(guarded),
		},
	}
}
