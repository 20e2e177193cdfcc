# METADATA
# title: Authorizer keeps answers for more than five minutes
# description: |
#   Who loses a right keeps it until the answer of the authorizer is forgotten. Ours may be
#   kept for five minutes.
#
#   Set the time to 300 seconds or less.
# custom:
#   severity: warning
package custom.authorizer["rule-id"]

findings contains finding if {
	# What only a deployment settles has no value: nothing is found then.
	seconds := input.authorizer.ttlSeconds.value
	seconds > 300

	finding := {
		"range": input.authorizer.ttlSeconds.range,
		"message": $"authorizer {input.authorizer.address} keeps answers for {seconds} s; ours may for 300",
	}
}
