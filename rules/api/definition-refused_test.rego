package authlint.api["definition-refused_test"]

import data.authlint.api["definition-refused"] as rule
import data.authlint.testing as given

test_each_refusal_is_told if {
	found := rule.findings with input as api([refusal("Auth is a mapping"), refusal("Cors is no list")])
	count(found) == 2
}

test_the_reason_is_told if {
	some found in rule.findings with input as api([refusal("Auth is a mapping")])
	found.range == given.here
	found.message == "the SAM transform refuses Resources.Api: Auth is a mapping"
	found.predicts == {"deployment": "refused"}
}

test_an_authorizer_that_is_not_there_is_another_rule_s if {
	missing := object.union(refusal("the event names the authorizer Staff"), {"authorizer": "Staff"})
	count(rule.findings) == 0 with input as api([missing])
}

test_nothing_is_refused if {
	count(rule.findings) == 0 with input as api([])
}

refusal(reason) := {"address": "Resources.Api", "range": given.here, "by": "transform", "reason": reason, "authorizer": ""}

api(refusals) := {"api": given.api({"format": "sam", "refusals": refusals})}

test_what_an_import_refuses_is_told_elsewhere if {
	count(rule.findings) == 0 with input as api([given.changed(refusal("Auth is a mapping"), {"by": "import"})])
}
