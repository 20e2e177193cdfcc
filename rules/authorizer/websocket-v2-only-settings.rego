# METADATA
# title: Setting of an HTTP API on an authorizer of a WebSocket API
# description: |
#   HTTP and WebSocket APIs share one kind of resource for authorizers, but not its
#   settings. A payload version, simple responses and a JWT configuration are documented for
#   HTTP APIs only. What the service does with one of them on a WebSocket API is not
#   documented: it refuses the authorizer, or takes no notice. The function of a WebSocket
#   API gets one payload and always answers with a policy, so nothing can come of them.
#
#   Remove the setting: in Terraform `authorizer_payload_format_version`,
#   `enable_simple_responses` or `jwt_configuration`; in CloudFormation
#   `AuthorizerPayloadFormatVersion`, `EnableSimpleResponses` or `JwtConfiguration`. What is left is
#   for example `authorizer_type = "REQUEST"`, `authorizer_uri`, and
#   `identity_sources = ["route.request.querystring.token"]`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
# custom:
#   formats: [terraform, cloudformation]
#   fixes: [safe]
#   severity: warning
#   precision: high
#   tags: [authorizer, websocket, deployment]
#   ignore_when: "You have deployed it, and it was accepted: then it has no effect."
package authlint.authorizer["websocket-v2-only-settings"]

import data.authlint.lib.fix

findings contains finding if {
	input.api.protocol.value == "WEBSOCKET"

	# Any other kind is the mistake itself.
	input.authorizer.kind.value == "request"
	some [what, range, fields] in _settings

	finding := {
		"range": range,
		"message": $"authorizer {input.authorizer.address} has {what}, which HTTP APIs alone have: on a WebSocket API it is refused, or without effect",
		"predicts": {"deployment": "refused"},
		"fixes": [fix.safe($"take {what} away", [field], [{"at": range, "remove": true}]) | some field in fields],
	}
}

_settings contains ["a payload version", input.authorizer.payloadFormat.range, ["authorizers.payloadFormat"]] if {
	input.authorizer.payloadFormat.state == "written"
	input.authorizer.payloadFormat.value != ""
}

_settings contains ["simple responses", input.authorizer.simpleResponses.range, ["authorizers.simpleResponses"]] if {
	input.authorizer.simpleResponses.value == true
}

# More than the issuer would have to go.
_settings contains ["a JWT configuration", input.authorizer.jwt.issuer.range, []] if {
	input.authorizer.jwt.issuer.state == "written"
	input.authorizer.jwt.issuer.value != ""
}
