# METADATA
# title: Cache time on an authorizer of a WebSocket API
# description: |
#   A WebSocket API asks its authorizer once, when a client connects, and keeps no answers:
#   a cache time is documented for Lambda authorizers of HTTP APIs only. Here it is refused
#   when it is deployed, or nobody takes notice. Every connection calls the function in
#   any case.
#
#   Remove `authorizer_result_ttl_in_seconds` in Terraform, `AuthorizerResultTtlInSeconds` in
#   CloudFormation. Where the function is slow, keep what it looks up in the function:
#   `const keys = await loadKeys()` outside of its handler, for example.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
# custom:
#   formats: [terraform, cloudformation]
#   fixes: [safe]
#   severity: warning
#   precision: high
#   tags: [authorizer, websocket, cache, deployment]
#   ignore_when: "You have deployed it, and it was accepted: then it has no effect."
package authlint.authorizer["websocket-cache-configured"]

import data.authlint.lib.fix

findings contains finding if {
	input.api.protocol.value == "WEBSOCKET"
	input.authorizer.ttlSeconds.state == "written"
	seconds := input.authorizer.ttlSeconds.value
	seconds != 0

	finding := {
		"range": input.authorizer.ttlSeconds.range,
		"message": $"authorizer {input.authorizer.address} is to keep answers for {seconds} s; a WebSocket API keeps none, so that this is refused, or without effect",
		"predicts": {"deployment": "refused"},
		"fixes": [fix.safe("take the cache time away", ["authorizers.ttlSeconds"], [{"at": input.authorizer.ttlSeconds.range, "remove": true}])],
	}
}
