# METADATA
# title: Deployment that makes its stage itself
# description: |
#   A stage that a deployment makes has no settings: no logs, no throttling, no cache. Ours are
#   resources of their own.
#
#   Leave `stage_name` out (`StageName`), and declare a stage that points to the deployment.
# custom:
#   severity: warning
package custom.deployment["rule-id"]

findings contains finding if {
	# What only a deployment settles has no value: nothing is found then.
	name := input.deployment.stageName.value

	finding := {
		"range": input.deployment.stageName.range,
		"message": $"{input.deployment.address} makes the stage {name} itself",
	}
}
