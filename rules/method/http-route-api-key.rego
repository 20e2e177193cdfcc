# METADATA
# title: API key on a route of an HTTP API
# description: |
#   API keys and usage plans belong to REST APIs, and on WebSocket APIs a route can ask for a
#   key. HTTP APIs have neither: a route that requires a key is refused when it is deployed.
#
#   Remove the setting (`api_key_required` in Terraform, `ApiKeyRequired` in CloudFormation), and
#   let an authorizer decide who may call: `authorization_type = "JWT"` with `authorizer_id`,
#   `AuthorizationType: JWT` with `AuthorizerId`. Where callers have to be metered by key, use a
#   REST API.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-vs-rest.html
# custom:
#   formats: [terraform, cloudformation]
#   fixes: [unsafe]
#   severity: error
#   precision: very-high
#   tags: [method, api-key, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.method["http-route-api-key"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.method.apiKeyRequired.value == true
	input.api.format in {"terraform", "cloudformation"}

	# A scheme of an OpenAPI document that asks for a key is imported, and grants nothing.
	count(input.method.requirements) == 0

	finding := {
		"range": input.method.apiKeyRequired.range,
		"message": $"{input.method.label} requires an API key, which HTTP APIs do not have: the deployment is refused",
		"predicts": predict.refused("ApiKeyRequired is not currently supported for HTTP APIs."),
		"fixes": [fix.unsafe("ask for no API key", ["methods.apiKeyRequired"], [{"at": input.method.apiKeyRequired.range, "remove": true}])],
	}
}
