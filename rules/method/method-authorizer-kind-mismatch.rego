# METADATA
# title: Authorization type that does not go with the authorizer
# description: |
#   The authorization type of a method says what kind of authorizer decides: `CUSTOM` a
#   Lambda authorizer, `COGNITO_USER_POOLS` one with user pools (REST APIs only), `JWT` a
#   JWT authorizer (HTTP APIs only). This method names an authorizer of another kind.
#   What is refused for certain is an error: `JWT` without a JWT authorizer, and a type that
#   this kind of API does not have. Of the other pairs no refusal has been recorded, but
#   none of them is documented to work: there the finding is a warning.
#
#   Write the type that goes with the authorizer, or name another authorizer. In Terraform:
#   `authorization = "COGNITO_USER_POOLS"` for a method of a REST API whose authorizer has
#   `provider_arns`, `authorization_type = "JWT"` for a route whose authorizer has a
#   `jwt_configuration`, `"CUSTOM"` for one that calls a function. In CloudFormation:
#   `AuthorizationType: COGNITO_USER_POOLS`, `JWT` or `CUSTOM` likewise.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
# custom:
#   formats: [terraform, cloudformation]
#   fixes: [safe]
#   severity: error
#   precision: high
#   tags: [method, binding, deployment]
#   ignore_when: >-
#     An error: never, the deployment is refused. A warning: you have deployed it, and the
#     authorizer does decide.
package authlint.method["method-authorizer-kind-mismatch"]

import data.authlint.lib.fix
import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.method.authorizationType.value in {"CUSTOM", "COGNITO_USER_POOLS", "JWT"}
	input.authorizer.kind.value in {"token", "request", "cognito_user_pools", "jwt"}
	type := input.method.authorizationType.value
	kind := input.authorizer.kind.value
	protocol := input.api.protocol.value

	# An authorizer that the API cannot have is the mistake then.
	meant := _types[protocol][kind]
	meant != type
	_may_be_guarded(protocol)

	finding := {
		"range": input.method.authorizationType.range,
		"severity": _severity(type, protocol),
		"message": $"{input.method.label} has the authorization type {type}, but authorizer {input.authorizer.address} is of the kind {kind}, which goes with {meant}: {_outcome(type, protocol)}",
		"predicts": _answer(type, protocol),
		"related": [{"range": input.authorizer.kind.range, "message": $"the authorizer is of the kind {kind}"}],
		"fixes": [fix.safe($"set the type to {meant}", ["methods.authorizationType"], [{"at": input.method.authorizationType.range, "value": meant}])],
	}
}

# On other routes of a WebSocket API the type itself is the mistake.
_may_be_guarded(protocol) if protocol != "WEBSOCKET"

_may_be_guarded("WEBSOCKET") if input.method.routeKey.value == "$connect"

# The type that goes with each kind of authorizer that an API can have.
_types := {
	"REST": {"token": "CUSTOM", "request": "CUSTOM", "cognito_user_pools": "COGNITO_USER_POOLS"},
	"HTTP": {"request": "CUSTOM", "jwt": "JWT"},
	"WEBSOCKET": {"request": "CUSTOM"},
}

_has := {
	"REST": {"CUSTOM", "COGNITO_USER_POOLS"},
	"HTTP": {"CUSTOM", "JWT"},
	"WEBSOCKET": {"CUSTOM"},
}

_severity("JWT", _) := "error"

_severity("COGNITO_USER_POOLS", protocol) := "error" if protocol != "REST"

_severity("COGNITO_USER_POOLS", "REST") := "warning"

_severity("CUSTOM", _) := "warning"

_outcome("JWT", "HTTP") := "the deployment is refused"

_outcome(type, protocol) := "the deployment is refused, or the authorizer cannot decide" if {
	type in _has[protocol]
	type != "JWT"
}

_outcome(type, protocol) := $"{say.protocol(protocol)} APIs have no such type, and the deployment is refused" if not type in _has[protocol]

_answer("JWT", "HTTP") := predict.refused("Setting the authorization type to JWT requires a valid JWT authorizer.")

_answer(type, protocol) := {"deployment": "refused"} if not type in _has[protocol]

# Nobody has recorded which of the two it is.
_answer(type, protocol) := {"methods": [input.method.label]} if {
	type in _has[protocol]
	type != "JWT"
}
