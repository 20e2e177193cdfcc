# METADATA
# title: Status of a gateway response that is none
# description: |
#   The status of a gateway response is three digits, from 100 to 599. `4XX`, `default` or
#   `999` is refused when the response is deployed, and callers keep the stock answer.
#
#   Write the digits: `status_code = "401"` in `aws_api_gateway_gateway_response`,
#   `StatusCode: "401"` in `AWS::ApiGateway::GatewayResponse` and SAM, `statusCode: 401` in
#   `x-amazon-apigateway-gateway-responses`. Leave it out to keep the status that the type has:
#   that is right for `DEFAULT_4XX` and `DEFAULT_5XX`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_GatewayResponse.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: error
#   precision: very-high
#   tags: [gateway-response]
#   ignore_when: "Never: the deployment is refused."
package authlint.gateway_response["gateway-response-status-invalid"]

import data.authlint.lib.fix
import data.authlint.lib.response

findings contains finding if {
	input.api.protocol.value == "REST"
	input.gateway_response.statusCode.state == "written"
	status := input.gateway_response.statusCode.value

	# Anything else may be a placeholder, or a number that is written in another way.
	regex.match(`^[1-9A-Za-z][0-9A-Za-z]*$`, status)
	not response.is_status(status)
	outcome := response.refused_unless_imported(input.gateway_response.imported)
	name := _name(object.get(input.gateway_response.type, "value", ""))

	finding := {
		"range": input.gateway_response.statusCode.range,
		"severity": outcome.severity,
		"message": $`the status of {name} is "{status}", which is not three digits from 100 to 599; {outcome.told}`,
		"predicts": outcome.predicts,
		"fixes": [fix.safe("keep the status of each type", ["gatewayResponses.statusCode"], [{"at": input.gateway_response.statusCode.range, "remove": true}]) |
			input.gateway_response.type.value == $"DEFAULT_{upper(status)}"
		],
	}
}

_name("") := "a gateway response"

_name(type) := type if type != ""
