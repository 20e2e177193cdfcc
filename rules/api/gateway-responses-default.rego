# METADATA
# title: Refused calls get the stock answers of API Gateway
# description: |
#   A REST API with an authorizer that customises none of `UNAUTHORIZED`, `ACCESS_DENIED`
#   and `DEFAULT_4XX` answers `{"message":"Unauthorized"}` or a short denial, whatever the
#   cause: a missing header, an expired token, a token that the validation expression
#   rejects, or a policy that does not cover the method. Callers and their support cannot
#   tell them apart.
#
#   Customise `UNAUTHORIZED` and `ACCESS_DENIED`, or `DEFAULT_4XX` for both, with a body that
#   says more, for example `{"message":$context.error.messageString,"type":"$context.error.responseType"}`
#   in `aws_api_gateway_gateway_response`, `AWS::ApiGateway::GatewayResponse`, SAM's
#   `GatewayResponses` or `x-amazon-apigateway-gateway-responses`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   tags: [api, gateway-response]
#   ignore_when: Clients look at the status alone, and nobody has to explain a refusal to a caller.
package authlint.api["gateway-responses-default"]

import data.authlint.lib.exposure
import data.authlint.lib.predict
import data.authlint.lib.response
import data.authlint.lib.say

findings contains finding if {
	input.api.protocol.value == "REST"
	input.api.gatewayResponses.complete == true
	count(input.guarded) > 0

	# With browsers in view, gateway-response-missing-cors has more to say.
	count(input.preflights.items) == 0
	input.preflights.complete == true
	_no_cors

	_nothing_customised
	exposure.not_private(input.api.endpointType)
	where := say.in_view(input.api.format)

	finding := {
		"range": input.api.range,
		"message": $"REST API {input.api.address} customises neither UNAUTHORIZED nor ACCESS_DENIED nor DEFAULT_4XX, so that the body of a refusal does not tell why{where}",
		"predicts": predict.refused_first(authlint.labels(input.checked), authlint.labels(input.guarded)),
	}
}

_no_cors if input.api.cors.configured.state == "unset"

_no_cors if input.api.cors.configured.value == false

_nothing_customised if {
	every customised in input.api.gatewayResponses.items {
		_is_for_no_browser(customised.headers)
		type := customised.type.value
		not type in {"UNAUTHORIZED", "ACCESS_DENIED", "DEFAULT_4XX"}
		_is_name(type)
	}
}

_is_for_no_browser(headers) if {
	headers.complete == true
	every header in headers.items {
		not response.allows_origin(header.name)
	}
}

# What is no name may be a placeholder for one.
_is_name(type) if regex.match(`^[A-Z0-9_]+$`, type)
