# METADATA
# title: Resource policy that only denies, and methods without authorization
# description: |
#   For a method without authorization, the resource policy decides alone, and what it does not
#   allow is denied. This one has no `Allow` at all: its `Deny` statements shut some callers
#   out, and the silence about the others shuts them out as well. All of them get 403.
#
#   Put a statement in front that allows calls:
#   `{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}` in
#   `aws_api_gateway_rest_api_policy`, `Policy` of `AWS::ApiGateway::RestApi`, SAM's `CustomStatements` or
#   `x-amazon-apigateway-policy`. With a Lambda authorizer beside it, narrow the resource to the open
#   methods.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   tags: [api, policy]
#   ignore_when: The open methods are meant to be closed to everybody.
package authlint.api["resource-policy-no-allow"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "REST"
	statements := input.api.resourcePolicy.value.statements
	statements.complete == true
	count(statements.items) > 0
	every statement in statements.items {
		statement.effect.value == "Deny"
	}
	open := [method |
		some method in input.api.methods.items
		method.exists.value == true
		method.authorizationType.value == "NONE"
	]
	count(open) > 0
	labels := authlint.labels(open)

	finding := {
		"range": input.api.resourcePolicy.range,
		"message": $"resource policy of {input.api.address} allows nothing, and so denies every call of what has no authorization: {authlint.some_of(labels)}",
		"predicts": object.union(predict.denied_by_resource_policy, {"methods": labels}),
		"related": authlint.places(open, "has no authorization"),
	}
}
