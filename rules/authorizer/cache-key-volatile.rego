# METADATA
# title: Cache key that no second call has
# description: |
#   API Gateway keeps the answer of an authorizer under the values of its identity sources.
#   The id and the time of a request are new with each call, so that no kept answer is ever
#   found again: the function runs for every call, as if there were no cache, and who
#   reads the configuration believes otherwise.
#
#   Leave that source out (`identity_source = "method.request.header.Authorization"`,
#   `IdentitySource`, `identitySource`; the `Context` list in SAM). If no answer shall be
#   kept, say so: `authorizer_result_ttl_in_seconds = 0`,
#   `AuthorizerResultTtlInSeconds: 0`, `ReauthorizeEvery: 0`,
#   `authorizerResultTtlInSeconds: 0`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   precision: high
#   tags: [authorizer, identity-source, cache]
#   pedantic: true
#   ignore_when: >-
#     The function is meant to run for every call, and the source is there to make it so. A TTL
#     of 0 says that better.
package authlint.authorizer["cache-key-volatile"]

import data.authlint.lib.say
import data.authlint.lib.source

findings contains finding if {
	input.authorizer.kind.value == "request"
	input.api.protocol.value in {"REST", "HTTP"}

	ttl := input.authorizer.ttlSeconds
	ttl.value > 0
	implied := say.implied(ttl.state)

	some identity in input.authorizer.identitySources.value
	expression := identity.value
	read := source.read(input.api.protocol.value, expression)
	read.from == "context"
	read.name in {"extendedRequestId", "requestId", "requestTime", "requestTimeEpoch"}

	finding := {
		"range": identity.range,
		"message": $"authorizer {input.authorizer.address} keeps answers for {ttl.value} s{implied}, but by {expression}, which is new with each call: no kept answer is ever used",
		"predicts": {},
		"related": [{"range": ttl.range, "message": $"the answers are kept for {ttl.value} s{implied}"}],
	}
}
