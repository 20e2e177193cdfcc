# METADATA
# title: Authorizer that API Gateway ignores, because of the authorization type
# description: |
#   The method names an authorizer, but its authorization type is `NONE` (which is what
#   Terraform sends for a route of an HTTP API that has no `authorization_type`) or
#   `AWS_IAM`. On a REST API the authorizer is ignored without a word: with `NONE`, anyone can
#   call the method; with `AWS_IAM`, only signed requests pass, and a token does not help.
#   What an HTTP or WebSocket API does with `NONE` and an authorizer is not documented:
#   it is either refused or open to anyone.
#
#   Set the type that fits the authorizer: `CUSTOM` for a Lambda authorizer,
#   `COGNITO_USER_POOLS` for a user pool, `JWT` for a JWT authorizer
#   (`authorization = "CUSTOM"`, `authorization_type = "JWT"`). Where the method is meant to
#   be public, remove the authorizer from it.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
# custom:
#   formats: [terraform, cloudformation]
#   fixes: [unsafe]
#   severity: error
#   tags: [method, binding, exposure]
#   security_severity: "9.1"
#   ignore_when: >-
#     Never: where the method is meant to be public, the authorizer on it says the opposite to
#     whoever reads it.
package authlint.method["method-authorizer-ignored"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.method.authorizer.state == "written"
	types := _types
	_is_an_authorizer
	_answers_calls

	finding := {
		"range": input.method.authorizationType.range,
		"severity": _severity(types),
		"message": $"{input.method.label} names authorizer {input.method.authorizer.value}, but has the authorization type {concat(" or ", types)}: {_outcome(types, _protocol)}",
		"predicts": object.union(_answer(types), {"methods": [input.method.label]}),
		"related": [{"range": input.method.authorizer.range, "message": "this authorizer is not asked"}],
		"fixes": [fix.unsafe($"set the type to {type}, so that the authorizer is asked", ["methods.authorizationType"], [object.union({"value": type}, place)]) |
			type := _type_of[input.authorizer.kind.value]
			place := _place(input.method.authorizationType.state)
		],
	}
}

# The type, or those that it can be, where none of them asks an authorizer.
_types := [type] if {
	type := input.method.authorizationType.value
	type in {"NONE", "AWS_IAM"}
}

_types := sort(input.method.authorizationType.oneOf) if {
	input.method.authorizationType.state == "unknown"
	count(input.method.authorizationType.oneOf) > 0
	every type in input.method.authorizationType.oneOf {
		type in {"NONE", "AWS_IAM"}
	}
}

_place("written") := {"at": input.method.authorizationType.range}

_place("default") := {"at": input.method.range, "path": path} if {
	path := fix.within(input.api.format, _argument[input.api.protocol.value], "AuthorizationType")
}

_argument := {"REST": "authorization", "HTTP": "authorization_type", "WEBSOCKET": "authorization_type"}

_type_of := {"token": "CUSTOM", "request": "CUSTOM", "cognito_user_pools": "COGNITO_USER_POOLS", "jwt": "JWT"}

_is_an_authorizer if input.authorizer

# The id of one that is not in view. AWS::NoValue, written as a text, is none.
_is_an_authorizer if regex.match(`^[A-Za-z0-9]+$`, input.method.authorizer.value)

# A preflight has to be open, whatever else is written.
_answers_calls if input.method.verb.value != "OPTIONS"

_answers_calls if {
	input.api.protocol.value == "HTTP"
	input.method.routeKey.value == "$default"
}

# Of a WebSocket API, no other route can be guarded.
_answers_calls if input.method.routeKey.value == "$connect"

_protocol := object.get(input.api.protocol, "value", "")

_severity(["NONE"]) := "error"

# That the authorizer is ignored here follows from the documentation, and is not measured.
_severity(types) := "warning" if "AWS_IAM" in types

_outcome(["NONE"], "REST") := "API Gateway does not ask it"

_outcome(["NONE"], protocol) := "the deployment is refused, or the route is open" if protocol != "REST"

_outcome(["AWS_IAM"], _) := "calls have to be signed, and the authorizer is not asked"

_outcome(["AWS_IAM", "NONE"], _) := "the authorizer is not asked"

_answer(["NONE"]) := _exposure

_answer(["AWS_IAM"]) := predict.not_signed(_protocol)

_answer(["AWS_IAM", "NONE"]) := {"exposure": "wider"}

# A key is needed only where the method says so for certain.
_exposure := predict.public if {
	input.method.apiKeyRequired.value == false
} else := {"exposure": "wider"}
