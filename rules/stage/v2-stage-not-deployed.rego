# METADATA
# title: Stage that nothing is deployed to
# description: |
#   A stage of an HTTP or WebSocket API answers with what was deployed to it. This one does
#   not deploy by itself (that is off by default), it names no deployment, and no deployment
#   names it. It has no routes until somebody deploys, and later changes do not reach it: an
#   HTTP API answers every call with 404 `{"message":"Not Found"}`.
#
#   Let the stage deploy by itself: `auto_deploy = true` (`aws_apigatewayv2_stage`),
#   `AutoDeploy: true` (`AWS::ApiGatewayV2::Stage`). Or deploy: `deployment_id` with an
#   `aws_apigatewayv2_deployment`, `DeploymentId` with an `AWS::ApiGatewayV2::Deployment`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-stages.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-stages.html
# custom:
#   formats: [terraform, cloudformation]
#   fixes: [unsafe]
#   severity: warning
#   precision: high
#   tags: [stage, deployment]
#   ignore_when: A pipeline deploys to the stage, for example with `aws apigatewayv2 create-deployment`.
package authlint.stage["v2-stage-not-deployed"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.stage.autoDeploy.value == false
	input.stage.deployment.state == "unset"
	input.stage.exists.value == true
	input.api.deployments.complete == true
	every i, _ in input.api.deployments.items {
		i in _for_others
	}
	predicts := _predicts[input.api.protocol.value]

	finding := {
		"range": input.stage.range,
		"message": $"stage {input.stage.address} neither deploys by itself nor has a deployment: the routes of {input.api.address} are not on it",
		"predicts": object.union(predicts, {"methods": authlint.labels(input.api.methods.items)}),
		"fixes": [fix.unsafe("deploy by itself", ["stages.autoDeploy"], [{"at": input.stage.range, "path": path, "value": true}]) |
			path := fix.within(input.api.format, "auto_deploy", "AutoDeploy")
		],
	}
}

# One that names no stage is on those that name it.
_for_others contains i if {
	some i, deployment in input.api.deployments.items
	deployment.stageName.state == "unset"
}

_for_others contains i if {
	some i, deployment in input.api.deployments.items
	deployment.stageName.value != input.stage.name.value
}

_predicts := {"HTTP": predict.not_deployed("HTTP"), "WEBSOCKET": predict.stale}
