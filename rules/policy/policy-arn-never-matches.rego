# METADATA
# title: Policy resource that no call ever matches
# description: |
#   A call of a REST or HTTP API is matched as
#   `arn:aws:execute-api:REGION:ACCOUNT:API_ID/STAGE/VERB/PATH`. The verb is the one that the
#   client used, in upper case, and path parameters stand there with their values. A
#   resource with `ANY` or a lower-case verb, with `{id}` or `{proxy+}`, with an empty segment
#   (`/GET//pets`), or with a stage that the API does not have, matches nothing: what the
#   statement allows is denied with 403, and what it denies is not denied.
#
#   Write `*` where any verb or value is meant:
#   `arn:aws:execute-api:eu-west-1:111122223333:abc123/prod/*/pets/*`. `*` crosses slashes.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   tags: [policy]
#   ignore_when: >-
#     The stage is made outside of the files that were given. Otherwise never: the resource
#     matches nothing.
package authlint.policy["policy-arn-never-matches"]

import data.authlint.lib.pattern
import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value in {"REST", "HTTP", "WEBSOCKET"}
	some i, resource in input.policy.resources.value
	i in _ours
	reasons := [reason | some reason in _never[i]]
	count(reasons) > 0
	told := concat("; ", reasons)

	finding := {
		"range": resource.range,
		"message": $"a resource of {input.policy.address} matches no call of {input.api.address}: {told}",
		"predicts": _answer(object.get(input.policy.effect, "value", "")),
	}
}

# An IAM policy may speak of several APIs, and is asked about for each of them.
_ours contains i if {
	input.of == "resource"
	some i, _ in input.policy.resources.value
}

_ours contains i if {
	input.of == "caller"
	some i, resource in input.policy.resources.value
	some part in resource.parts
	part.hole.kind == "api"
	part.hole.of == input.api.address
}

# Routes of a WebSocket API have keys that look like anything.
_never[i] contains reason if {
	input.api.protocol.value in {"REST", "HTTP"}
	some i, resource in input.policy.resources.value
	some reason in pattern.defects(resource)
}

_never[i] contains reason if {
	input.api.protocol.value in {"REST", "HTTP"}
	some i, resource in input.policy.resources.value
	some reason in pattern.suspects(resource)

	# A path could look like that: none does.
	input.api.methods.complete == true
	count(input.api.methods.items) > 0
	every method in input.api.methods.items {
		authlint.arn_matches(resource, method.arn) == "no"
	}
}

_never[i] contains $`the API has no stage "{name}"` if {
	some i, resource in input.policy.resources.value
	name := pattern.stage(resource)

	# One that lacks a part has a rule of its own.
	pattern.cuts(resource) == set()

	# The console tests methods and authorizers in stages of these names.
	not name in {"test-invoke-stage", "ESTestInvoke-stage"}
	input.api.stages.complete == true
	count(input.api.stages.items) > 0
	every stage in input.api.stages.items {
		stage.name.value != name
	}
}

_answer("Allow") := predict.denied_by_resource_policy if input.of == "resource"

_answer("Allow") := predict.denied_by_iam(input.api.protocol.value) if input.of == "caller"

_answer("Deny") := {"exposure": "wider"}

_answer("") := {}
