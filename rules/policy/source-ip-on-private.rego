# METADATA
# title: Address of the caller in the policy of a private API
# description: |
#   Calls of a private API come through a VPC endpoint, and never have the public address that
#   `aws:SourceIp` stands for. A statement that allows some addresses matches no call, and one
#   that denies all others denies every call: callers get 403.
#
#   Compare `aws:VpcSourceIp`, the address inside the VPC, or better `aws:SourceVpce`, the endpoint:
#   `"Condition": {"StringNotEquals": {"aws:SourceVpce": "vpce-0a1b2c3d"}}` in a statement with
#   `"Effect": "Deny"`, in Terraform a `condition` block with `variable = "aws:SourceVpce"`; the same in
#   `Policy`, SAM's `CustomStatements` and `x-amazon-apigateway-policy`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-examples.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   tags: [policy]
#   ignore_when: Another statement, which does not look at the address, decides about all calls.
package authlint.policy["source-ip-on-private"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.endpointType.value == "PRIVATE"
	input.api.protocol.value == "REST"
	input.of == "resource"
	effect := input.policy.effect.value
	some condition in input.policy.conditions.items

	# The letters of a key have no case.
	lower(condition.key) == "aws:sourceip"
	told := _told(effect, lower(condition.operator))

	finding := {
		"range": condition.range,
		"message": $"{input.policy.address} {told} by aws:SourceIp, which calls of the private API {input.api.address} do not have",
		"predicts": predict.denied_by_resource_policy,
	}
}

_told("Allow", "ipaddress") := "allows calls"

# All conditions of a statement have to hold: another one may spare calls as well.
_told("Deny", "notipaddress") := "spares calls" if {
	input.policy.conditions.complete == true
	count(input.policy.conditions.items) == 1
}
