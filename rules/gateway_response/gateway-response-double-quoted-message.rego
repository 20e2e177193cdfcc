# METADATA
# title: Message of an error in two pairs of quotes
# description: |
#   `$context.error.messageString` brings its own quotes. Inside quotes of the template it
#   makes `{"message":""Unauthorized""}`, which is no JSON: clients that parse the body fail on
#   the refusal rather than show it.
#
#   Leave the quotes out, `{"message":$context.error.messageString}`, in `response_templates`
#   (`ResponseTemplates`, `responseTemplates`). In Terraform write the text itself, since `jsonencode`
#   adds the quotes; or use `$context.error.message`, which has none.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-gatewayResponse-definition.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: warning
#   tags: [gateway-response]
#   ignore_when: No client parses the body of a refusal.
package authlint.gateway_response["gateway-response-double-quoted-message"]

import data.authlint.lib.fix

findings contains finding if {
	input.api.protocol.value == "REST"
	some template in input.gateway_response.templates.items
	contains(lower(template.name), "json")
	template.value.state == "written"
	regex.match(`"\s*\$context\.error\.messageString\s*"`, template.value.value)
	type := object.get(input.gateway_response.type, "value", "")
	name := _name(type)

	finding := {
		"range": template.value.range,
		"message": $"{name} puts $context.error.messageString in quotes, which it brings along; the body of the answer is no JSON",
		"predicts": _answer(type),
		"fixes": [fix.safe("take the quotes away", ["gatewayResponses.templates"], [{"at": template.value.range, "from": quoted, "code": "$context.error.messageString"}]) |
			[quoted] := regex.find_n(`"\s*\$context\.error\.messageString\s*"`, template.value.value, -1)
		],
	}
}

_name("") := "a gateway response"

_name(type) := type if type != ""

_answer(type) := {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":""Unauthorized""}`} if {
	type in {"UNAUTHORIZED", "DEFAULT_4XX"}
}

_answer(type) := {} if not type in {"UNAUTHORIZED", "DEFAULT_4XX"}
