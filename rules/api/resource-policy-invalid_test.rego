package authlint.api["resource-policy-invalid_test"]

import data.authlint.api["resource-policy-invalid"] as rule
import data.authlint.testing as given

test_there_is_no_statement if {
	some found in rule.findings with input as asked(given.complete([]), {})
	found.range == given.here
	found.severity == "error"
	found.predicts == {"deployment": "refused", "body": "Invalid policy document"}
	found.message == "the resource policy of api has no statement; API Gateway refuses such a policy"
}

test_statements_may_be_elsewhere if {
	count(rule.findings) == 0 with input as asked(given.incomplete([]), {})
	count(rule.findings) == 0 with input as asked(given.complete([]), {"format": "sam"})
	count(rule.findings) == 0 with input as given.about(given.api({"resourcePolicy": given.unknown}))
}

test_a_part_is_missing if {
	every field, part in {"effect": "Effect", "principals": "Principal", "actions": "Action"} {
		some found in rule.findings with input as one({"range": given.here, field: given.unset})
		found.range == given.here
		found.message == $"statement has no {part}; API Gateway refuses such a policy"
	}
}

test_an_import_may_go_on if {
	statements := given.complete([given.statement({"principals": given.unset})])
	every changes in [{"format": "openapi"}, {"definition": {"body": true}}] {
		some found in rule.findings with input as asked(statements, changes)
		found.severity == "warning"
	}
}

test_effects_have_a_case if {
	some found in rule.findings with input as one({"effect": given.written("allow")})
	found.range == given.here
	found.message == `the Effect of statement is "allow", which is neither "Allow" nor "Deny"; API Gateway refuses such a policy`
}

test_an_action_of_another_service if {
	some found in rule.findings with input as one({"actions": given.texts(["lambda:InvokeFunction"])})
	found.severity == "warning"
	found.message == "statement is about lambda:InvokeFunction, which is no action of execute-api; API Gateway refuses such a policy"
}

test_good_statements if {
	count(rule.findings) == 0 with input as one({})
	count(rule.findings) == 0 with input as one({"effect": given.written("Deny"), "actions": given.texts(["Execute-API:*", "*"])})
	count(rule.findings) == 0 with input as one({"actions": given.unset, "notActions": given.texts(["execute-api:InvalidateCache"])})
}

test_what_nobody_knows_is_left_alone if {
	every field in ["effect", "principals", "actions", "notActions"] {
		count(rule.findings) == 0 with input as one({field: given.unknown})
	}
	count(rule.findings) == 0 with input as one({"effect": given.written("${effect}"), "actions": given.texts(["${service}:Invoke"])})
	count(rule.findings) == 0 with input as one({"actions": given.unset, "notActions": given.unknown})
}

test_other_apis_have_no_resource_policy if {
	count(rule.findings) == 0 with input as asked(given.complete([]), {"protocol": given.unknown})
}

one(changes) := asked(given.complete([given.statement(changes)]), {})

asked(statements, changes) := given.about(given.api(given.changed({"resourcePolicy": given.written({"statements": statements})}, changes)))

test_no_format_but_sam_adds_statements if {
	every format in ["terraform", "cloudformation", "openapi"] {
		count(rule.findings) == 1 with input as asked(given.complete([]), {"format": format})
	}
}
