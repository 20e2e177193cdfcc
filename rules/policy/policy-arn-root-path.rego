# METADATA
# title: Policy resource for the root of an API without its slash
# description: |
#   The root of an API is called as `…/prod/GET/`, with the slash. A resource that ends with the
#   verb, `…/prod/GET`, is not the root, and no other call looks like that: what the statement
#   allows is denied with 403.
#
#   End it with a slash for the root alone, `execute-api:/prod/GET/`, or with `/*` for every path
#   including the root, `execute-api:/prod/GET/*`; the same after
#   `${aws_api_gateway_rest_api.shop.execution_arn}/prod/GET` and `${Api}/prod/GET`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   tags: [policy]
#   ignore_when: "Nothing depends on the root: another resource of the policy covers what is called."
package authlint.policy["policy-arn-root-path"]

import data.authlint.lib.pattern
import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value in {"REST", "HTTP"}
	effect := input.policy.effect.value
	some i, resource in input.policy.resources.value
	i in _ours
	some verb in pattern.rootless(resource)

	finding := {
		"range": resource.range,
		"message": $"a resource of {input.policy.address} ends with {verb}, and matches no call: that of the root is {verb}/",
		"predicts": _answer(effect),
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

_answer("Allow") := predict.denied_by_resource_policy if input.of == "resource"

_answer("Allow") := predict.denied_by_iam(input.api.protocol.value) if input.of == "caller"

_answer("Deny") := {"exposure": "wider"}
