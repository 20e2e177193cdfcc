package custom.stage["rule-id_test"]

import data.authlint.testing as given
import data.custom.stage["rule-id"] as rule

test_another_name_is_found if {
	some found in rule.findings with input as stage(given.written("sandbox"))
	found.range == given.here
	found.message == "stage sandbox is none of dev, test and prod"
}

test_our_names_are_fine if {
	every name in ["dev", "test", "prod"] {
		count(rule.findings) == 0 with input as stage(given.written(name))
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as stage(given.unknown)
}

stage(name) := {"stage": {"address": "stage", "range": given.there, "name": name}, "api": given.api({})}
