package authlint.authorizer["identity-source-stage-variable-undefined_test"]

import data.authlint.authorizer["identity-source-stage-variable-undefined"] as rule
import data.authlint.testing as given

test_a_stage_lacks_the_variable if {
	some found in rule.findings with input as rest({}, [stage("live", ["alias"])])
	found.range == given.here
	found.predicts.responseType == "UNAUTHORIZED"
	found.predicts.methods == ["GET /orders"]
	found.message == "authorizer authorizer asks for the stage variable tenant, which is not defined on stage live: all calls that it guards there get 401 before the function is called"
	found.related == [{"range": given.there, "message": "this stage has no variable tenant"}]
}

test_one_of_two_stages_is_enough if {
	some found in rule.findings with input as rest({}, [stage("live", ["tenant"]), stage("beta", []), stage("alpha", [])])
	contains(found.message, "which is not defined on stage beta, stage alpha: ")
}

test_a_stage_whose_name_is_not_known_has_an_address if {
	some found in rule.findings with input as rest({}, [given.changed(stage("live", []), {"name": given.unknown})])
	contains(found.message, "which is not defined on stage live: ")
}

test_a_defined_variable_is_fine if {
	count(rule.findings) == 0 with input as rest({}, [stage("live", ["alias", "tenant"])])
}

test_a_rest_api_without_a_cache_does_not_ask if {
	every ttl in [given.written(0), given.unknown] {
		count(rule.findings) == 0 with input as rest({"ttlSeconds": ttl}, [stage("live", [])])
	}
}

test_other_apis_always_ask if {
	http := {"ttlSeconds": given.written(0), "identitySources": given.texts(["$stageVariables.tenant"])}
	count(rule.findings) == 1 with input as in_api("HTTP", http, [stage("$default", [])])
	websocket := {"ttlSeconds": given.unset, "identitySources": given.texts(["stageVariables.tenant"])}
	count(rule.findings) == 1 with input as in_api("WEBSOCKET", websocket, [stage("live", [])])
}

test_stages_that_are_not_in_view_are_left_alone if {
	count(rule.findings) == 0 with input as rest({}, [])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as rest({}, [given.changed(stage("live", []), {"exists": given.unknown})])
	count(rule.findings) == 0 with input as rest({}, [given.changed(stage("live", []), {"variables": given.incomplete([])})])
	every sources in [given.unknown, given.written([given.unknown]), given.written([given.text(["stageVariables.", given.hole("variable", "var.name")])])] {
		count(rule.findings) == 0 with input as rest({"identitySources": sources}, [stage("live", [])])
	}
	count(rule.findings) == 0 with input as rest({"kind": given.unknown}, [stage("live", [])])
}

test_other_sources_are_the_callers if {
	count(rule.findings) == 0 with input as rest({"identitySources": given.texts(["method.request.header.tenant", "context.stage"])}, [stage("live", [])])
}

stage(name, variables) := {
	"address": $"stage {name}",
	"range": given.there,
	"exists": given.by_default(true),
	"name": given.written(name),
	"variables": given.complete([{"name": variable, "range": given.there, "value": given.written("x")} | some variable in variables]),
}

rest(authorizer, stages) := in_api("REST", authorizer, stages)

in_api(protocol, authorizer, stages) := {
	"authorizer": given.authorizer(given.changed(
		{
			"kind": given.written("request"),
			"identitySources": given.texts(["stageVariables.tenant"]),
		},
		authorizer,
	)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({"protocol": given.written(protocol), "stages": given.complete(stages)}),
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.written(1)}, [stage("live", [])])
}

test_no_call_meets_an_authorizer_that_nobody_uses if {
	count(rule.findings) == 0 with input as given.changed(rest({}, [stage("live", [])]), {"methods": given.complete([])})
}
