# METADATA
# title: Validation expression of a user pool that looks for a token
# description: |
#   On a Cognito authorizer the validation expression is compared with the audience of the
#   token, which is the id of an app client (26 small letters and digits), and not with the
#   header that holds the token. This one accepts tokens, and the id of no client: no call
#   passes, and each gets 401. (The expression is taken to match the whole value, as AWS's own
#   example implies, and not just a part of it.)
#
#   Remove the expression, or list the clients that may call: in Terraform
#   `identity_validation_expression = "3n4b5urk1ft4fl3mg5e62d9ado|…"`, in CloudFormation
#   `IdentityValidationExpression`, in SAM `Identity: {ValidationExpression: …}`, in OpenAPI
#   `identityValidationExpression`, with the same text.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: high
#   tags: [authorizer, cognito, validation-expression]
#   ignore_when: Calls with a good token of the user pool are known to pass.
package authlint.authorizer["cognito-validation-expression-token-like"]

import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value == "cognito_user_pools"
	input.api.protocol.value == "REST"
	expression := input.authorizer.validationExpression.value

	# A placeholder, not an expression.
	not contains(expression, "${")
	authlint.expression_refuses(expression, _clients) == "yes"
	told := _is_for_tokens(expression)

	# With scopes no expression will do, which is another mistake.
	methods := authlint.labels([input.methods.items[i] | some i in _unscoped])
	count(methods) > 0

	finding := {
		"range": input.authorizer.validationExpression.range,
		"message": $"validation expression of authorizer {input.authorizer.address} {told}, and is compared with the id of an app client: every call gets 401",
		"predicts": object.union(predict.unauthorized("REST"), {"methods": methods}),
	}
}

_unscoped contains i if {
	some i, method in input.methods.items
	method.scopes.state == "unset"
}

_unscoped contains i if {
	some i, method in input.methods.items
	method.scopes.value == []
}

# Ids of app clients, as Cognito makes them.
_clients := {
	"3n4b5urk1ft4fl3mg5e62d9ado",
	"7a1q0zk2m9x8c4v6b5n3l2k1jh",
	"1example23456789abcdefghij",
}

_is_for_tokens(expression) := "accepts tokens" if {
	some sample in authlint.expression_samples(expression).samples
	_is_token(sample.scheme, sample.kind)
	sample.full == "yes"
} else := "asks for Bearer" if {
	contains(lower(expression), "earer")
	every client in _clients {
		authlint.expression_matches(expression, client).search == "no"
	}
}

_is_token(scheme, _) if lower(scheme) == "bearer "

_is_token(_, kind) if kind in {"JWT", "JWT of Cognito"}
