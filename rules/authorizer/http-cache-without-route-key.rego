# METADATA
# title: Kept policy that all routes of an HTTP API share
# description: |
#   An HTTP API keeps one answer of an authorizer for each set of identity source values,
#   and uses it for every route that the authorizer guards. A function that returns a policy
#   for the called route alone (`event.routeArn`, as many examples have it) so locks the
#   caller out of the other routes until the answer expires: 403, depending on which route
#   was called first.
#
#   Keep one answer per route: add `$context.routeKey` to the identity sources
#   (`identity_sources = ["$request.header.Authorization", "$context.routeKey"]`,
#   `IdentitySource`, `identitySource`; in SAM `Context: [routeKey]` beside `Headers`); or
#   let the function return a policy for all routes that the caller may use.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#   - ref: https://repost.aws/knowledge-center/api-gateway-lambda-authorization-errors
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   precision: medium
#   tags: [authorizer, cache]
#   ignore_when: >-
#     The function returns a policy for all routes that the caller may use, and not only for the
#     one that was called.
package authlint.authorizer["http-cache-without-route-key"]

import data.authlint.lib.handler
import data.authlint.lib.predict
import data.authlint.lib.say
import data.authlint.lib.source

findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "request"

	ttl := input.authorizer.ttlSeconds
	ttl.value > 0
	_answers_with_a_policy
	count(input.guarded) > 1

	# Each source has to be known: one that is not may be the route.
	sources := [identity.value | some identity in input.authorizer.identitySources.value]
	count(sources) == count(input.authorizer.identitySources.value)
	not source.separates_routes(sources)
	handler.is_obscure(input.authorizer.handler)
	labels := authlint.labels(input.guarded)
	implied := say.implied(ttl.state)

	finding := {
		"range": ttl.range,
		"message": $"authorizer {input.authorizer.address} keeps one policy for {ttl.value} s{implied}, for all of {authlint.some_of(labels)}: if its function allows only the route that was called, the same caller gets 403 from the others meanwhile",
		"predicts": object.union(predict.not_allowed("HTTP"), {"methods": labels}),
		"related": authlint.places(input.guarded, "shares the kept policy"),
	}
}

_answers_with_a_policy if input.authorizer.simpleResponses.state == "unset"

_answers_with_a_policy if input.authorizer.simpleResponses.value == false
