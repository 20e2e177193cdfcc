# METADATA
# title: Policy resource without a stage, a verb or a path
# description: |
#   A call of a REST or HTTP API is matched as
#   `arn:aws:execute-api:REGION:ACCOUNT:API_ID/STAGE/VERB/PATH`. A resource that leaves one of the last
#   three out, and has no wildcard in its place, matches nothing: what the statement allows
#   is denied with 403, and what it denies is not denied. Often it is put together from the
#   `execution_arn` of a Terraform API, which has no stage, and a verb or a path.
#
#   Write all three, or `*` for those that do not matter:
#   `"${aws_api_gateway_rest_api.shop.execution_arn}/*/GET/orders"` in Terraform,
#   `!Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/prod/GET/orders` in
#   CloudFormation and SAM, `execute-api:/prod/GET/orders` in a resource policy.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   tags: [policy]
#   ignore_when: "Never: a resource that matches nothing neither allows nor denies a call."
package authlint.policy["policy-arn-missing-segment"]

import data.authlint.lib.pattern
import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value in {"REST", "HTTP"}
	effect := input.policy.effect.value
	some i, resource in input.policy.resources.value
	i in _ours
	some reason in pattern.cuts(resource)

	finding := {
		"range": resource.range,
		"message": $"a resource of {input.policy.address} matches no call of {input.api.address}: {reason}",
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
