# METADATA
# title: Routes that take any token of the issuer for that audience
# description: |
#   A JWT authorizer checks who issued a token, whom it is for and whether it has expired. What
#   the token is for, it checks by scopes, and these routes name none: an identity token, which says who a
#   user is and not what a program may do, passes as an access token does, and so does a
#   token that was issued for something else of the same audience.
#
#   Name the scopes that a call needs: in Terraform `authorization_scopes = ["orders.read"]` on the
#   route, in CloudFormation `AuthorizationScopes: [orders.read]`, in SAM the same in the authorizer
#   or the `Auth` of an event, in OpenAPI `security: [{customers: [orders.read]}]`. Or
#   check the claims in the backend.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   precision: medium
#   tags: [authorizer, jwt, scopes, exposure]
#   security_severity: "3.0"
#   ignore_when: Every token of that audience may call these routes, or the backend checks what the token is for.
package authlint.authorizer["jwt-no-scopes"]

findings contains finding if {
	input.authorizer.kind.value == "jwt"
	input.api.protocol.value == "HTTP"
	unscoped := [method | some i in _unscoped; method := input.guarded[i]]
	labels := authlint.labels(unscoped)
	count(labels) > 0

	finding := {
		"range": input.authorizer.range,
		"message": $"JWT authorizer {input.authorizer.address} lets any token of its issuer and audience call {authlint.some_of(labels)}, identity tokens included: no scopes are named",
		"predicts": {"exposure": "wider", "methods": labels},
		"related": authlint.places(unscoped, "names no scopes"),
	}
}

_unscoped contains i if {
	some i, method in input.guarded
	method.scopes.state == "unset"
}

_unscoped contains i if {
	some i, method in input.guarded
	method.scopes.value == []
}
