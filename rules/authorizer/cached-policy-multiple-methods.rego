# METADATA
# title: Cached policy of an authorizer that guards several methods
# description: |
#   API Gateway keeps the policy that an authorizer returns, and evaluates the kept
#   policy again for every call with the same credentials, whichever method it is for.
#   A function that allows only the method that was called (`event.methodArn`, as many
#   examples have it) therefore locks callers out of the others until the cache expires:
#   403, depending on which method they called first. A method for any verb or for a
#   greedy path is several methods in this sense.
#
#   Where the source of the function is in view and can be followed, nothing is said here:
#   `cached-policy-single-method` knows better. The finding is a note where the cache time is written down, a warning where it is
#   just the default. Several routes of an HTTP API are another rule's business,
#   `http-cache-without-route-key`.
#
#   Let the function allow every method that the caller may use (a resource such as
#   `arn:aws:execute-api:…:api-id/stage/*/*`), turn the cache off with a TTL of 0, or keep
#   one answer per method: `$context.routeKey` among the identity sources of an HTTP API,
#   `context.httpMethod` and `context.resourcePath` among those of a request authorizer.
# related_resources:
#   - ref: https://repost.aws/knowledge-center/api-gateway-lambda-authorization-errors
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [authorizer, cache]
#   ignore_when: >-
#     The function returns a policy for all that the caller may use, and not only for the method
#     that was called.
package authlint.authorizer["cached-policy-multiple-methods"]

import data.authlint.lib.cache
import data.authlint.lib.handler
import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	_is_told_here

	ttl := input.authorizer.ttlSeconds
	ttl.value > 0
	_answers_with_a_policy
	cache.shared(input.authorizer.kind.value, _sources)
	handler.is_obscure(input.authorizer.handler)

	# Preflights are not worth a policy. A method that may not be there does not count.
	count(input.guarded) > 0
	_several
	labels := authlint.labels(input.guarded)
	implied := say.implied(ttl.state)

	finding := {
		"range": ttl.range,
		"severity": _severity(ttl.state),
		"message": $"authorizer {input.authorizer.address} keeps its policy for {ttl.value} s{implied}, and guards {authlint.some_of(labels)}: if its function allows only the method that was called, the same caller gets 403 from the others meanwhile",
		"predicts": object.union(predict.not_allowed(input.api.protocol.value), {"methods": labels}),
		"related": authlint.places(input.guarded, "shares the kept policy"),
	}
}

# Several routes of an HTTP API are told by the rule about route keys.
_is_told_here if input.api.protocol.value == "REST"

_is_told_here if {
	input.api.protocol.value == "HTTP"
	input.methods.complete == true
	count(input.methods.items) == 1
}

_severity("written") := "note"

_severity("default") := "warning"

# A simple response says yes or no, and holds for every method.
_answers_with_a_policy if input.authorizer.simpleResponses.state == "unset"

_answers_with_a_policy if input.authorizer.simpleResponses.value == false

_sources := input.authorizer.identitySources.value if input.authorizer.kind.value == "request"

_sources := [] if input.authorizer.kind.value == "token"

_several if count(input.guarded) > 1

_several if input.guarded[_].verb.value == "ANY"

_several if input.guarded[_].routeKey.value == "$default"

_several if contains(input.guarded[_].path.value, "+}")
