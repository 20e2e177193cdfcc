package authlint.stage["v2-stage-not-deployed_test"]

import data.authlint.stage["v2-stage-not-deployed"] as rule
import data.authlint.testing as given

test_nothing_is_deployed_to_it if {
	some found in rule.findings with input as about("HTTP", {}, given.complete([]))
	found.range == given.here
	found.predicts == {"status": 404, "body": `{"message":"Not Found"}`, "methods": ["GET /orders"]}
	found.message == "stage live neither deploys by itself nor has a deployment: the routes of api are not on it"
}

test_callers_of_a_websocket_api_do_not_get_routes_either if {
	some found in rule.findings with input as about("WEBSOCKET", {}, given.complete([]))
	found.predicts.deployment == "stale"
}

test_deployments_are_for_other_stages if {
	count(rule.findings) == 1 with input as about("HTTP", {}, given.complete([{"stageName": given.unset}, {"stageName": given.written("test")}]))
}

test_a_deployment_names_the_stage if {
	count(rule.findings) == 0 with input as about("HTTP", {}, given.complete([{"stageName": given.unset}, {"stageName": given.written("live")}]))
}

test_a_deployment_may_name_the_stage if {
	count(rule.findings) == 0 with input as about("HTTP", {}, given.complete([{"stageName": given.unknown}]))
	count(rule.findings) == 0 with input as about("HTTP", {"name": given.unknown}, given.complete([{"stageName": given.written("live")}]))
}

test_the_stage_names_a_deployment if {
	count(rule.findings) == 0 with input as about("HTTP", {"deployment": given.written("deployment")}, given.complete([]))
	count(rule.findings) == 0 with input as about("HTTP", {"deployment": given.unknown}, given.complete([]))
}

test_the_stage_deploys_by_itself if {
	count(rule.findings) == 0 with input as about("HTTP", {"autoDeploy": given.written(true)}, given.complete([]))
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as about("HTTP", {"autoDeploy": given.unknown}, given.complete([]))
	count(rule.findings) == 0 with input as about("HTTP", {"exists": given.unknown}, given.complete([]))
	count(rule.findings) == 0 with input as about("HTTP", {}, given.incomplete([]))
}

test_rest_apis_are_deployed_in_another_way if {
	count(rule.findings) == 0 with input as about("REST", {}, given.complete([]))
}

about(protocol, changes, deployments) := {
	"stage": given.changed(
		{
			"address": "live",
			"range": given.here,
			"exists": given.by_default(true),
			"name": given.written("live"),
			"autoDeploy": given.by_default(false),
			"deployment": given.unset,
		},
		changes,
	),
	"api": given.api({
		"protocol": given.written(protocol),
		"methods": given.complete([given.method("GET", "/orders", {})]),
		"deployments": deployments,
	}),
}

test_it_can_deploy_by_itself if {
	every format, path in {"terraform": ["auto_deploy"], "cloudformation": ["Properties", "AutoDeploy"]} {
		bare := about("HTTP", {}, given.complete([]))
		some found in rule.findings with input as given.changed(bare, {"api": given.changed(bare.api, {"format": format})})
		found.fixes == [{
			"description": "deploy by itself",
			"safe": false,
			"touches": ["stages.autoDeploy"],
			"changes": [{"at": given.here, "path": path, "value": true}],
		}]
	}
}
