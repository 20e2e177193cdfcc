# METADATA
# title: Validation expression that matches only a part of a token
# description: |
#   A token authorizer with a validation expression compares it with the `Authorization`
#   header before the function is called. What does not match gets 401: the function never
#   runs and nothing is logged. This expression matches the beginning or another part of usual
#   tokens, such as `Bearer` or `^Bearer`, but none as a whole.
#
#   Whether API Gateway asks for the whole header is not documented in so many words. AWS's
#   example says that `\w{5}` lets tokens of five characters pass, and under a search longer
#   ones would pass as well. Local emulators search: there the same expression works.
#
#   Let the expression describe the whole header, with what follows the scheme:
#   `^[Bb]earer [A-Za-z0-9._~+/-]+=*$`, or `^Bearer .+$`. Such an expression means the same in
#   either case. It is written in Terraform `identity_validation_expression`, in CloudFormation
#   `IdentityValidationExpression`, in SAM `Identity: {ValidationExpression: …}`, in OpenAPI
#   `identityValidationExpression`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://repost.aws/knowledge-center/api-gateway-401-error-lambda-authorizer
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [authorizer, validation-expression]
#   ignore_when: Calls with real tokens pass a deployment of this very expression.
package authlint.authorizer["validation-expression-needs-search"]

import data.authlint.lib.expression
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value == "token"
	input.api.protocol.value == "REST"
	text := input.authorizer.validationExpression.value
	expression.is_whole(text)
	some source in input.authorizer.identitySources.value
	expression.is_authorization(source.value)
	expression.verdict(text) == "validation-expression-needs-search"

	# No call meets the expression of an authorizer that nobody uses.
	methods := authlint.labels(input.methods.items)
	count(methods) > 0
	part := expression.parts(text)[0]
	given_up := expression.given_up(text, part.scheme, part.kind)

	finding := {
		"range": input.authorizer.validationExpression.range,
		"message": $"validation expression of authorizer {input.authorizer.address} matches a part of the usual tokens, and none of them as a whole: it gives up {given_up}; such calls get 401 before the function runs, unless API Gateway searches, which documented examples contradict",
		"predicts": object.union(predict.unauthorized("REST"), {"methods": methods}),
	}
}
