# METADATA
# title: JWT authorizer without issuer or audience
# description: |
#   A JWT authorizer compares every token with two things that it has to be told: who issued
#   it (`iss`), and whom it is for (`aud`, or `client_id` where a token has no audience). One
#   that lacks either is refused when it is created. The issuer of an OpenAPI document may
#   also come from the `openIdConnectUrl` of the scheme. What the import of a document does
#   where the audience is missing is not recorded: there, and with SAM, which imports one, the
#   finding is a warning.
#
#   Say both. In Terraform
#   `jwt_configuration { issuer = "https://login.example.com/"  audience = ["orders"] }`, in
#   CloudFormation and SAM `JwtConfiguration` with `Issuer: https://login.example.com/` and
#   `Audience: [orders]`, in OpenAPI `jwtConfiguration` with `issuer` and `audience`. For a user
#   pool, the audience is the id of the app client.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, jwt, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["jwt-configuration-missing"]

findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "jwt"
	count(_missing) > 0
	missing := sort([what | some [what, _] in _missing])
	ranges := [range | some [_, range] in _missing]

	finding := {
		"range": ranges[0],
		"severity": _severity,
		"message": $"JWT authorizer {input.authorizer.address} has no {concat(" and no ", missing)} to compare tokens with: the deployment is refused",
		"predicts": {"deployment": "refused"},
	}
}

_missing contains ["issuer", input.authorizer.jwt.issuer.range] if input.authorizer.jwt.issuer.state == "unset"

_missing contains ["issuer", input.authorizer.jwt.issuer.range] if input.authorizer.jwt.issuer.value == ""

_missing contains ["audience", input.authorizer.jwt.audience.range] if input.authorizer.jwt.audience.state == "unset"

_missing contains ["audience", input.authorizer.jwt.audience.range] if input.authorizer.jwt.audience.value == []

_imported if input.authorizer.scheme

_imported if input.api.format == "sam"

_severity := "warning" if {
	_imported
} else := "error"
