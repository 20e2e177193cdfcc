# METADATA
# title: ANY method that takes the preflights of browsers
# description: |
#   `ANY` stands for `OPTIONS` as well, as long as its resource has no `OPTIONS` method of its own.
#   This one demands credentials, which a browser never sends with a preflight, in an API
#   that shows signs of browser clients: the preflight gets 401 or 403, the browser reports a
#   CORS error, and no call from another origin is ever made on this resource.
#
#   Add an `OPTIONS` method without authorization to the same resource:
#   `http_method = "OPTIONS"` with `authorization = "NONE"` in `aws_api_gateway_method`, a second
#   `AWS::ApiGateway::Method` with `HttpMethod: OPTIONS`, an `options:` operation without `security`
#   beside `x-amazon-apigateway-any-method`; in SAM set `Cors` of the API with
#   `AddDefaultAuthorizerToCorsPreflight: false`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-any-method.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   tags: [method, cors, preflight]
#   ignore_when: >-
#     No page of another origin calls this resource, or the function of the authorizer lets
#     preflights pass.
package authlint.method["any-captures-options"]

import data.authlint.lib.predict
import data.authlint.lib.preflight
import data.authlint.lib.response
import data.authlint.lib.say

findings contains finding if {
	input.method.verb.value == "ANY"
	input.api.protocol.value == "REST"
	input.method.exists.value == true
	input.api.methods.complete == true
	some demand in _demands

	every i, _ in input.api.methods.items {
		i in _no_preflight_here
	}
	count(_signs) > 0

	finding := {
		"range": demand.range,
		"message": $"{input.method.label} takes preflights as well and asks for {demand.what}, which browsers never send with them",
		"predicts": object.union(demand.answer, {"methods": [input.method.label]}),
		"related": say.first([sign | some sign in _signs]),
	}
}

# Methods that are certainly no OPTIONS method of this resource.
_no_preflight_here contains i if {
	some i, other in input.api.methods.items
	other.verb.value != "OPTIONS"
}

_no_preflight_here contains i if {
	some i, other in input.api.methods.items
	other.path.value != input.method.path.value
}

# Signs of browsers.
_signs contains {"range": other.range, "message": $"{other.label} answers preflights"} if {
	some other in input.api.methods.items
	other.verb.value == "OPTIONS"
	other.exists.value == true
	other.authorizationType.value == "NONE"
}

_signs contains {"range": input.api.cors.configured.range, "message": "CORS is set up here"} if {
	input.api.cors.configured.value == true
}

_signs contains {"range": header.range, "message": "a gateway response has a header for browsers"} if {
	some customised in input.api.gatewayResponses.items
	customised.exists.value == true
	some header in customised.headers.items
	response.allows_origin(header.name)
}

_demands contains preflight.demand(input.method, "REST")

_demands contains {
	"range": input.method.authorizationType.range,
	"what": $"the credentials of authorizer {input.authorizer.address}",
	"answer": predict.unauthorized("REST"),
} if {
	input.method.authorizationType.value == "CUSTOM"
	preflight.refused_by(input.authorizer, "REST")
}
