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
