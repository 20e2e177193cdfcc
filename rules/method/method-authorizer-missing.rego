# METADATA
# title: Method that demands an authorizer but names none
# description: |
#   The authorization types `CUSTOM`, `COGNITO_USER_POOLS` and `JWT` mean that an
#   authorizer decides, and the method does not say which. The deployment is refused.
#
#   Name the authorizer, for example `authorizer_id = aws_api_gateway_authorizer.this.id`
#   (`AuthorizerId: !Ref Authorizer`), or use another type: `AWS_IAM` needs no authorizer.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
# custom:
#   formats: [terraform, cloudformation]
#   severity: error
#   precision: very-high
#   tags: [method, binding, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.method["method-authorizer-missing"]

import data.authlint.lib.predict

findings contains finding if {
	type := input.method.authorizationType.value
	type in {"CUSTOM", "COGNITO_USER_POOLS", "JWT"}
	_names_none
	_may_be_guarded

	finding := {
		"range": input.method.authorizationType.range,
		"message": $"{input.method.label} has the authorization type {type}, but names no authorizer",
		"predicts": _answer(type, object.get(input.api.protocol, "value", "")),
	}
}

# On other routes of a WebSocket API the type itself is the mistake.
_may_be_guarded if input.api.protocol.value in {"REST", "HTTP"}

_may_be_guarded if input.method.routeKey.value == "$connect"

# Only methods of a REST API, and routes of an HTTP API, have a verb.
_may_be_guarded if {
	input.api.protocol.state == "unknown"
	input.method.verb.value
}

# WebSocket APIs have no JWT.
_may_be_guarded if {
	input.api.protocol.state == "unknown"
	input.method.authorizationType.value == "JWT"
}

_names_none if input.method.authorizer.state == "unset"

_names_none if input.method.authorizer.value == ""

# Without `Ref`, the pseudo parameter is a text, and no id of an authorizer.
_names_none if input.method.authorizer.value == "AWS::NoValue"

_answer("JWT", _) := predict.refused("Setting the authorization type to JWT requires a valid JWT authorizer.")

_answer(type, "REST") := predict.refused("Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.") if {
	type != "JWT"
}

_answer(type, protocol) := {"deployment": "refused"} if {
	type != "JWT"
	protocol != "REST"
}
