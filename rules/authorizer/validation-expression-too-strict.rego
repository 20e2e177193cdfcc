# METADATA
# title: Validation expression that no usual token passes
# description: |
#   A token authorizer with a validation expression tests the whole `Authorization`
#   header, a `Bearer ` in front of the token included, before the function is called.
#   What does not match gets 401: the function never runs and nothing is logged. This
#   expression accepts none of the usual contents of that header: no JSON Web Token and no
#   base64 token, neither with `Bearer` or `bearer` in front nor alone. Often it lacks the
#   blank after `Bearer`, or the dots, dashes and underscores of the token, or ends after too
#   few characters.
#
#   The expression is taken to match the whole value, as AWS's own example implies, and not
#   just a part of it: that is not documented in so many words. Nothing is said of an
#   expression that plainly describes another format: a scheme of its own, a UUID, hex digits,
#   keys of a certain length, or a list of values.
#
#   Write an expression that accepts what clients send, such as
#   `^[Bb]earer [A-Za-z0-9._~+/-]+=*$`, or leave it out and let the function decide: in Terraform
#   `identity_validation_expression`, in CloudFormation `IdentityValidationExpression`, in SAM `Identity: {ValidationExpression: …}`, in OpenAPI
#   `identityValidationExpression`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://repost.aws/knowledge-center/api-gateway-401-error-lambda-authorizer
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [authorizer, validation-expression]
#   ignore_when: The tokens of the API have a format of their own, and the expression describes it.
package authlint.authorizer["validation-expression-too-strict"]

import data.authlint.lib.expression
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value == "token"
	input.api.protocol.value == "REST"
	text := input.authorizer.validationExpression.value
	expression.is_whole(text)
	some source in input.authorizer.identitySources.value
	expression.is_authorization(source.value)
	expression.verdict(text) == "validation-expression-too-strict"

	# No call meets the expression of an authorizer that nobody uses.
	methods := authlint.labels(input.methods.items)
	count(methods) > 0
	bearer := expression.given_up(text, "Bearer ", "JWT")
	bare := expression.given_up(text, "", "JWT")

	finding := {
		"range": input.authorizer.validationExpression.range,
		"message": $"validation expression of authorizer {input.authorizer.address} accepts no usual token{_accepted(text)}: it gives up {bearer} and {bare}; such calls get 401 before the function runs",
		"predicts": object.union(predict.unauthorized("REST"), {"methods": methods}),
	}
}

# An expression for any word accepts tokens too, if none that are usual.
_accepted(text) := $", only such as {authlint.some_of(names)}" if {
	names := expression.accepted(text, {false})
	count(names) > 0
} else := ""
