# METADATA
# title: Lambda authorizer of an HTTP API without a payload version
# description: |
#   The function of an HTTP API gets one of two payloads, and answers in the form that goes
#   with it. The service takes neither for granted: a request authorizer that does not say
#   which one is refused when it is created. (The console fills in the newest, and WebSocket
#   APIs have no such setting.) What the import of an OpenAPI document does is not recorded:
#   there the finding is a warning.
#
#   Name the version that the function is written for: `2.0`, or `1.0` for one that also
#   serves REST APIs. In Terraform `authorizer_payload_format_version = "2.0"`, in CloudFormation
#   `AuthorizerPayloadFormatVersion: "2.0"`, in OpenAPI `authorizerPayloadFormatVersion: "2.0"`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   fixes: [unsafe]
#   severity: error
#   precision: very-high
#   tags: [authorizer, function, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["payload-version-missing"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "request"
	input.authorizer.payloadFormat.state == "unset"

	# The SAM transform refuses that by itself.
	input.api.format != "sam"

	finding := {
		"range": input.authorizer.payloadFormat.range,
		"severity": _severity,
		"message": $"authorizer {input.authorizer.address} names no payload version (1.0 or 2.0), and an HTTP API refuses a request authorizer without one",
		"predicts": predict.refused("AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer"),
		"fixes": [fix.unsafe("set the payload version to 2.0", ["authorizers.payloadFormat", "authorizers.simpleResponses"], [{"at": input.authorizer.range, "path": path, "value": "2.0"}]) |
			path := _path
		],
	}
}

_path := ["x-amazon-apigateway-authorizer", "authorizerPayloadFormatVersion"] if {
	input.authorizer.scheme
} else := fix.within(input.api.format, "authorizer_payload_format_version", "AuthorizerPayloadFormatVersion")

_severity := "warning" if {
	input.authorizer.scheme
} else := "error"
