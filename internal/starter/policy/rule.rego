# METADATA
# title: Resource policy allows more than calls
# description: |
#   `execute-api:*` allows to flush the cache of a stage, too, and whatever AWS adds.
#
#   Allow `execute-api:Invoke`.
# custom:
#   severity: warning
package custom.policy["rule-id"]

findings contains finding if {
	input.of == "resource"
	input.policy.effect.value == "Allow"

	# What only a deployment settles has no value: nothing is found then.
	some action in input.policy.actions.value
	action.value == "execute-api:*"

	finding := {
		"range": action.range,
		"message": "this statement allows more than calls: execute-api:*",
	}
}
