# METADATA
# title: Authorization on a WebSocket route other than $connect
# description: |
#   A WebSocket API decides once, when a client connects: authorization can be set on the
#   `$connect` route only, and what it decided holds for every message that follows. On
#   any other route an authorization type is refused when it is deployed.
#
#   Leave it out on this route (in Terraform `authorization_type` and `authorizer_id`, in
#   CloudFormation and SAM `AuthorizationType` and `AuthorizerId`), and set it on the route
#   whose key is `$connect`: `authorization_type = "CUSTOM"`, `AuthorizationType: CUSTOM`. The
#   function behind this route can still look at what the authorizer of `$connect` put into
#   the context of the connection.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   fixes: [unsafe]
#   severity: error
#   precision: very-high
#   tags: [method, websocket, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.method["websocket-authorization-not-connect"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "WEBSOCKET"
	input.method.authorizationType.value in {"CUSTOM", "AWS_IAM", "JWT", "COGNITO_USER_POOLS"}
	key := input.method.routeKey.value
	key != "$connect"
	type := input.method.authorizationType.value

	finding := {
		"range": input.method.authorizationType.range,
		"message": $"route {key} has the authorization type {type}; a WebSocket API takes one on $connect only, and the deployment is refused",
		"predicts": predict.refused("Currently, authorization is restricted to the $connect route only"),
		"fixes": [fix.unsafe("take the authorization of this route away", ["methods.authorizationType", "methods.authorizer"], array.concat([{"at": input.method.authorizationType.range, "remove": true}], _unbound))],
	}
}

# What is named in vain is a mistake of its own.
_unbound := [{"at": input.method.range, "path": path, "remove": true} |
	input.method.authorizer.state != "unset"
	path := fix.within(input.api.format, "authorizer_id", "AuthorizerId")
]
