# METADATA
# title: CORS header on the refusals, but not on the failures of an authorizer
# description: |
#   `DEFAULT_4XX` sends `Access-Control-Allow-Origin`, so that browsers can read a 401 or a 403. When
#   the function of a Lambda authorizer fails, times out or may not be invoked, API Gateway
#   answers 500 instead, which is a matter of `DEFAULT_5XX`. Without the header there, a
#   browser reports a CORS error, and the search for the cause begins in the wrong place.
#
#   Send the same header with `DEFAULT_5XX`: a second `aws_api_gateway_gateway_response` with
#   `response_type = "DEFAULT_5XX"`, a second `AWS::ApiGateway::GatewayResponse`, or
#   `GatewayResponses: {DEFAULT_5XX: {ResponseParameters: {Headers: {Access-Control-Allow-Origin: "'*'"}}}}`
#   in SAM, and likewise in `x-amazon-apigateway-gateway-responses`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: note
#   tags: [api, gateway-response, cors]
#   ignore_when: >-
#     The API has no browser clients, or nobody needs to tell a failing authorizer from a CORS
#     error.
package authlint.api["gateway-response-4xx-only"]

import data.authlint.lib.fix
import data.authlint.lib.predict
import data.authlint.lib.response
import data.authlint.lib.say

findings contains finding if {
	input.api.protocol.value == "REST"
	input.api.gatewayResponses.complete == true
	count(input.guarded) > 0
	asking := [method | some method in input.guarded; method.authorizationType.value == "CUSTOM"]
	count(asking) > 0

	some lending in input.api.gatewayResponses.items
	lending.exists.value == true
	lending.type.value == "DEFAULT_4XX"
	some header in lending.headers.items
	response.allows_origin(header.name)

	every i, other in input.api.gatewayResponses.items {
		_lends_nothing(i, other.type.value)
	}
	where := say.in_view(input.api.format)

	finding := {
		"range": lending.range,
		"message": $"DEFAULT_4XX has Access-Control-Allow-Origin, but nothing lends it to the 500 of an authorizer that fails, so that browsers report a CORS error in its place{where}",
		"predicts": object.union(predict.authorizer_broken("REST"), {"methods": authlint.labels(asking)}),
		"fixes": [fix.safe("send the header with DEFAULT_5XX, too", ["gatewayResponses"], [{"at": at, "path": path, "value": value}]) |
			value := fix.copy(header.value)
			some [at, path] in _places(header.name)
		],
	}
}

# The default that is there, or one that SAM makes of the API.
_places(name) := {[other.range, fix.header(input.api, other, name)] |
	some other in input.api.gatewayResponses.items
	other.type.value == "DEFAULT_5XX"
} | {[input.api.range, ["Properties", "GatewayResponses", "DEFAULT_5XX", "ResponseParameters", "Headers", name]] |
	input.api.format == "sam"
	input.api.definition.body == false
	every other in input.api.gatewayResponses.items {
		other.type.value != "DEFAULT_5XX"
	}
}

_lends_nothing(i, _) if i in _without_header

# One that stands in the way of the default's header is another mistake.
_lends_nothing(_, type) if {
	response.is_name(type)
	not type in {"DEFAULT_5XX", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE"}
}

# The responses of which all headers are known, and none is this one.
_without_header contains i if {
	some i, customised in input.api.gatewayResponses.items
	customised.headers.complete == true
	every header in customised.headers.items {
		not response.allows_origin(header.name)
	}
}
