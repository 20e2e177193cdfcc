# METADATA
# title: Gateway response that loses the CORS header of the default
# description: |
#   `DEFAULT_4XX` and `DEFAULT_5XX` lend their headers only to types that are not customised. A
#   type with a body, a status or a header of its own inherits nothing any more: here, it
#   goes without the `Access-Control-Allow-Origin` that the default sends. Browsers then
#   report a CORS error for just that answer, and the page cannot read its status.
#
#   Repeat the header where the answer is customised:
#   `response_parameters = { "gatewayresponse.header.Access-Control-Allow-Origin" = "'*'" }` in
#   `aws_api_gateway_gateway_response`, `ResponseParameters` in `AWS::ApiGateway::GatewayResponse`,
#   `UNAUTHORIZED: {ResponseParameters: {Headers: {Access-Control-Allow-Origin: "'*'"}}}` in SAM,
#   `responseParameters` in `x-amazon-apigateway-gateway-responses`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: warning
#   tags: [gateway-response, cors]
#   ignore_when: The API has no browser clients on other origins, or that answer never reaches one.
package authlint.gateway_response["gateway-response-override-drops-cors"]

import data.authlint.lib.fix
import data.authlint.lib.response

findings contains finding if {
	input.api.protocol.value == "REST"
	input.gateway_response.exists.value == true
	input.gateway_response.headers.complete == true
	type := input.gateway_response.type.value
	lending := response.default_of(type)

	every header in input.gateway_response.headers.items {
		not response.allows_origin(header.name)
	}

	some other in input.api.gatewayResponses.items
	other.exists.value == true
	other.type.value == lending
	some header in other.headers.items
	response.allows_origin(header.name)

	# Somewhere else, the header may be given back.
	every again in input.api.gatewayResponses.items {
		_is_other(type, again.type.value, again.address, input.gateway_response.address)
	}

	finding := {
		"range": input.gateway_response.range,
		"message": $"{type} is customised without Access-Control-Allow-Origin, and so no longer gets that of {lending}; browsers report a CORS error in its place",
		"predicts": object.union({"responseType": type}, _status(response.statuses[type])),
		"related": [{"range": header.range, "message": message} | message := $"{lending} has the header"],
		"fixes": [fix.safe($"give {type} the header of {lending}", ["gatewayResponses.headers"], [{"at": input.gateway_response.range, "path": path, "value": value}]) |
			value := fix.copy(header.value)
			path := fix.header(input.api, input.gateway_response, header.name)
		],
	}
}

_is_other(type, about, _, _) if type != about

_is_other(_, _, address, own) if address == own

_status(usual) := {"status": usual} if input.gateway_response.statusCode.state == "unset"

_status(_) := {"status": to_number(input.gateway_response.statusCode.value)} if {
	response.is_status(input.gateway_response.statusCode.value)
}

_status(_) := {} if input.gateway_response.statusCode.state == "unknown"
