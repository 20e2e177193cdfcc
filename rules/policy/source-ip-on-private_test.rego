package authlint.policy["source-ip-on-private_test"]

import data.authlint.policy["source-ip-on-private"] as rule
import data.authlint.testing as given

test_calls_have_no_public_address if {
	some found in rule.findings with input as asked("Allow", "IpAddress", "aws:SourceIp", {})
	found.range == given.here
	found.message == "statement allows calls by aws:SourceIp, which calls of the private API api do not have"
	found.predicts.status == 403
}

test_all_others_are_all if {
	some found in rule.findings with input as asked("Deny", "NotIpAddress", "AWS:sourceIP", {})
	startswith(found.message, "statement spares calls by")
}

test_a_denial_that_matches_nothing_denies_nothing if {
	count(rule.findings) == 0 with input as asked("Deny", "IpAddress", "aws:SourceIp", {})
}

test_another_condition_may_spare_calls if {
	address := condition("NotIpAddress", "aws:SourceIp")
	every conditions in [given.complete([address, condition("StringNotEquals", "aws:SourceVpce")]), given.incomplete([address])] {
		count(rule.findings) == 0 with input as given.changed(
			asked("Deny", "NotIpAddress", "aws:SourceIp", {}),
			{"policy": given.statement({"effect": given.written("Deny"), "conditions": conditions})},
		)
	}
}

test_other_keys if {
	every key in ["aws:VpcSourceIp", "aws:SourceVpce"] {
		count(rule.findings) == 0 with input as asked("Allow", "IpAddress", key, {})
	}
}

test_public_apis_know_the_address if {
	every type in [given.written("REGIONAL"), given.unset, given.unknown] {
		count(rule.findings) == 0 with input as asked("Allow", "IpAddress", "aws:SourceIp", {"endpointType": type})
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as asked("Allow", "IpAddress", "aws:SourceIp", {"protocol": given.unknown})
	count(rule.findings) == 0 with input as given.changed(
		asked("Allow", "IpAddress", "aws:SourceIp", {}),
		{"policy": given.statement({"effect": given.unknown, "conditions": given.complete([condition("IpAddress", "aws:SourceIp")])})},
	)
}

test_policies_of_callers_are_something_else if {
	count(rule.findings) == 0 with input as given.changed(asked("Allow", "IpAddress", "aws:SourceIp", {}), {"of": "caller"})
}

condition(operator, key) := {"operator": operator, "key": key, "range": given.here}

asked(effect, operator, key, api) := {
	"of": "resource",
	"policy": given.statement({
		"effect": given.written(effect),
		"conditions": given.complete([condition(operator, key)]),
	}),
	"api": given.api(given.changed({"endpointType": given.written("PRIVATE")}, api)),
}
