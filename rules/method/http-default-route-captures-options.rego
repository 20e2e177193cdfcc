# METADATA
# title: Catch-all route that takes the preflights of browsers
# description: |
#   An HTTP API with a CORS configuration answers preflights by itself, unless a route takes
#   them: `$default` and `ANY /{proxy+}` stand for `OPTIONS`, too. This one demands credentials,
#   which a browser never sends with a preflight. The preflight gets 401 or 403, the browser
#   reports a CORS error, and no call from another origin is ever made.
#
#   Add a route for preflights without authorization: `route_key = "OPTIONS /{proxy+}"` in
#   `aws_apigatewayv2_route`, `RouteKey: OPTIONS /{proxy+}` in `AWS::ApiGatewayV2::Route`, an event with
#   `Method: options` and `Auth: {Authorizer: NONE}` in SAM, an `options:` operation without
#   `security` under `/{proxy+}` in OpenAPI.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   tags: [method, cors, preflight]
#   ignore_when: >-
#     No page of another origin calls the API, or the function of the authorizer lets preflights
#     pass.
package authlint.method["http-default-route-captures-options"]

import data.authlint.lib.predict
import data.authlint.lib.preflight

findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.api.cors.configured.value == true
	input.method.exists.value == true
	input.api.methods.complete == true
	_takes_everything
	some [what, answer] in _demands

	# One with authorization has a rule of its own.
	every i, _ in input.api.methods.items {
		i in _no_preflight
	}

	finding := {
		"range": input.method.authorizationType.range,
		"message": $"route {input.method.label} takes preflights as well and asks for {what}, which browsers never send with them",
		"predicts": object.union(answer, {"methods": [input.method.label]}),
		"related": [{"range": input.api.cors.configured.range, "message": "CORS is set up here"}],
	}
}

_takes_everything if input.method.routeKey.value == "$default"

_takes_everything if {
	input.method.verb.value == "ANY"
	regex.match(`^/\{[^/}]+\+\}$`, input.method.path.value)
}

_no_preflight contains i if {
	some i, other in input.api.methods.items
	other.verb.value != "OPTIONS"
}

_no_preflight contains i if {
	some i, other in input.api.methods.items
	other.routeKey.value == "$default"
}

_demands contains ["a signature", predict.not_signed("HTTP")] if {
	input.method.authorizationType.value == "AWS_IAM"
}

_demands contains [$"the credentials of authorizer {input.authorizer.address}", predict.unauthorized("HTTP")] if {
	input.method.authorizationType.value in {"CUSTOM", "JWT"}
	preflight.refused_by(input.authorizer, "HTTP")
}
