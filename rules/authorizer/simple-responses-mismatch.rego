# METADATA
# title: Function that answers in another form than the authorizer expects
# description: |
#   A Lambda authorizer of an HTTP API with payload format 2.0 answers either in the simple
#   form, `{"isAuthorized": true}`, or with a policy, and the authorizer says which:
#   `enableSimpleResponses`. The function returns the other form, so that API Gateway answers
#   each call with 500 `{"message":"Internal Server Error"}`.
#
#   Say what the function does: `enable_simple_responses = true` in Terraform,
#   `EnableSimpleResponses: true` in CloudFormation and SAM, `enableSimpleResponses: true` in OpenAPI
#   for a function that returns `isAuthorized`, `false` for one that returns a policy.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: error
#   precision: high
#   tags: [authorizer, function]
#   ignore_when: The way is never taken.
package authlint.authorizer["simple-responses-mismatch"]

import data.authlint.lib.handler
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.handler.state == "written"

	# What is put around a function may answer in its place.
	input.authorizer.handler.value.wrappers == []
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "request"
	input.authorizer.payloadFormat.value == "2.0"
	count(input.guarded) > 0

	some outcome in input.authorizer.handler.value.outcomes.items
	[returned, wanted] := _forms[outcome.kind.value]
	labels := authlint.labels(input.guarded)

	finding := {
		"range": input.authorizer.simpleResponses.range,
		"severity": handler.severity(outcome.reached),
		"message": $"authorizer {input.authorizer.address} expects {wanted}, and its function returns {returned}{handler.when(outcome.reached)}",
		"predicts": object.union(predict.authorizer_broken("HTTP"), {"methods": labels}),
		"related": [{"range": outcome.range, "message": $"the function returns {returned} here"}],
	}
}

_forms := {"policy": ["a policy", "a simple response"]} if input.authorizer.simpleResponses.value == true

_forms := {"simple": ["isAuthorized", "a policy"]} if input.authorizer.simpleResponses.value == false

_forms := {"simple": ["isAuthorized", "a policy"]} if input.authorizer.simpleResponses.state == "unset"
