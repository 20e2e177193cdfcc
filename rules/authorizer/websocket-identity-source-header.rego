# METADATA
# title: WebSocket authorizer that asks for a header no browser sends
# description: |
#   Code in a browser cannot add headers to the handshake of a WebSocket connection: the
#   browser sends its own, such as `Cookie` and `Origin`, and `Sec-WebSocket-Protocol` with
#   what the code gave as subprotocols. Where an identity source is missing, API Gateway
#   answers the handshake with 401 and never calls the function.
#
#   Take the credentials from the query string (`route.request.querystring.token`), from
#   `route.request.header.Cookie`, or from `route.request.header.Sec-WebSocket-Protocol`:
#   `identity_sources = ["route.request.querystring.token"]`,
#   `IdentitySource: [route.request.querystring.token]` in CloudFormation and SAM.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: warning
#   precision: medium
#   tags: [authorizer, identity-source, websocket]
#   ignore_when: "No client is a browser: programs can send any header with the handshake."
package authlint.authorizer["websocket-identity-source-header"]

import data.authlint.lib.predict
import data.authlint.lib.source

findings contains finding if {
	input.api.protocol.value == "WEBSOCKET"
	input.authorizer.kind.value == "request"

	some identity in input.authorizer.identitySources.value
	read := source.read("WEBSOCKET", identity.value)
	read.from == "header"
	_has_to_be_added(lower(read.name))

	finding := {
		"range": identity.range,
		"message": $"authorizer {input.authorizer.address} asks for the header {read.name}, which browsers cannot add to the handshake: they get 401 before the function is called",
		"predicts": object.union(
			predict.unauthorized("WEBSOCKET"),
			{"methods": authlint.labels(input.methods.items)},
		),
	}
}

# Others come with every handshake, from the browser or what lies in between.
_has_to_be_added(name) if {
	not name in {
		"accept-encoding", "accept-language", "cache-control", "connection", "cookie",
		"host", "origin", "pragma", "upgrade", "user-agent", "via",
	}
	not regex.match(`^(?:sec-|x-forwarded-|x-amzn-|cloudfront-)`, name)
}
