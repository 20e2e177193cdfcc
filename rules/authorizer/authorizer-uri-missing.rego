# METADATA
# title: Lambda authorizer without a function
# description: |
#   An authorizer of the kind `TOKEN` or `REQUEST` asks a function, and its URI says which. One
#   without a URI has nobody to ask: it is refused when it is created. (In SAM, the transform
#   looks for the function.)
#
#   Name the function: in Terraform `authorizer_uri = aws_lambda_function.this.invoke_arn`, in
#   CloudFormation `AuthorizerUri: !Sub
#   arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations`,
#   in OpenAPI `authorizerUri` with the same text. If a user pool or a JSON Web Token decides,
#   it is the kind that is wrong: `type = "COGNITO_USER_POOLS"`, `authorizer_type = "JWT"`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, function, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["authorizer-uri-missing"]

findings contains finding if {
	input.authorizer.kind.value in {"token", "request"}
	_names_none

	# The SAM transform builds the URI, and refuses an authorizer without a function by itself.
	input.api.format != "sam"

	# A kind that the API does not have is another mistake.
	_has[input.authorizer.kind.value][input.api.protocol.value]

	finding := {
		"range": input.authorizer.uri.range,
		"message": $"authorizer {input.authorizer.address} is of the kind {input.authorizer.kind.value}, but names no function to ask: the deployment is refused",
		"predicts": {"deployment": "refused"},
	}
}

_names_none if input.authorizer.uri.state == "unset"

_names_none if input.authorizer.uri.value == ""

_has := {
	"token": {"REST"},
	"request": {"REST", "HTTP", "WEBSOCKET"},
}
