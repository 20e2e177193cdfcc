# METADATA
# title: Token authorizer without an identity source
# description: |
#   A token authorizer, and one of a Cognito user pool, need to know the header that the
#   token is in. CloudFormation fills in none; Terraform does, unless the text is empty.
#   API Gateway refuses to create the authorizer; of a token authorizer it says
#   "IdentitySource cannot be empty".
#
#   Name the header: `IdentitySource: method.request.header.Authorization` in
#   CloudFormation; in Terraform `identity_source = "method.request.header.Authorization"`,
#   or leave the argument out.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
# custom:
#   formats: [terraform, cloudformation]
#   severity: error
#   precision: very-high
#   tags: [authorizer, identity-source, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["identity-source-missing"]

import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value in {"token", "cognito_user_pools"}
	input.api.protocol.value == "REST"
	kind := input.authorizer.kind.value
	_names_none

	# In a document the name of the scheme is the source.
	not input.authorizer.scheme

	finding := {
		"range": input.authorizer.identitySources.range,
		"message": $"authorizer {input.authorizer.address} names no header that the token is in, and API Gateway refuses to create it",
		"predicts": _refusal[kind],
	}
}

_names_none if input.authorizer.identitySources.state == "unset"

_names_none if count(input.authorizer.identitySources.value) == 0

# The words are recorded for token authorizers.
_refusal := {
	"token": predict.refused("IdentitySource cannot be empty"),
	"cognito_user_pools": {"deployment": "refused"},
}
