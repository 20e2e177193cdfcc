# METADATA
# title: Credentials for any origin
# description: |
#   A browser that sends credentials wants to see its own origin in the answer: it
#   rejects `Access-Control-Allow-Origin: *` together with
#   `Access-Control-Allow-Credentials: true`. The CORS configuration of an HTTP API with both
#   is refused when it is deployed (an import from a document may ignore it instead). A
#   gateway response of a REST API with both is accepted, and is of no use to any browser
#   that sends credentials.
#
#   Name the origins: `allow_origins = ["https://shop.example.com"]` in Terraform, `AllowOrigins` in
#   CloudFormation and SAM, `allowOrigins` in `x-amazon-apigateway-cors`; for a gateway response
#   `"'https://shop.example.com'"` as the value of the header. Or give up credentials: a token in
#   the `Authorization` header that a script sets needs none.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   tags: [api, cors]
#   ignore_when: >-
#     Never for an HTTP API. For a gateway response: no page sends credentials such as cookies
#     to this API; then remove `Access-Control-Allow-Credentials`, too.
package authlint.api["cors-credentials-wildcard"]

import data.authlint.lib.response

# The CORS configuration of an HTTP API.
findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.api.cors.allowCredentials.value == true
	some origin in input.api.cors.allowOrigins.value
	origin.value == "*"
	outcome := _outcome(input.api.format)

	finding := {
		"range": origin.range,
		"severity": outcome.severity,
		"message": $"HTTP API {input.api.address} allows credentials for any origin; {outcome.told}",
		"predicts": outcome.predicts,
		"related": [{"range": input.api.cors.allowCredentials.range, "message": "credentials are allowed here"}],
	}
}

# The headers of a gateway response.
findings contains finding if {
	input.api.protocol.value == "REST"
	some customised in input.api.gatewayResponses.items
	some origin in customised.headers.items
	response.allows_origin(origin.name)
	origin.value.value == "'*'"
	some credentials in customised.headers.items
	response.allows_credentials(credentials.name)
	credentials.value.value == "'true'"
	type := object.get(customised.type, "value", "a gateway response")

	finding := {
		"range": origin.value.range,
		"severity": "warning",
		"message": $"{type} allows credentials for any origin, and a browser that sends credentials rejects that: its page sees a CORS error in place of the answer",
		"predicts": _answer(type),
		"related": [{"range": credentials.range, "message": "credentials are allowed here"}],
	}
}

_outcome("openapi") := {"severity": "warning", "predicts": {}, "told": "an import refuses that, or ignores the CORS configuration"}

# SAM writes its CORS configuration into a document.
_outcome("sam") := {"severity": "warning", "predicts": {}, "told": "an import refuses that, or ignores the CORS configuration"}

_outcome(format) := {"severity": "error", "predicts": {"deployment": "refused"}, "told": "API Gateway refuses that"} if not format in {"openapi", "sam"}

_answer(type) := {"responseType": type} if type in object.keys(response.statuses)

_answer(type) := {} if not type in object.keys(response.statuses)
