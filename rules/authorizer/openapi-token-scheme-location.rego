# METADATA
# title: Scheme of a token authorizer that names no header
# description: |
#   In an OpenAPI document the identity source of a token authorizer, and of one of a
#   Cognito user pool, is the `name` of its security scheme, which has to stand `in: header`.
#   A scheme in the query string or in a cookie, or one without a name, gives the authorizer
#   nothing that API Gateway could read a token from. What the import makes of it is not
#   recorded: it fails, leaves the authorizer out, or reads a header of that name, and then calls
#   that send the token where the document says are refused.
#
#   Write `type: apiKey`, `in: header`, `name: Authorization` in the scheme. To take the
#   token from the query string, make the authorizer `type: request` with
#   `identitySource: method.request.querystring.token`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
# custom:
#   formats: [openapi]
#   fixes: [unsafe]
#   severity: warning
#   precision: high
#   tags: [openapi, authorizer, identity-source]
#   ignore_when: Calls that send the token where the document says are known to pass.
package authlint.authorizer["openapi-token-scheme-location"]

import data.authlint.lib.fix

findings contains finding if {
	input.authorizer.kind.value in {"token", "cognito_user_pools"}
	input.api.protocol.value == "REST"

	# Of another type, it is not imported at all.
	input.authorizer.scheme.type.value == "apiKey"
	scheme := input.authorizer.scheme

	some [range, defect, fixes] in _defects

	finding := {
		"range": range,
		"message": $"security scheme {scheme.name} {defect}: its {_called[input.authorizer.kind.value]} authorizer takes the token from a header that the scheme names, and nothing else is documented to work",
		"predicts": {"methods": authlint.labels(input.methods.items)},
		"related": [{"range": input.authorizer.kind.range, "message": "this is the authorizer of the scheme"}],
		"fixes": fixes,
	}
}

# It may be the authorizer that is of the wrong type.
_fix := fix.unsafe("let the scheme be in a header", ["authorizers.scheme.in", "authorizers.identitySources", "schemes.in"], [{"at": input.authorizer.range, "path": ["in"], "value": "header"}])

_called := {"token": "token", "cognito_user_pools": "Cognito"}

_defects contains [input.authorizer.scheme.in.range, $"is in: {place}", [_fix]] if {
	place := input.authorizer.scheme.in.value
	place in {"query", "cookie"}
}

_defects contains [input.authorizer.scheme.in.range, "does not say that it is in a header", [_fix]] if {
	input.authorizer.scheme.in.state == "unset"
}

# One mistake in a scheme is told: a name does not help in the wrong place.
_defects contains [input.authorizer.scheme.key.range, "has no name", []] if {
	input.authorizer.scheme.in.value == "header"
	input.authorizer.scheme.key.state == "unset"
}
