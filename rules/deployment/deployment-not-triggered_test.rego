package authlint.deployment["deployment-not-triggered_test"]

import data.authlint.deployment["deployment-not-triggered"] as rule
import data.authlint.testing as given

guard := {"kind": "authorizer", "address": "guard", "range": given.there}

get := {"kind": "method", "address": "get", "range": given.there}

test_nothing_makes_another_deployment if {
	some found in rule.findings with input as unnoticed([guard, get], {"triggers": given.by_default(false)})
	found.range == given.here
	found.predicts == {"deployment": "stale"}
	found.message == "deployment live is made once and not again after changes to guard, get: callers keep what they have now"
	{place.message | some place in found.related} == {
		"this authorizer can change without another deployment",
		"this method can change without another deployment",
	}
}

test_triggers_look_elsewhere if {
	some found in rule.findings with input as unnoticed([guard], {})
	found.message == "deployment live has triggers that do not notice changes to guard: callers keep what they have now"
}

test_each_kind_of_setting_has_a_name if {
	every kind in ["authorizer", "gateway_response", "method", "resource_policy"] {
		some found in rule.findings with input as unnoticed([{"kind": kind, "address": "x", "range": given.there}], {})
		count(found.related) == 1
	}
}

test_triggers_notice_all if {
	count(rule.findings) == 0 with input as unnoticed([], {})
}

test_triggers_may_notice_more_than_can_be_seen if {
	count(rule.findings) == 0 with input as unnoticed([guard], {"notices": given.incomplete([])})
}

test_nobody_knows_whether_there_are_triggers if {
	count(rule.findings) == 0 with input as unnoticed([guard], {"triggers": given.unknown})
}

test_a_deployment_that_may_not_be_there_is_left_alone if {
	count(rule.findings) == 0 with input as unnoticed([guard], {"exists": given.unknown})
}

test_other_formats_and_protocols_deploy_in_other_ways if {
	about := unnoticed([guard], {})
	count(rule.findings) == 0 with input as given.changed(about, {"api": given.api({"format": "cloudformation"})})
	count(rule.findings) == 0 with input as given.changed(about, {"api": given.api({"protocol": given.written("HTTP")})})
}

unnoticed(settings, changes) := {
	"deployment": given.deployment(changes),
	"unnoticed": settings,
	"api": given.api({}),
}

test_all_of_them_make_another_one if {
	settings := [
		{"kind": "authorizer", "address": "aws_api_gateway_authorizer.guard", "range": given.there},
		{"kind": "method", "address": `aws_api_gateway_method.m["get"]`, "range": given.there},
		{"kind": "method", "address": "aws_api_gateway_method.post", "range": given.there},
		{"kind": "method", "address": "module.more.aws_api_gateway_method.m", "range": given.there},
	]
	methods := [
		{"address": `aws_api_gateway_method.m["get"]`, "integration": `aws_api_gateway_integration.i["get"]`},
		{"address": "aws_api_gateway_method.other", "integration": "aws_api_gateway_integration.other"},
	]
	some found in rule.findings with input as fixable(settings, {"methods": given.complete(methods)}, given.by_default(false))
	found.fixes == [{
		"description": "deploy again after these changes",
		"safe": false,
		"touches": ["deployments.triggers", "deployments.notices", "deployments.dependsOn", "deployments.createBeforeDestroy"],
		"changes": [
			{
				"at": given.here,
				"path": ["triggers", "redeployment"],
				"code": concat("", [
					"sha1(jsonencode([aws_api_gateway_authorizer.guard, aws_api_gateway_integration.i, ",
					"aws_api_gateway_method.m, aws_api_gateway_method.post]))",
				]),
			},
			{"at": given.here, "path": ["lifecycle", "create_before_destroy"], "value": true},
		],
	}]
}

test_a_body_makes_another_one if {
	in_body := [{"kind": "method", "address": "aws_api_gateway_rest_api.a.body.paths./.get", "range": given.there}]
	api := {"address": "aws_api_gateway_rest_api.a", "definition": {"body": true}}
	some found in rule.findings with input as fixable(in_body, api, given.by_default(true))
	some written in found.fixes
	written.changes == [{
		"at": given.here,
		"path": ["triggers", "redeployment"],
		"code": "sha1(jsonencode([aws_api_gateway_rest_api.a.body]))",
	}]
}

test_nobody_hashes_what_is_elsewhere if {
	elsewhere := [{"kind": "method", "address": "module.more.aws_api_gateway_method.m", "range": given.there}]
	every api in [
		{},
		{"address": "aws_api_gateway_rest_api.a"},
		{"address": "aws_api_gateway_rest_api.a[0]", "definition": {"body": true}},
		{"address": "module.more.aws_api_gateway_rest_api.a", "definition": {"body": true}},
	] {
		some found in rule.findings with input as fixable(elsewhere, api, given.by_default(false))
		found.fixes == []
	}
}

test_triggers_that_are_there_may_be_meant if {
	about := fixable([{"kind": "method", "address": "aws_api_gateway_method.m", "range": given.there}], {}, given.by_default(false))
	some found in rule.findings with input as given.changed(about, {"deployment": given.deployment({"address": "aws_api_gateway_deployment.live"})})
	found.fixes == []
}

fixable(settings, api, first) := {
	"deployment": given.deployment({
		"address": "aws_api_gateway_deployment.live",
		"triggers": given.by_default(false),
		"createBeforeDestroy": first,
	}),
	"unnoticed": settings,
	"api": given.api(api),
}
