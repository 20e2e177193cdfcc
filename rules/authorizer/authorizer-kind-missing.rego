# METADATA
# title: Authorizer that does not say what kind it is
# description: |
#   Nothing is assumed of an authorizer that names no type: CloudFormation refuses the
#   resource, and an OpenAPI document that lacks it leaves API Gateway without an
#   authorizer to import. (Terraform and SAM have defaults, or refuse it on their own.) The
#   documentation requires the type in a document, too, but no refusal has been recorded:
#   there the finding is a warning.
#
#   Add it: `Type: TOKEN`, `REQUEST` or `COGNITO_USER_POOLS` for an
#   `AWS::ApiGateway::Authorizer`, `AuthorizerType: REQUEST` or `JWT` for an
#   `AWS::ApiGatewayV2::Authorizer`, `type: token`, `request`, `cognito_user_pools` or `jwt` in
#   `x-amazon-apigateway-authorizer`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
# custom:
#   formats: [cloudformation, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["authorizer-kind-missing"]

findings contains finding if {
	input.authorizer.kind.state == "unset"
	severity := _severity

	finding := {
		"range": input.authorizer.kind.range,
		"severity": severity,
		"message": $"authorizer {input.authorizer.address} does not say what kind it is: the deployment is refused",
		"predicts": {"deployment": "refused"},
	}
}

_severity := "warning" if input.authorizer.scheme

_severity := "error" if {
	not input.authorizer.scheme
	input.api.format in {"cloudformation", "sam"}
}
