# METADATA
# title: Header of a gateway response whose value has no single quotes
# description: |
#   The value of a header is either an expression, such as `method.request.header.Origin`,
#   or a literal in single quotes. Without the quotes, `*` or `https://shop.example.com` is
#   taken for an expression that API Gateway does not know. The quotes of YAML, JSON
#   or Terraform do not count: they are gone when API Gateway sees the value.
#
#   Put single quotes inside the others: `"gatewayresponse.header.Access-Control-Allow-Origin" = "'*'"`
#   in Terraform, `gatewayresponse.header.Access-Control-Allow-Origin: "'*'"` in CloudFormation and
#   OpenAPI, `Headers: {Access-Control-Allow-Origin: "'*'"}` in SAM.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis-customize-response.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: error
#   tags: [gateway-response, cors]
#   ignore_when: A tool puts the quotes in before it is deployed.
package authlint.gateway_response["gateway-response-unquoted-literal"]

import data.authlint.lib.fix
import data.authlint.lib.response

findings contains finding if {
	input.api.protocol.value == "REST"
	some header in input.gateway_response.headers.items
	header.value.state == "written"
	value := header.value.value

	# Not a literal in quotes, nor anything that may be an expression or a placeholder.
	not regex.match(`^(?s:\s*|\s*'.*'\s*|\s*[$A-Za-z]+\..*)$`, value)
	not regex.match(`[{}<>$%]`, value)
	outcome := response.refused_unless_imported(input.gateway_response.imported)

	finding := {
		"range": header.value.range,
		"severity": outcome.severity,
		"message": $"the value of {header.name} is {value} without the single quotes of a literal; {outcome.told}",
		"predicts": outcome.predicts,
		"fixes": [fix.safe("put the value in single quotes", ["gatewayResponses.headers"], [{"at": header.value.range, "value": $"'{value}'"}]) |
			not regex.match(`["']`, value)
		],
	}
}
