# METADATA
# title: Key that callers send in the address
# description: |
#   What stands in an address ends up in logs and in the history of browsers. Our keys are sent in
#   a header.
#
#   Write `in: header`.
# custom:
#   severity: warning
package custom.scheme["rule-id"]

findings contains finding if {
	input.scheme.type.value == "apiKey"

	# What only a deployment settles has no value: nothing is found then.
	input.scheme.in.value == "query"

	finding := {
		"range": input.scheme.in.range,
		"message": $"the key of {input.scheme.name} is part of the address",
	}
}
