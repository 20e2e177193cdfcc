# METADATA
# title: Gateway response of a type that there is not
# description: |
#   API Gateway knows 21 types of gateway responses, and their names are not those of its
#   error classes or of HTTP: it is `UNAUTHORIZED`, not `UNAUTHORISED` or `401`. It refuses any
#   other name, in upper case or not, with the list of those that there are. Until the name
#   is right, callers get the stock answer that was to be replaced.
#
#   Use a name of the list, such as `ACCESS_DENIED`, `UNAUTHORIZED` or `DEFAULT_4XX`:
#   `response_type = "UNAUTHORIZED"` in `aws_api_gateway_gateway_response`,
#   `ResponseType: UNAUTHORIZED` in `AWS::ApiGateway::GatewayResponse`, and the key of an entry
#   in SAM's `GatewayResponses` and in `x-amazon-apigateway-gateway-responses`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: error
#   precision: very-high
#   tags: [gateway-response]
#   ignore_when: "Never: the deployment is refused."
package authlint.gateway_response["gateway-response-unknown-type"]

import data.authlint.lib.fix
import data.authlint.lib.response

findings contains finding if {
	input.api.protocol.value == "REST"
	input.gateway_response.type.state == "written"
	type := input.gateway_response.type.value
	response.is_name(type)
	not type in response.types
	outcome := response.refused_unless_imported(input.gateway_response.imported)

	finding := {
		"range": input.gateway_response.type.range,
		"severity": outcome.severity,
		"message": $`"{type}" is no type of gateway response{_meant(type)}; {outcome.told}`,
		"predicts": outcome.predicts,
		"fixes": [fix.safe($"write {upper(type)}", ["gatewayResponses.type"], [{"at": input.gateway_response.type.range, "value": upper(type)}]) |
			upper(type) in response.types
		],
	}
}

# The list is in upper case.
_meant(type) := $" ({upper(type)} is)" if upper(type) in response.types

_meant(type) := "" if not upper(type) in response.types
