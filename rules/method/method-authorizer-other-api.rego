# METADATA
# title: Authorizer of another API
# description: |
#   An authorizer belongs to one API, and its id means nothing in another. This method names
#   one that is declared for another API of the same project, as happens when a
#   method is copied, or a second API is put beside the first. In its own API there is no
#   authorizer of that id, and the deployment is refused.
#
#   Declare an authorizer for this API as well, and name that one. The function behind it can be
#   the same: in Terraform a second `aws_api_gateway_authorizer` with
#   `rest_api_id = aws_api_gateway_rest_api.this.id`, in CloudFormation a second
#   `AWS::ApiGateway::Authorizer` with `RestApiId: !Ref Api`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
# custom:
#   formats: [terraform, cloudformation]
#   severity: error
#   precision: very-high
#   tags: [method, binding, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.method["method-authorizer-other-api"]

import data.authlint.lib.predict

findings contains finding if {
	input.method.authorizationType.value in {"CUSTOM", "COGNITO_USER_POOLS", "JWT"}
	other := input.method.authorizerApi
	other != ""
	authorizer := input.method.authorizer.value

	finding := {
		"range": input.method.authorizer.range,
		"message": $"{input.method.label} of {input.api.address} names authorizer {authorizer}, which belongs to {other}: the deployment is refused",
		"predicts": _answer(input.method.authorizationType.value, object.get(input.api.protocol, "value", "")),
	}
}

_answer("JWT", _) := predict.refused("Setting the authorization type to JWT requires a valid JWT authorizer.")

_answer(type, "REST") := predict.refused("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.") if {
	type != "JWT"
}

_answer(type, protocol) := {"deployment": "refused"} if {
	type != "JWT"
	protocol != "REST"
}
