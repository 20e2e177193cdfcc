# METADATA
# title: Validation expression that no usual token passes
# description: |
#   A token authorizer with a validation expression tests the whole `Authorization`
#   header, a `Bearer ` in front of the token included, before the function is called.
#   What does not match gets 401: the function never runs and nothing is logged. This
#   expression accepts none of the usual contents of that header: not `Bearer` or `bearer`
#   with a JSON Web Token, not a bare JSON Web Token, not a bare base64 token. Often it
#   lacks the blank after `Bearer`, or the dots and dashes of the token.
#
#   The expression is taken to match the whole value, as AWS's own example implies, and
#   not just a part of it. Neither is documented in so many words.
#
#   Write an expression that accepts what clients send, such as
#   `^[Bb]earer [A-Za-z0-9._~+/-]+=*$`, or leave it out and let the function decide.
# related_resources:
#   - ref: https://repost.aws/knowledge-center/api-gateway-401-error-lambda-authorizer
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [authorizer, validation-expression]
#   ignore_when: Clients send a token of a format of your own, which the expression is written for.
package authlint.authorizer["validation-expression-too-strict"]

import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value == "token"
	input.api.protocol.value == "REST"
	expression := input.authorizer.validationExpression.value
	expression != ""

	# A placeholder, not an expression.
	not contains(expression, "${")

	# Other headers hold tokens of any kind.
	some source in input.authorizer.identitySources.value
	lower(source.value) == "method.request.header.authorization"

	authlint.expression_refuses(expression, _samples) == "yes"

	# No call meets the expression of an authorizer that nobody uses.
	methods := authlint.labels(input.methods.items)
	count(methods) > 0

	finding := {
		"range": input.authorizer.validationExpression.range,
		"message": $`validation expression of authorizer {input.authorizer.address} accepts neither "Bearer <JWT>" nor "bearer <JWT>", nor a bare JWT, base64url or base64 token: such calls get 401 before the function runs{_searched(expression)}`,
		"predicts": object.union(
			predict.unauthorized("REST"),
			{"methods": methods},
		),
	}
}

# Whether the service searches is not documented, so a message says when it matters.
_searched(expression) := " (if the whole header has to match, as documented examples imply)" if {
	"no" != authlint.expression_matches(expression, _bearer).search
} else := ""

_bearer := "Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6Ik1fMSJ9.eyJzdWIiOiI0Mi1hYiIsImV4cCI6MTc2MzcwMDAwMH0.c2ln-bmF0dXJlX29mX3RoZV90b2tlbg"

# Usual tokens, and some of other schemes: whoever accepts one of these has one of their own.
_samples := {
	"Bearer eyJhbGciOiJSUzI1NiIsImtpZCI6Ik1fMSJ9.eyJzdWIiOiI0Mi1hYiIsImV4cCI6MTc2MzcwMDAwMH0.c2ln-bmF0dXJlX29mX3RoZV90b2tlbg",
	"bearer eyJhbGciOiJSUzI1NiIsImtpZCI6Ik1fMSJ9.eyJzdWIiOiI0Mi1hYiIsImV4cCI6MTc2MzcwMDAwMH0.c2ln-bmF0dXJlX29mX3RoZV90b2tlbg",
	"eyJhbGciOiJSUzI1NiIsImtpZCI6Ik1fMSJ9.eyJzdWIiOiI0Mi1hYiIsImV4cCI6MTc2MzcwMDAwMH0.c2ln-bmF0dXJlX29mX3RoZV90b2tlbg",
	"mF_9-B5f4_1JqM8TzK2xWc0vRdYh7uLs",
	"mF/9+B5f4K1JqM8TzA2xWc0vRdYh7w==",
	"Basic YXV0aDpsaW50",
	"Token 9f86d081884c7d659a2feaa0c55ad015",
	"ApiKey 9f86d081884c7d659a2feaa0c55ad015",
	"9f86d081-884c-4d65-9a2f-eaa0c55ad015",
}
