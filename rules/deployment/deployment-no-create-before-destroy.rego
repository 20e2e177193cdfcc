# METADATA
# title: Deployment that has to go before the next one is made
# description: |
#   Something replaces the deployment when the API changes, and Terraform destroys what it
#   replaces before it makes the new one, unless it is told to do it the other way round.
#
#   API Gateway does not delete a deployment that a stage points to: the apply fails with
#   "Active stages pointing to this deployment must be moved or deleted", and the changes do
#   not reach callers. A deployment with a `stage_name` of its own takes the stage with it:
#   until the new one is there, callers have no stage to call.
#
#   Add `lifecycle { create_before_destroy = true }` to the `aws_api_gateway_deployment`.
# related_resources:
#   - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_deployment
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_DeleteDeployment.html
# custom:
#   formats: [terraform]
#   fixes: [safe]
#   severity: warning
#   precision: high
#   tags: [deployment, stage]
#   ignore_when: "Never: the next change of the API makes the apply fail, or takes the stage away for a moment."
package authlint.deployment["deployment-no-create-before-destroy"]

import data.authlint.lib.fix
import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	_is_replaced_first
	count(_others) > 0

	finding := {
		"range": input.deployment.range,
		"message": $"deployment {input.deployment.address} is replaced without create_before_destroy: API Gateway does not delete what a stage points to ({_names})",
		"predicts": predict.refused("Active stages pointing to this deployment must be moved or deleted"),
		"related": [{"range": stage.range, "message": "this stage points to the deployment"} | some stage in say.first(_others)],
		"fixes": [_fix],
	}
}

findings contains finding if {
	_is_replaced_first
	[stage.address | some stage in input.stages] == [input.deployment.address]

	finding := {
		"range": input.deployment.range,
		"message": $"deployment {input.deployment.address} is replaced without create_before_destroy: its stage is deleted with it, and made again",
		"severity": "note",
		"predicts": {},
		"fixes": [_fix],
	}
}

_fix := fix.safe(
	"create the next deployment before this one goes",
	["deployments.createBeforeDestroy"],
	[{"at": input.deployment.range, "path": ["lifecycle", "create_before_destroy"], "value": true}],
)

_is_replaced_first if {
	input.deployment.createBeforeDestroy.value == false
	input.api.protocol.value == "REST"
	input.deployment.triggers.value == true
	input.deployment.exists.value == true
}

# Stages that are resources of their own.
_others := [stage |
	some stage in input.stages
	stage.exists.value == true
	stage.address != input.deployment.address
]

_names := authlint.some_of([stage.address | some stage in _others])
