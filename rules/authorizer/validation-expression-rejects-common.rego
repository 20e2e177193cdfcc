# METADATA
# title: Validation expression that tells apart tokens that mean the same
# description: |
#   A token authorizer with a validation expression tests the whole `Authorization` header
#   before the function is called. What does not match gets 401: the function never runs and
#   nothing is logged. This expression accepts some usual tokens, and refuses others that
#   clients use in their place: `bearer` for `Bearer`, since the case of a scheme does not count
#   (RFC 9110), a JSON Web Token of 1,100 characters as Cognito makes them, base64 with `+` and
#   `/` where it accepts `-` and `_`, a token with `Bearer` in front of it, or Basic credentials
#   with and without `=` at the end.
#
#   Nothing is said of an expression for one kind of token, such as JSON Web Tokens, UUIDs or
#   hex digits, as long as it accepts all of that kind.
#
#   Accept what clients may send, as `^[Bb]earer [A-Za-z0-9._~+/-]+=*$` does, and let the
#   function refuse the rest. It is written in Terraform `identity_validation_expression`, in CloudFormation
#   `IdentityValidationExpression`, in SAM `Identity: {ValidationExpression: …}`, in OpenAPI
#   `identityValidationExpression`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://repost.aws/knowledge-center/api-gateway-401-error-lambda-authorizer
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   precision: medium
#   tags: [authorizer, validation-expression]
#   ignore_when: All clients of the API are known, and send what the expression accepts.
package authlint.authorizer["validation-expression-rejects-common"]

import data.authlint.lib.expression
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value == "token"
	input.api.protocol.value == "REST"
	text := input.authorizer.validationExpression.value
	expression.is_whole(text)
	some source in input.authorizer.identitySources.value
	expression.is_authorization(source.value)
	expression.verdict(text) == "validation-expression-rejects-common"

	# No call meets the expression of an authorizer that nobody uses.
	methods := authlint.labels(input.methods.items)
	count(methods) > 0
	relatives := expression.relatives(text)
	accepted := authlint.some_of(_accepted(text))
	refused := [pair[1] | some pair in array.concat(relatives, expression.also(text))]
	given_up := concat(", ", [expression.given_up(text, token[0], token[1]) | some token in refused])

	finding := {
		"range": input.authorizer.validationExpression.range,
		"message": $"validation expression of authorizer {input.authorizer.address} accepts {accepted}, but gives up {given_up}: such calls get 401 before the function runs{expression.searched(text, refused)}",
		"predicts": object.union(predict.unauthorized("REST"), {"methods": methods}),
	}
}

# Names and passwords are no usual tokens, and have relatives too.
_accepted(text) := names if {
	names := expression.accepted(text, {true})
	count(names) > 0
} else := expression.accepted(text, {false})
