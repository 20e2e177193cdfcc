# METADATA
# title: Method on an admin path asks for no authorization
# description: |
#   Paths that begin with /admin are for our own staff, but anyone can call this one.
#
#   Attach the authorizer of the API to the method.
# custom:
#   severity: error
package custom.method["rule-id"]

findings contains finding if {
	# What only a deployment settles has no value: nothing is found then.
	input.method.authorizationType.value == "NONE"
	startswith(input.method.path.value, "/admin")

	finding := {
		"range": input.method.authorizationType.range,
		"message": $"{input.method.label} is for our staff, and asks for no authorization",
		"predicts": {"exposure": "public", "methods": [input.method.label]},
	}
}
