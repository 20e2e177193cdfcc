package authlint.policy["policy-arn-never-matches_test"]

import data.authlint.policy["policy-arn-never-matches"] as rule
import data.authlint.testing as given

test_any_is_no_verb_and_a_template_no_value if {
	some found in rule.findings with input as resource_policy("Allow", [given.written("execute-api:/prod/ANY/pets/{id}")], {})
	found.range == given.here
	found.predicts.status == 403
	contains(found.message, `a resource of statement matches no call of api: "ANY" is never the verb`)
	contains(found.message, `; "{id}" is compared as it stands`)
}

test_a_deny_that_matches_nothing_denies_nothing if {
	some found in rule.findings with input as resource_policy("Deny", [given.written("execute-api:/prod/DELETE/pets/{id}")], {})
	found.predicts == {"exposure": "wider"}
}

test_an_effect_nobody_knows_has_no_prediction if {
	statement := given.changed(resource_policy("Allow", [given.written("execute-api:/prod/ANY/pets")], {}).policy, {"effect": given.unknown})
	some found in rule.findings with input as given.changed(
		resource_policy("Allow", [], {}),
		{"policy": statement},
	)
	found.predicts == {}
}

test_a_good_resource if {
	count(rule.findings) == 0 with input as resource_policy("Allow", [given.written("execute-api:/prod/*/pets/*")], {})
}

test_only_the_wrong_one_is_found if {
	count(rule.findings) == 1 with input as resource_policy(
		"Allow",
		[given.written("execute-api:/prod/GET/pets"), given.written("execute-api:/prod/get/pets")], {},
	)
}

test_resources_nobody_knows_are_left_alone if {
	count(rule.findings) == 0 with input as resource_policy("Allow", [given.unknown], {})
}

test_an_iam_policy_of_this_api if {
	some found in rule.findings with input as caller_policy([given.execute_api(["/prod/get/pets"])], {})
	startswith(found.predicts.body, `{"Message":"User: <ARN of the caller>`)
}

test_an_iam_policy_of_another_api_is_left_alone if {
	other := given.text(["arn:aws:execute-api:eu-west-1:111122223333:", given.hole("api", "other"), "/prod/get/pets"])
	count(rule.findings) == 0 with input as caller_policy([other], {})
}

test_a_lower_case_verb_after_a_wildcard if {
	count(rule.findings) == 1 with input as caller_policy(
		[given.execute_api(["/*/get/pets"])],
		{"methods": given.complete([given.method("GET", "/pets", {})])},
	)
}

test_a_path_that_looks_like_a_verb if {
	count(rule.findings) == 0 with input as caller_policy(
		[given.execute_api(["/*/get/pets"])],
		{"methods": given.complete([given.method("GET", "/v1/get/pets", {})])},
	)
}

test_such_a_path_may_be_out_of_view if {
	every methods in [given.incomplete([given.method("GET", "/pets", {})]), given.complete([])] {
		count(rule.findings) == 0 with input as caller_policy([given.execute_api(["/*/get/pets"])], {"methods": methods})
	}
}

test_a_stage_that_is_not_there if {
	some found in rule.findings with input as resource_policy(
		"Allow", [given.written("execute-api:/staging/GET/pets")],
		{"stages": given.complete([{"name": given.written("prod")}])},
	)
	endswith(found.message, `the API has no stage "staging"`)
}

test_a_stage_that_is_there if {
	count(rule.findings) == 0 with input as resource_policy(
		"Allow", [given.written("execute-api:/prod/GET/pets")],
		{"stages": given.complete([{"name": given.written("prod")}])},
	)
}

test_a_stage_that_may_be_there if {
	every stages in [
		given.incomplete([{"name": given.written("prod")}]),
		given.complete([{"name": given.unknown}]),
		given.complete([]),
	] {
		count(rule.findings) == 0 with input as resource_policy("Allow", [given.written("execute-api:/staging/GET/pets")], {"stages": stages})
	}
}

test_the_console_has_stages_of_its_own if {
	every stage in ["test-invoke-stage", "ESTestInvoke-stage"] {
		count(rule.findings) == 0 with input as resource_policy(
			"Allow", [given.written($"execute-api:/{stage}/GET/pets")],
			{"stages": given.complete([{"name": given.written("prod")}])},
		)
	}
}

test_routes_of_a_websocket_api_look_like_anything if {
	count(rule.findings) == 0 with input as caller_policy([given.execute_api(["/prod/get"])], {"protocol": given.written("WEBSOCKET")})
}

test_stages_of_a_websocket_api_do_not if {
	some found in rule.findings with input as caller_policy(
		[given.execute_api(["/staging/$connect"])],
		{"protocol": given.written("WEBSOCKET"), "stages": given.complete([{"name": given.written("prod")}])},
	)
	found.predicts == {"status": 403}
}

test_an_unknown_protocol_is_left_alone if {
	count(rule.findings) == 0 with input as resource_policy(
		"Allow", [given.written("execute-api:/prod/ANY/pets")],
		{"protocol": given.unknown},
	)
}

resource_policy(effect, resources, api) := {
	"of": "resource",
	"policy": {"address": "statement", "effect": given.written(effect), "resources": given.written(resources)},
	"api": given.api(api),
}

caller_policy(resources, api) := given.changed(resource_policy("Allow", resources, api), {"of": "caller"})

test_an_http_api_has_the_same_arns if {
	count(rule.findings) == 1 with input as caller_policy([given.execute_api(["/prod/get/pets"])], {"protocol": given.written("HTTP")})
	count(rule.findings) == 1 with input as caller_policy(
		[given.execute_api(["/*/get/pets"])],
		{"protocol": given.written("HTTP"), "methods": given.complete([given.method("GET", "/pets", {})])},
	)
}

test_one_path_of_several_may_look_like_a_verb if {
	count(rule.findings) == 0 with input as caller_policy(
		[given.execute_api(["/*/get/pets"])],
		{"methods": given.complete([given.method("GET", "/pets", {}), given.method("GET", "/v1/get/pets", {})])},
	)
}

test_a_route_after_a_wildcard_looks_like_anything if {
	count(rule.findings) == 0 with input as caller_policy(
		[given.execute_api(["/*/get"])],
		{"protocol": given.written("WEBSOCKET"), "methods": given.complete([given.method("", "sendMessage", {})])},
	)
}

test_stages_of_an_api_that_nobody_knows if {
	count(rule.findings) == 0 with input as resource_policy(
		"Allow", [given.written("execute-api:/staging/GET/pets")],
		{"protocol": given.unknown, "stages": given.complete([{"name": given.written("prod")}])},
	)
}

test_one_stage_of_several_is_meant if {
	count(rule.findings) == 0 with input as resource_policy(
		"Allow", [given.written("execute-api:/staging/GET/pets")],
		{"stages": given.complete([{"name": given.written("prod")}, {"name": given.written("staging")}])},
	)
}

test_what_lacks_a_part_has_a_rule_of_its_own if {
	count(rule.findings) == 0 with input as resource_policy(
		"Allow", [given.written("execute-api:/pets")],
		{"stages": given.complete([{"name": given.written("prod")}])},
	)
}
