# METADATA
# title: Authorizer cache time outside what API Gateway accepts
# description: |
#   API Gateway keeps the answer of a Lambda authorizer for 0 to 3600 seconds. Any
#   other time is refused, but only when it is deployed, after everything else has
#   been planned and built.
#
#   For other kinds of authorizers the documentation gives the same limit, but no
#   refusal has been recorded: there the finding is a warning.
#
#   Use a number from 0, which turns the cache off, to 3600, for example
#   `authorizer_result_ttl_in_seconds = 300` (`AuthorizerResultTtlInSeconds: 300`,
#   `ReauthorizeEvery: 300`, `authorizerResultTtlInSeconds: 300`).
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: error
#   precision: very-high
#   tags: [authorizer, cache, deployment]
#   ignore_when: "Never for a Lambda authorizer: the deployment is refused."
package authlint.authorizer["ttl-out-of-range"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	# A WebSocket API has no cache at all, which is another mistake.
	input.api.protocol.value in {"REST", "HTTP"}

	some seconds in _refused

	finding := {
		"range": input.authorizer.ttlSeconds.range,
		"severity": _severity(input.authorizer.kind.value, input.api.format),
		"message": $"authorizer {input.authorizer.address} keeps answers for {seconds} s; API Gateway accepts 0 to 3600",
		"predicts": _answer(input.api.protocol.value),
		"fixes": _fixes,
	}
}

# A TTL of which nothing is known makes each comparison undefined, and nothing is found.
_refused contains $"{seconds}" if {
	input.authorizer.ttlSeconds.state == "written"
	seconds := input.authorizer.ttlSeconds.value
	_is_outside(seconds)
}

_fixes := [fix.safe($"set the cache time to {nearest} s", ["authorizers.ttlSeconds"], [{"at": input.authorizer.ttlSeconds.range, "value": nearest}]) |
	nearest := max([0, min([input.authorizer.ttlSeconds.value, 3600])])
]

_is_outside(seconds) if seconds < 0

_is_outside(seconds) if seconds > 3600

# An unknown one may have bounds.
_refused contains $"at least {least}" if {
	least := input.authorizer.ttlSeconds.min
	least > 3600
}

_refused contains $"at most {most}" if {
	most := input.authorizer.ttlSeconds.max
	most < 0
}

_severity(kind, _) := "error" if kind in {"token", "request"}

# SAM drops the time of these kinds.
_severity(kind, format) := "warning" if {
	kind in {"cognito_user_pools", "jwt"}
	format != "sam"
}

_answer("REST") := {"deployment": "refused"}

_answer("HTTP") := predict.refused("Authorizer result TTL outside allowable range")
