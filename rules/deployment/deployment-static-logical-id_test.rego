package authlint.deployment["deployment-static-logical-id_test"]

import data.authlint.deployment["deployment-static-logical-id"] as rule
import data.authlint.testing as given

test_the_id_is_a_word if {
	some found in rule.findings with input as named("ApiDeployment")
	found.range == given.here
	found.predicts == {"deployment": "stale"}
	found.message == "deployment live is made once: changes to get reach callers only under another logical id"
}

test_a_version_within_the_id_is_no_version_of_the_deployment if {
	count(rule.findings) == 1 with input as named("OrdersV2Deployment")
}

test_the_id_changes_with_the_api if {
	every id in [
		"Deployment2",
		"DeploymentV12",
		"Deployment20260301",
		"Deployment20260301T1205Z",
		"Deployment1512345678901",
		"RestApiDeploymentab12cdefab",
		"OrdersDeployment180EC503dbf0e53c2b0a4e4bdcd8f1c2b3a4d5e6",
		"Deploymentdeadbeef",
		"Deployment__STAMP__",
	] {
		count(rule.findings) == 0 with input as named(id)
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as about({"logicalId": given.unknown})
	count(rule.findings) == 0 with input as about({"logicalId": given.written("Deployment"), "exists": given.unknown})
}

test_there_is_nothing_to_change if {
	count(rule.findings) == 0 with input as given.changed(named("Deployment"), {"unnoticed": []})
}

test_sam_and_other_protocols_deploy_in_other_ways if {
	every api in [{"format": "sam"}, {"format": "cloudformation", "protocol": given.written("HTTP")}] {
		count(rule.findings) == 0 with input as given.changed(named("Deployment"), {"api": given.api(api)})
	}
}

named(id) := about({"logicalId": given.written(id)})

about(changes) := {
	"deployment": given.deployment(changes),
	"unnoticed": [{"kind": "method", "address": "get", "range": given.there}],
	"api": given.api({"format": "cloudformation"}),
}
