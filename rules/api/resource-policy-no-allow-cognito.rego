# METADATA
# title: Resource policy that only denies, and methods with a user pool
# description: |
#   On a method with a Cognito authorizer, API Gateway first checks the token and then asks
#   the resource policy, which has to allow the call expressly; unlike a Lambda authorizer,
#   a user pool has no policy of its own that could. This resource policy has no `Allow` at all, so
#   that even callers with a good token get 403. (A table on the same page of the
#   documentation can be read differently: hence a warning.)
#
#   Put a statement in front that allows calls:
#   `{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}` in
#   `aws_api_gateway_rest_api_policy`, `Policy` of `AWS::ApiGateway::RestApi`, SAM's `CustomStatements` or
#   `x-amazon-apigateway-policy`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [api, policy]
#   ignore_when: You have seen calls with a good token pass with this policy.
package authlint.api["resource-policy-no-allow-cognito"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "REST"
	statements := input.api.resourcePolicy.value.statements
	statements.complete == true
	count(statements.items) > 0
	every statement in statements.items {
		statement.effect.value == "Deny"
	}

	# With open methods, resource-policy-no-allow says so, and means the same policy.
	every method in input.api.methods.items {
		method.authorizationType.value != "NONE"
	}
	pooled := [method |
		some method in input.api.methods.items
		method.exists.value == true
		method.authorizationType.value == "COGNITO_USER_POOLS"
	]
	count(pooled) > 0
	labels := authlint.labels(pooled)

	finding := {
		"range": input.api.resourcePolicy.range,
		"message": $"resource policy of {input.api.address} allows nothing, and so denies even calls with a token of the user pool: {authlint.some_of(labels)}",
		"predicts": object.union(predict.denied_by_resource_policy, {"methods": labels}),
		"related": authlint.places(pooled, "asks a user pool"),
	}
}
