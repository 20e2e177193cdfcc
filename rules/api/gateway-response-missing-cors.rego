# METADATA
# title: Refusals without CORS headers, in an API for browsers
# description: |
#   API Gateway produces a refusal itself, before the integration runs, and so without
#   the CORS headers that the backend adds. The API shows signs of browser clients, but the
#   answers that an authorizer causes (`UNAUTHORIZED`, and `ACCESS_DENIED` for a Lambda
#   authorizer) have no `Access-Control-Allow-Origin`. A browser then reports a CORS error
#   in place of 401 or 403, and the page cannot even read the status.
#
#   Send the header with `DEFAULT_4XX`, and with `DEFAULT_5XX` for an authorizer that fails:
#   `response_parameters = { "gatewayresponse.header.Access-Control-Allow-Origin" = "'*'" }`
#   in `aws_api_gateway_gateway_response`, `ResponseParameters` in
#   `AWS::ApiGateway::GatewayResponse`,
#   `GatewayResponses: {DEFAULT_4XX: {ResponseParameters: {Headers: {Access-Control-Allow-Origin: "'*'"}}}}`
#   in SAM. The inner single quotes belong to the value.
# related_resources:
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis-customize-response.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [unsafe]
#   severity: warning
#   tags: [api, gateway-response, cors]
#   ignore_when: >-
#     The API has no browser clients on other origins: its pages come from the same domain, or
#     its preflights are left over.
package authlint.api["gateway-response-missing-cors"]

import data.authlint.lib.fix
import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.api.protocol.value == "REST"
	input.api.gatewayResponses.complete == true
	_may_show_signs
	count(input.guarded) > 0
	count(_signs) > 0

	bare := [type | some type in _caused; _bare(type)]
	count(bare) > 0
	types := concat(" and ", bare)
	where := say.in_view(input.api.format)

	finding := {
		"range": input.api.range,
		"severity": _severity(input.api.format),
		"message": $"REST API {input.api.address} sends no Access-Control-Allow-Origin with {types}, so that browsers report a CORS error in place of the refusal{where}",
		"predicts": predict.refused_first(authlint.labels(input.checked), authlint.labels(input.guarded)),
		"related": [sign | some sign in say.first([sign | some sign in _signs])],
		"fixes": _fixes,
	}
}

# Which origin is meant is the API's own business.
_fixes := [fix.unsafe("send Access-Control-Allow-Origin: * with DEFAULT_4XX", ["gatewayResponses"], [{"at": at, "path": path, "value": "'*'"}]) |
	some [at, path] in _places
]

_places contains [response.range, path] if {
	some response in input.api.gatewayResponses.items
	response.type.value == "DEFAULT_4XX"
	path := fix.header(input.api, response, "Access-Control-Allow-Origin")
}

# Where SAM makes the API, its gateway responses stand in it.
_places contains [input.api.range, path] if {
	input.api.format == "sam"
	input.api.definition.body == false
	path := ["Properties", "GatewayResponses", "DEFAULT_4XX", "ResponseParameters", "Headers", "Access-Control-Allow-Origin"]
}

_severity("openapi") := "note"

_severity(format) := "warning" if format != "openapi"

# Where none of these holds, there is no sign to look for.
_may_show_signs if count(input.preflights.items) > 0

_may_show_signs if input.api.cors.configured.value == true

_may_show_signs if count(input.api.gatewayResponses.items) > 0

# Signs of browsers.
_signs contains {"range": method.range, "message": message} if {
	some method in input.preflights.items
	method.exists.value == true
	message := $"{method.label} answers preflights"
}

_signs contains {"range": input.api.cors.configured.range, "message": "CORS is set up here"} if {
	input.api.cors.configured.value == true
}

_signs contains {"range": response.range, "message": message} if {
	some response in input.api.gatewayResponses.items
	response.exists.value == true
	some header in response.headers.items
	_allows_origin(header.name)
	type := response.type.value
	message := $"{type} has the header"
}

_allows_origin(name) if lower(name) == "access-control-allow-origin"

# What an authorizer in use makes API Gateway answer. A user pool only refuses tokens.
_caused contains "UNAUTHORIZED"

_caused contains "ACCESS_DENIED" if {
	some method in input.guarded
	method.authorizationType.value == "CUSTOM"
}

# A type is bare where no response can lend it the header: neither its own nor the
# default. One that stands in the way of the default's header is another mistake.
_bare(type) if {
	every i, response in input.api.gatewayResponses.items {
		_lends_nothing(type, i, response.type.value)
	}
}

_lends_nothing(_, i, _) if i in _without_header

# What is no name may be a placeholder for one.
_lends_nothing(type, _, about) if {
	regex.match(`^[A-Z0-9_]+$`, about)
	not about in {type, "DEFAULT_4XX"}
}

# The responses of which all headers are known, and none is this one.
_without_header contains i if {
	some i, response in input.api.gatewayResponses.items
	response.headers.complete == true
	every header in response.headers.items {
		lower(header.name) != "access-control-allow-origin"
	}
}
