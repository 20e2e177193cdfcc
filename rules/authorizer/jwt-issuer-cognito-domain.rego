# METADATA
# title: Issuer that is a domain of Cognito instead of a user pool
# description: |
#   A Cognito user pool issues its tokens as `https://cognito-idp.REGION.amazonaws.com/POOL_ID`.
#   The domain of its sign-in pages (`….auth.REGION.amazoncognito.com`) issues none, and an
#   address without the id of the pool belongs to no pool: the `iss` of a token is never equal
#   to it, and API Gateway finds no keys there. Every token gets 401.
#
#   Use the pool itself: in Terraform `issuer = "https://${aws_cognito_user_pool.this.endpoint}"`,
#   in CloudFormation and SAM `!GetAtt UserPool.ProviderURL`, in OpenAPI
#   `issuer: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: high
#   tags: [authorizer, jwt, cognito]
#   ignore_when: "Never for tokens of a user pool: none has such an issuer."
package authlint.authorizer["jwt-issuer-cognito-domain"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "jwt"
	startswith(_beginning, "https://")
	what := _what(_beginning, _end)

	finding := {
		"range": input.authorizer.jwt.issuer.range,
		"message": $"issuer of JWT authorizer {input.authorizer.address} {what}; tokens of a user pool have https://cognito-idp.REGION.amazonaws.com/POOL_ID, and get 401",
		"predicts": object.union(predict.unauthorized("HTTP"), {"methods": authlint.labels(input.guarded)}),
	}
}

_beginning := input.authorizer.jwt.issuer.value

_beginning := input.authorizer.jwt.issuer.parts[0].literal

_end := input.authorizer.jwt.issuer.value

_end := input.authorizer.jwt.issuer.parts[count(input.authorizer.jwt.issuer.parts) - 1].literal

_what(_, end) := "is the domain of sign-in pages" if regex.match(`\.amazoncognito\.com/?$`, end)

_what(beginning, end) := "names no user pool" if {
	startswith(beginning, "https://cognito-idp.")
	regex.match(`\.amazonaws\.com/?$`, end)
}
