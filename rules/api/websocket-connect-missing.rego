# METADATA
# title: WebSocket API with an authorizer, but without the route that asks it
# description: |
#   A WebSocket API asks its authorizer on the `$connect` route, and on no other. This one has
#   an authorizer and routes, but none with that key: clients connect all the same, nobody
#   asks the authorizer, and every message gets through to its route.
#
#   Add the route: in Terraform an `aws_apigatewayv2_route` with `route_key = "$connect"`,
#   `authorization_type = "CUSTOM"` and `authorizer_id`, in CloudFormation and SAM an
#   `AWS::ApiGatewayV2::Route` with `RouteKey: $connect`, `AuthorizationType: CUSTOM` and
#   `AuthorizerId`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-route-keys-connect-disconnect.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: error
#   precision: high
#   tags: [api, websocket, exposure]
#   security_severity: "8.0"
#   ignore_when: >-
#     The route `$connect` is added outside of the files that were given, before the API is open
#     to clients.
package authlint.api["websocket-connect-missing"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "WEBSOCKET"

	# What is refused lets nobody in.
	count(input.api.refusals) == 0
	input.api.methods.complete == true
	authorizers := [authorizer |
		some authorizer in input.api.authorizers.items
		authorizer.exists.value == true
	]
	count(authorizers) > 0

	# An API without routes of its own gets them from somewhere else.
	labels := [method.label | some method in input.api.methods.items; method.exists.value == true]
	count(labels) > 0
	every method in input.api.methods.items {
		method.routeKey.value != "$connect"
	}

	finding := {
		"range": input.api.range,
		"message": $"{input.api.address} has the authorizer {authorizers[0].address}, but no route $connect to ask it on: anyone can connect",
		"predicts": object.union(predict.public, {"methods": labels}),
		"related": [{"range": authorizers[0].range, "message": "this authorizer is never asked"}],
	}
}
