# METADATA
# title: WebSocket API that anyone can connect to
# description: |
#   A WebSocket API decides who may use it on the `$connect` route, once for all the messages
#   that follow. On this one the route asks for no authorization and for no key: anyone who
#   knows the address can connect and send messages. In an API that has an authorizer that
#   is most likely an oversight. Without one the API may be a public feed, or check its users
#   in the first message: there the finding is a note.
#
#   Attach a `REQUEST` authorizer to the route: in Terraform `authorization_type = "CUSTOM"` with
#   `authorizer_id`, in CloudFormation and SAM `AuthorizationType: CUSTOM` with `AuthorizerId`; or
#   let callers sign: `AWS_IAM`. Where everybody is meant to connect, say so:
#   `authlint:ignore[websocket-connect-public] reason="public feed"`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: warning
#   precision: medium
#   tags: [method, websocket, exposure]
#   security_severity: "6.5"
#   ignore_when: The API is a public feed, or its clients prove who they are in their first message.
package authlint.method["websocket-connect-public"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "WEBSOCKET"
	input.method.routeKey.value == "$connect"
	input.method.authorizationType.value == "NONE"
	input.method.exists.value == true
	input.method.apiKeyRequired.value == false

	# One that is named without the type for it is another mistake.
	input.method.authorizer.state == "unset"
	authorizers := [authorizer |
		some authorizer in input.api.authorizers.items
		authorizer.exists.value == true
	]
	[severity, although] := _judged(authorizers)

	finding := {
		"range": input.method.authorizationType.range,
		"severity": severity,
		"message": $"route $connect asks for no authorization{although}: anyone can connect",
		"predicts": object.union(predict.public, {"methods": [input.method.label]}),
		"related": [{"range": authorizer.range, "message": "this authorizer is not asked"} |
			some authorizer in array.slice(authorizers, 0, 1)
		],
	}
}

_judged([]) := ["note", ""]

_judged(authorizers) := ["warning", $", although the API has the authorizer {authorizers[0].address}"] if count(authorizers) > 0
