# METADATA
# title: Identity source that a stage does not define
# description: |
#   The authorizer asks for a stage variable, and a stage of the API has no variable of that
#   name. A stage variable is nothing that callers could send: on that stage the identity
#   source is missing from every call, and API Gateway answers all of them with 401 without
#   calling the function. (A request authorizer of a REST API asks for its identity sources
#   only while its answers are cached.)
#
#   Define the variable on each stage, or ask for something that callers send:
#   `variables = { tenant = "north" }` (`aws_api_gateway_stage`), `stage_variables`
#   (`aws_apigatewayv2_stage`), `Variables: {tenant: north}` (`AWS::ApiGateway::Stage`,
#   `AWS::Serverless::Api`), `StageVariables` (`AWS::ApiGatewayV2::Stage`,
#   `AWS::Serverless::HttpApi`). An OpenAPI document has none: they go where the stage is.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: high
#   tags: [authorizer, identity-source, stage]
#   ignore_when: >-
#     The variable is set on the stage outside of the files that were given, or nobody calls the
#     methods through that stage.
package authlint.authorizer["identity-source-stage-variable-undefined"]

import data.authlint.lib.predict
import data.authlint.lib.say
import data.authlint.lib.source

findings contains finding if {
	input.authorizer.kind.value == "request"
	_is_asked_for

	# No call meets an authorizer that nobody uses.
	count(input.methods.items) > 0

	some identity in input.authorizer.identitySources.value
	read := source.read(input.api.protocol.value, identity.value)
	read.from == "stageVariables"
	name := read.name

	lacking := [stage |
		some stage in input.api.stages.items
		stage.exists.value == true
		stage.variables.complete == true
		not name in {variable.name | some variable in stage.variables.items}
	]
	count(lacking) > 0
	called := authlint.some_of([_name(stage) | some stage in lacking])

	finding := {
		"range": identity.range,
		"message": $"authorizer {input.authorizer.address} asks for the stage variable {name}, which is not defined on {called}: all calls that it guards there get 401 before the function is called",
		"predicts": object.union(
			predict.unauthorized(input.api.protocol.value),
			{"methods": authlint.labels(input.methods.items)},
		),
		"related": [{"range": stage.range, "message": $"this stage has no variable {name}"} |
			some stage in say.first(lacking)
		],
	}
}

# Without a cache, a REST API calls the function with whatever there is.
_is_asked_for if {
	input.api.protocol.value == "REST"
	input.authorizer.ttlSeconds.value > 0
}

_is_asked_for if input.api.protocol.value in {"HTTP", "WEBSOCKET"}

_name(stage) := $"stage {name}" if {
	name := stage.name.value
} else := stage.address
