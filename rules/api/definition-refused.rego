# METADATA
# title: Definition that the SAM transform refuses
# description: |
#   Before CloudFormation begins, SAM transforms the template, and refuses what it cannot
#   transform: `Cors` beside a definition that is not inline, an event without a path, a
#   setting of the wrong kind. Nothing is deployed then, and what is deployed already stays
#   as it is. A name that is that of no authorizer is `authorizer-reference-undefined`.
#
#   The message names the cause. What may stand where is in SAM's reference of
#   `AWS::Serverless::Api`, `AWS::Serverless::HttpApi` and `AWS::Serverless::WebSocketApi`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-resources-and-properties.html
# custom:
#   formats: [sam]
#   severity: error
#   precision: high
#   tags: [api, deployment, sam]
#   ignore_when: "Never: nothing is deployed until the template is right."
package authlint.api["definition-refused"]

findings contains finding if {
	input.api.format == "sam"
	some refusal in input.api.refusals
	refusal.by == "transform"

	# The name of an authorizer that is not there has a rule of its own.
	refusal.authorizer == ""
	reason := refusal.reason

	finding := {
		"range": refusal.range,
		"message": $"the SAM transform refuses {refusal.address}: {reason}",
		"predicts": {"deployment": "refused"},
	}
}
