# METADATA
# title: Cognito authorizer without a user pool
# description: |
#   An authorizer of the kind `COGNITO_USER_POOLS` accepts the tokens of the user pools that
#   it names by ARN. One that names none accepts nobody, and is refused when it is created.
#   What the import of an OpenAPI document does with it is not recorded: there the
#   finding is a warning.
#
#   Name the pool: in Terraform `provider_arns = [aws_cognito_user_pool.this.arn]`, in
#   CloudFormation `ProviderARNs: [!GetAtt UserPool.Arn]`, in OpenAPI
#   `providerARNs: [arn:aws:cognito-idp:REGION:ACCOUNT:userpool/POOL_ID]`. In SAM the pool is
#   what makes an authorizer one of this kind: `UserPoolArn: !GetAtt UserPool.Arn`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, cognito, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["cognito-provider-arns-missing"]

import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value == "cognito_user_pools"
	input.api.protocol.value == "REST"
	_names_none

	finding := {
		"range": input.authorizer.providerArns.range,
		"severity": _severity,
		"message": $"authorizer {input.authorizer.address} is of the kind cognito_user_pools, but names no user pool",
		"predicts": predict.refused("ProviderARNs cannot be empty"),
	}
}

_names_none if input.authorizer.providerArns.state == "unset"

_names_none if input.authorizer.providerArns.value == []

_severity := "warning" if {
	input.authorizer.scheme
} else := "error"
