package custom.deployment["rule-id_test"]

import data.authlint.testing as given
import data.custom.deployment["rule-id"] as rule

test_a_stage_of_its_own_is_found if {
	some found in rule.findings with input as deployment(given.written("prod"))
	found.range == given.here
	found.message == "live makes the stage prod itself"
}

test_no_stage_is_fine if {
	count(rule.findings) == 0 with input as deployment(given.unset)
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as deployment(given.unknown)
}

deployment(stage) := {"deployment": given.deployment({"stageName": stage}), "api": given.api({})}
