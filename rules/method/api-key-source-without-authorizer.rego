# METADATA
# title: API key that no authorizer can supply
# description: |
#   With the API key source `AUTHORIZER`, the key of a call is not taken from the `x-api-key`
#   header, but from what a Lambda authorizer returns as `usageIdentifierKey`. This method
#   requires a key, and no Lambda authorizer decides about it: no call can have one, and
#   each that gets so far is answered with 403.
#
#   Let a Lambda authorizer decide about the method (in Terraform `authorization = "CUSTOM"` with
#   `authorizer_id`, in CloudFormation `AuthorizationType: CUSTOM` with `AuthorizerId`, in SAM
#   `Auth: {Authorizer: Name}`, in OpenAPI `security`), or take keys from the header:
#   `api_key_source = "HEADER"`, `ApiKeySourceType: HEADER`,
#   `x-amazon-apigateway-api-key-source: HEADER`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-key-source.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   precision: very-high
#   tags: [method, api-key]
#   ignore_when: "Never: every call that gets so far is answered with 403."
package authlint.method["api-key-source-without-authorizer"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "REST"
	input.api.apiKeySource.value == "AUTHORIZER"
	input.method.apiKeyRequired.value == true
	input.method.authorizationType.value in {"NONE", "AWS_IAM", "COGNITO_USER_POOLS"}

	# An authorizer that is named in vain, or a preflight that asks for a key, is another mistake.
	input.method.verb.value != "OPTIONS"
	_names_fitting(input.method.authorizationType.value)

	finding := {
		"range": input.method.apiKeyRequired.range,
		"message": $"{input.method.label} requires an API key, which a Lambda authorizer has to supply here, and has the authorization type {input.method.authorizationType.value}: every call gets 403",
		"predicts": object.union(predict.api_key_missing("REST"), {"methods": [input.method.label]}),
		"related": [{"range": input.api.apiKeySource.range, "message": "keys come from the authorizer"}],
	}
}

_names_fitting("COGNITO_USER_POOLS")

_names_fitting(_) if input.method.authorizer.state == "unset"
