# METADATA
# title: Stage with a name that is none of ours
# description: |
#   Our stages are dev, test and prod: dashboards and alarms look for these names.
#
#   Rename the stage.
# custom:
#   severity: note
package custom.stage["rule-id"]

findings contains finding if {
	# What only a deployment settles has no value: nothing is found then. What is negated
	# below has a value for certain.
	name := input.stage.name.value
	not name in {"dev", "test", "prod"}

	finding := {
		"range": input.stage.name.range,
		"message": $"stage {name} is none of dev, test and prod",
	}
}
