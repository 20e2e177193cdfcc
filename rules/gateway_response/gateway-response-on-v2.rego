# METADATA
# title: Gateway response for an API that has none
# description: |
#   Only REST APIs have gateway responses. An HTTP API answers a refusal with its own
#   `{"message":"Unauthorized"}` or `{"message":"Forbidden"}`, whatever is configured, and a WebSocket
#   API refuses the handshake. A gateway response that is a resource of its own is refused,
#   since its API is not found among the REST APIs; in an OpenAPI document it is left out.
#
#   Remove the `aws_api_gateway_gateway_response`, the `AWS::ApiGateway::GatewayResponse` or the
#   `x-amazon-apigateway-gateway-responses`. An HTTP API gets its CORS headers from
#   `cors_configuration` (`CorsConfiguration`, `x-amazon-apigateway-cors`). Where the body of a refusal
#   matters, use a REST API.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
# custom:
#   formats: [terraform, cloudformation]
#   severity: error
#   precision: very-high
#   tags: [gateway-response]
#   ignore_when: The document also defines a REST API, and the responses are there for that.
package authlint.gateway_response["gateway-response-on-v2"]

import data.authlint.lib.say

findings contains finding if {
	input.api.protocol.value in {"HTTP", "WEBSOCKET"}
	protocol := say.protocol(input.api.protocol.value)
	outcome := _outcome(input.gateway_response.imported)

	finding := {
		"range": input.gateway_response.range,
		"severity": outcome.severity,
		"message": $"{input.gateway_response.address} is for the {protocol} API {input.api.address}, which has no gateway responses; {outcome.told}",
		"predicts": outcome.predicts,
	}
}

_outcome(false) := {"severity": "error", "told": "API Gateway refuses it", "predicts": {"deployment": "refused"}}

_outcome(true) := {"severity": "warning", "told": "callers get the stock answers", "predicts": {}}
