# METADATA
# title: User pool whose access tokens are refused
# description: |
#   A method with a Cognito authorizer takes one of two tokens: with scopes the access
#   token, without scopes the identity token. These methods name no scopes, so that a client which sends
#   the access token, as OAuth 2.0 libraries do, gets 401 with a token that is good.
#
#   Name a scope of a resource server where clients send access tokens: in Terraform
#   `authorization_scopes = ["orders/read"]`, in CloudFormation `AuthorizationScopes: [orders/read]`, in SAM
#   the same in the authorizer or the `Auth` of an event, in OpenAPI
#   `security: [{customers: [orders/read]}]`. Where clients send the identity token, all is well.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-invoke-api-integrated-with-cognito-user-pool.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   precision: medium
#   tags: [authorizer, cognito, scopes]
#   ignore_when: All clients send the identity token of the user pool (`id_token`).
package authlint.authorizer["cognito-id-token-required"]

import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value == "cognito_user_pools"
	input.api.protocol.value == "REST"
	unscoped := [method | some i in _unscoped; method := input.guarded[i]]
	labels := authlint.labels(unscoped)
	count(labels) > 0

	finding := {
		"range": input.authorizer.range,
		"message": $"authorizer {input.authorizer.address} takes identity tokens only on {authlint.some_of(labels)}, without scopes: access tokens get 401 there{_elsewhere}",
		"predicts": object.union(predict.unauthorized("REST"), {"methods": labels}),
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

# Clients of both kinds of methods need both tokens.
_elsewhere := $" (and identity tokens on {authlint.some_of(authlint.labels(scoped))}, with scopes)" if {
	scoped := [method |
		some method in input.guarded
		count(method.scopes.value) > 0
	]
	count(scoped) > 0
} else := ""
