# METADATA
# title: Simple responses with a payload version that does not have them
# description: |
#   With simple responses the function of an HTTP API answers yes or no
#   (`{"isAuthorized": true}`) instead of a policy. That form belongs to payload version 2.0;
#   together with version 1.0 the authorizer is refused when it is created. What the import
#   of an OpenAPI document does with the two is not recorded: there the finding is a warning.
#
#   Use version 2.0, if the function reads that payload: in Terraform
#   `authorizer_payload_format_version = "2.0"`, in CloudFormation and SAM
#   `AuthorizerPayloadFormatVersion: "2.0"`, in OpenAPI `authorizerPayloadFormatVersion: "2.0"`. Or
#   remove `enable_simple_responses` (`EnableSimpleResponses`, `enableSimpleResponses`), and let
#   the function return a policy.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [unsafe]
#   severity: error
#   precision: very-high
#   tags: [authorizer, function, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["simple-responses-payload"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.simpleResponses.value == true
	input.authorizer.payloadFormat.value in {"1.0", "1"}
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "request"

	finding := {
		"range": input.authorizer.simpleResponses.range,
		"severity": _severity,
		"message": $"authorizer {input.authorizer.address} has simple responses, which payload version 2.0 alone has, and names version {input.authorizer.payloadFormat.value}: the deployment is refused",
		"predicts": predict.refused(`EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0"`),
		"related": [{"range": input.authorizer.payloadFormat.range, "message": "this version has no simple responses"}],
		"fixes": [fix.unsafe("set the payload version to 2.0", ["authorizers.payloadFormat"], [{"at": input.authorizer.payloadFormat.range, "value": "2.0"}])],
	}
}

_imported if input.authorizer.scheme

_imported if input.api.format == "sam"

_severity := "warning" if {
	_imported
} else := "error"
