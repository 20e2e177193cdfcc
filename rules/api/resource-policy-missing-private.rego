# METADATA
# title: Private API without a resource policy
# description: |
#   A private API is called through VPC endpoints, and only by those that its resource policy
#   allows. Without a policy it allows nobody: every call gets 403, whatever
#   authorization the methods have.
#
#   Allow calls and deny those from elsewhere: `Principal: "*"`, `Action: execute-api:Invoke`,
#   `Resource: execute-api:/*` with `Effect: Allow`, and the same with `Effect: Deny` and
#   `Condition: {StringNotEquals: {"aws:SourceVpce": vpce-0a1b2c3d}}`. It belongs into
#   `aws_api_gateway_rest_api_policy` in Terraform, `Policy` in `AWS::ApiGateway::RestApi`,
#   `Auth: {ResourcePolicy: {SourceVpcWhitelist: […]}}` or `CustomStatements` in SAM, and
#   `x-amazon-apigateway-policy` in OpenAPI.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   tags: [api, policy]
#   ignore_when: The policy is attached outside of the files that were given, before anybody calls the API.
package authlint.api["resource-policy-missing-private"]

import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.api.endpointType.value == "PRIVATE"
	input.api.protocol.value == "REST"
	input.api.resourcePolicy.state == "unset"
	where := say.in_view(input.api.format)

	finding := {
		"range": input.api.endpointType.range,
		"severity": _severity(input.api.format),
		"message": $"REST API {input.api.address} is private and has no resource policy, so that every call is denied{where}",
		"predicts": object.union(predict.denied_by_resource_policy, {"methods": [method.label |
			some method in input.api.methods.items
			method.exists.value == true
		]}),
	}
}

_severity("openapi") := "warning"

_severity(format) := "error" if format != "openapi"
