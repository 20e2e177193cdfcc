# METADATA
# title: One status for all answers of a class
# description: |
#   A status that `DEFAULT_4XX` or `DEFAULT_5XX` has replaces that of every answer of its class
#   which is not customised itself. With `400` on `DEFAULT_4XX`, a missing token (401), a
#   denial (403), a request that is too large (413) and throttling (429) all look alike:
#   clients no longer refresh their token on 401 or wait on 429. Without a status, each
#   answer keeps its own, and still gets the headers and the body of the default.
#
#   Leave `status_code` (`StatusCode`, `statusCode`) out of the defaults, and set it where one
#   answer needs another: `MISSING_AUTHENTICATION_TOKEN: {StatusCode: "404"}` in SAM,
#   `response_type = "MISSING_AUTHENTICATION_TOKEN"` with `status_code = "404"` in Terraform.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [gateway-response]
#   ignore_when: One status for everything is what clients are meant to see.
package authlint.gateway_response["gateway-response-default-status"]

import data.authlint.lib.response

findings contains finding if {
	input.api.protocol.value == "REST"
	input.gateway_response.statusCode.state == "written"
	type := input.gateway_response.type.value
	status := input.gateway_response.statusCode.value
	response.is_status(status)
	class := _classes[type]

	finding := {
		"range": input.gateway_response.statusCode.range,
		"severity": _severity(type, status),
		"message": $"{type} has the status {status}, so that every answer without a response of its own ({class}) becomes {status}",
		"predicts": {"status": to_number(status)},
	}
}

_classes := {
	"DEFAULT_4XX": "400, 401, 403, 404, 413, 415 and 429",
	"DEFAULT_5XX": "500 and 504",
}

# Few clients tell one server error from another.
_severity("DEFAULT_4XX", _) := "warning"

_severity("DEFAULT_5XX", status) := "note" if startswith(status, "5")

_severity("DEFAULT_5XX", status) := "warning" if not startswith(status, "5")
