# METADATA
# title: User pool that is not named by its ARN
# description: |
#   A Cognito authorizer takes the ARNs of user pools,
#   `arn:aws:cognito-idp:REGION:ACCOUNT:userpool/POOL_ID`. The id of the pool, the address of its
#   issuer and the ARN of anything else are none: no pool can be found by them, so that the
#   deployment is refused, or no token is accepted. What `Ref` gives for a user pool, and
#   Terraform's `id`, is the id.
#
#   Name the ARN: in Terraform `provider_arns = [aws_cognito_user_pool.this.arn]`, in
#   CloudFormation `ProviderARNs: [!GetAtt UserPool.Arn]`, in SAM
#   `UserPoolArn: !GetAtt UserPool.Arn`, in OpenAPI
#   `providerARNs: [arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI]`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, cognito, deployment]
#   ignore_when: "Never: no user pool is found by anything but its ARN."
package authlint.authorizer["cognito-provider-arn-malformed"]

findings contains finding if {
	input.authorizer.kind.value == "cognito_user_pools"
	input.api.protocol.value == "REST"
	some [range, what] in _wrong

	finding := {
		"range": range,
		"message": $"authorizer {input.authorizer.address} names a user pool by {what}, not by its ARN (arn:aws:cognito-idp:REGION:ACCOUNT:userpool/POOL_ID): the deployment is refused, or no token is accepted",
		"predicts": {"methods": authlint.labels(input.methods.items)},
	}
}

_wrong contains [pool.range, what] if {
	some pool in input.authorizer.providerArns.value
	what := _literally(pool.value)
}

# Terraform's aws_cognito_user_pool.this.id.
_wrong contains [pool.range, what] if {
	some pool in input.authorizer.providerArns.value
	count(pool.parts) == 1
	regex.match(`(^|\.)aws_cognito_user_pool\.`, pool.parts[0].hole.of)
	what := _attributes[pool.parts[0].hole.attribute]
}

# An issuer with the region left to fill in.
_wrong contains [pool.range, "the address of an issuer"] if {
	some pool in input.authorizer.providerArns.value
	regex.match(`^(https://)?cognito-idp\.`, pool.parts[0].literal)
}

_attributes := {"id": "its id", "name": "its name", "endpoint": "the address of an issuer"}

_literally(pool) := "its id" if regex.match(`^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]+$`, pool)

_literally(pool) := "the address of an issuer" if regex.match(`^(https://)?cognito-idp\.[a-z0-9-]+\.amazonaws\.com`, pool)

# Only where nothing is left to be filled in, as ${...}, <...> or {{...}}.
_literally(pool) := pool if {
	regex.match(`^arn:[^${}<>%]+$`, pool)
	not regex.match(`^arn:[^:]+:cognito-idp:[^:]+:[^:]+:userpool/.`, pool)
}
