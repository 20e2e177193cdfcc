# METADATA
# title: Validation expression of a user pool that refuses every access token
# description: |
#   On a Cognito authorizer the validation expression is not compared with the header, but
#   with the audience of the token (its `aud` claim). A method with scopes takes access tokens,
#   and access tokens of Cognito have no audience: they name their client in `client_id`. With
#   both, no token passes, and every call of the method gets 401.
#
#   Remove the expression where methods ask for scopes: in Terraform
#   `identity_validation_expression`, in CloudFormation `IdentityValidationExpression`, in SAM
#   `Identity: {ValidationExpression: …}`, in OpenAPI `identityValidationExpression`. Scopes already
#   say which clients may call. Or keep it and remove the scopes (`authorization_scopes`,
#   `AuthorizationScopes`, the list in `security`), if callers send identity tokens.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, cognito, scopes, validation-expression]
#   ignore_when: "Never: every call of these methods gets 401."
package authlint.authorizer["cognito-validation-expression-with-scopes"]

import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value == "cognito_user_pools"
	input.api.protocol.value == "REST"
	expression := input.authorizer.validationExpression.value

	# A placeholder may become none.
	not contains(expression, "${")

	# What matches nothing at all may be passed by a token without an audience.
	authlint.expression_matches(expression, "").full == "no"
	methods := [input.methods.items[i] | some i in _scoped]
	count(methods) > 0
	labels := authlint.labels(methods)

	finding := {
		"range": input.authorizer.validationExpression.range,
		"message": $"validation expression of authorizer {input.authorizer.address} is for the audience of a token, and access tokens, which {authlint.some_of(labels)} with scopes {_takes(count(labels))}, have none: every call gets 401",
		"predicts": object.union(predict.unauthorized("REST"), {"methods": labels}),
		"related": authlint.places(methods, "asks for scopes"),
	}
}

_scoped contains i if {
	some i, method in input.methods.items
	some scope in method.scopes.value
	scope.value != ""
}

_takes(1) := "takes"

_takes(n) := "take" if n > 1
