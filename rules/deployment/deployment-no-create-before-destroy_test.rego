package authlint.deployment["deployment-no-create-before-destroy_test"]

import data.authlint.deployment["deployment-no-create-before-destroy"] as rule
import data.authlint.testing as given

test_a_stage_holds_the_old_deployment if {
	some found in rule.findings with input as replaced([stage("prod")], {})
	count(rule.findings) == 1 with input as replaced([stage("prod")], {})
	found.range == given.here
	found.predicts == {"deployment": "refused", "body": "Active stages pointing to this deployment must be moved or deleted"}
	found.message == "deployment live is replaced without create_before_destroy: API Gateway does not delete what a stage points to (prod)"
	count(found.related) == 1
}

test_its_own_stage_goes_with_it if {
	some found in rule.findings with input as replaced([stage("live")], {})
	found.severity == "note"
	found.predicts == {}
}

test_a_stage_of_its_own_and_another if {
	both := replaced([stage("live"), stage("prod")], {})
	{object.get(found, "severity", "warning") | some found in rule.findings} == {"warning"} with input as both
}

test_nothing_points_to_it if {
	count(rule.findings) == 0 with input as replaced([], {})
}

test_the_next_one_is_made_first if {
	count(rule.findings) == 0 with input as replaced([stage("prod")], {"createBeforeDestroy": given.written(true)})
}

test_nothing_replaces_it if {
	count(rule.findings) == 0 with input as replaced([stage("prod")], {"triggers": given.by_default(false)})
}

test_what_nobody_knows_is_left_alone if {
	every unknown in ["createBeforeDestroy", "triggers", "exists"] {
		count(rule.findings) == 0 with input as replaced([stage("prod")], {unknown: given.unknown})
	}
	perhaps := given.changed(stage("prod"), {"exists": given.unknown})
	count(rule.findings) == 0 with input as replaced([perhaps], {})
}

test_other_protocols_are_left_alone if {
	about := given.changed(replaced([stage("prod")], {}), {"api": given.api({"protocol": given.written("HTTP")})})
	count(rule.findings) == 0 with input as about
}

stage(address) := {"address": address, "range": given.there, "exists": given.by_default(true)}

replaced(stages, changes) := {
	"deployment": given.deployment(changes),
	"stages": stages,
	"api": given.api({}),
}

test_its_own_stage_stays_as_long_as_nothing_replaces_it if {
	every changes in [{"createBeforeDestroy": given.written(true)}, {"triggers": given.by_default(false)}] {
		count(rule.findings) == 0 with input as replaced([stage("live")], changes)
	}
}

test_the_next_one_comes_first if {
	found := [defect.fixes | some defect in rule.findings] with input as {
		"deployment": given.deployment({}),
		"stages": [{"address": "live", "range": given.there, "exists": given.by_default(true)}],
		"api": given.api({}),
	}
	found == [[{
		"description": "create the next deployment before this one goes",
		"safe": true,
		"touches": ["deployments.createBeforeDestroy"],
		"changes": [{"at": given.here, "path": ["lifecycle", "create_before_destroy"], "value": true}],
	}]]
}
