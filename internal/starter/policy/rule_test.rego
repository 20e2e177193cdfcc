package custom.policy["rule-id_test"]

import data.authlint.testing as given
import data.custom.policy["rule-id"] as rule

test_all_actions_are_found if {
	some found in rule.findings with input as statement({"actions": given.texts(["execute-api:Invoke", "execute-api:*"])})
	found.range == given.here
}

test_calls_are_fine if {
	count(rule.findings) == 0 with input as statement({})
}

test_a_denial_may_be_of_all if {
	count(rule.findings) == 0 with input as statement({"effect": given.written("Deny"), "actions": given.texts(["execute-api:*"])})
}

test_policies_of_callers_are_for_others if {
	all_actions := statement({"actions": given.texts(["execute-api:*"])})
	count(rule.findings) == 0 with input as given.changed(all_actions, {"of": "caller"})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as statement({"actions": given.unknown})
	count(rule.findings) == 0 with input as statement({"actions": given.written([given.unknown])})
}

statement(changes) := {"policy": given.statement(changes), "of": "resource", "api": given.api({})}
