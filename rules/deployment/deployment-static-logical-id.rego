# METADATA
# title: Deployment whose logical id never changes
# description: |
#   Callers of a REST API get what the last deployment was a snapshot of. CloudFormation
#   creates an `AWS::ApiGateway::Deployment` once. When methods, authorizers, gateway
#   responses or the resource policy change later, the stack is updated, and the stage still
#   points to the old snapshot: callers are answered as before, be it with 401 or 403, or with
#   access that was meant to be taken away.
#
#   Put something into the logical id that changes with the API, such as a date or a hash
#   (`Deployment20260301`), and name that deployment in the `DeploymentId` of the stage. SAM
#   and CDK do so by themselves. Or deploy after each update of the stack:
#   `aws apigateway create-deployment --rest-api-id ID --stage-name NAME`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-deploy-api.html
# custom:
#   formats: [cloudformation]
#   severity: note
#   precision: medium
#   tags: [deployment]
#   ignore_when: A pipeline deploys the API after each update of the stack, or writes the logical id anew.
package authlint.deployment["deployment-static-logical-id"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.format == "cloudformation"
	input.api.protocol.value == "REST"
	count(input.unnoticed) > 0
	input.deployment.exists.value == true
	id := input.deployment.logicalId.value
	not _changes(id)
	what := authlint.some_of([setting.address | some setting in input.unnoticed])

	finding := {
		"range": input.deployment.range,
		"message": $"deployment {input.deployment.address} is made once: changes to {what} reach callers only under another logical id",
		"predicts": predict.stale,
	}
}

# A number, a version, a date or a hash at the end; what is no letter or digit is a
# placeholder that something fills in.
_changes(id) if regex.match(`[0-9][0-9A-Za-z]{0,3}$|[0-9A-Fa-f]{8}$|[^0-9A-Za-z]`, id)
