# METADATA
# title: Kept yes or no that all routes share
# description: |
#   With simple responses the function of an HTTP API answers yes or no. API Gateway keeps
#   that answer for each set of identity source values and uses it for every route that the
#   authorizer guards. A function that looks at the route therefore decides about the
#   first one only: a yes for reading is a yes for deleting, until it expires, and a no is a
#   no everywhere.
#
#   Keep one answer per route: add `$context.routeKey` to the identity sources
#   (`identity_sources = ["$request.header.Authorization", "$context.routeKey"]`,
#   `IdentitySource`, `identitySource`; in SAM `Context: [routeKey]` beside `Headers`); or
#   turn the cache off with a TTL of 0.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [authorizer, cache, exposure]
#   security_severity: "5.5"
#   ignore_when: "All callers may use all routes alike: the function does not look at the route."
package authlint.authorizer["simple-responses-shared-cache"]

import data.authlint.lib.say
import data.authlint.lib.source

findings contains finding if {
	input.authorizer.simpleResponses.value == true
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "request"

	ttl := input.authorizer.ttlSeconds
	ttl.value > 0
	count(input.guarded) > 1

	# Each source has to be known: one that is not may be the route.
	sources := [identity.value | some identity in input.authorizer.identitySources.value]
	count(sources) == count(input.authorizer.identitySources.value)
	not source.separates_routes(sources)
	labels := authlint.labels(input.guarded)
	implied := say.implied(ttl.state)

	finding := {
		"range": ttl.range,
		"message": $"authorizer {input.authorizer.address} keeps one yes or no for {ttl.value} s{implied}, for all of {authlint.some_of(labels)}: if its function looks at the route, a yes for one of them lets the same caller into the others meanwhile",
		"predicts": {"exposure": "wider", "methods": labels},
		"related": array.concat(
			[{"range": input.authorizer.simpleResponses.range, "message": "its function answers yes or no"}],
			authlint.places(input.guarded, "shares the kept answer"),
		),
	}
}
