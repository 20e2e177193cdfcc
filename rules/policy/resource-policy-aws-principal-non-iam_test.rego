package authlint.policy["resource-policy-aws-principal-non-iam_test"]

import data.authlint.policy["resource-policy-aws-principal-non-iam"] as rule
import data.authlint.testing as given

account := {"type": "AWS", "value": given.written("arn:aws:iam::111122223333:root")}

anyone := {"type": "*", "value": given.written("*")}

partner := given.statement({"principals": given.written([account])})

open := given.method("GET", "/orders", {})

test_an_open_method_does_not_know_its_caller if {
	some found in rule.findings with input as asked(partner, [], [open])
	found.range == given.here
	found.message == "statement allows AWS identities only, which GET /orders cannot recognise without IAM authorization"
	found.predicts.status == 403
	found.predicts.methods == ["GET /orders"]
	[related.message | some related in found.related] == ["GET /orders has no IAM authorization"]
}

test_nor_does_an_authorizer if {
	every type in ["CUSTOM", "COGNITO_USER_POOLS"] {
		count(rule.findings) == 1 with input as asked(partner, [], [given.method("GET", "/orders", {"authorizationType": given.written(type)})])
	}
}

test_a_denial_allows_nobody if {
	count(rule.findings) == 1 with input as asked(partner, [given.statement({"effect": given.written("Deny")})], [open])
}

test_iam_knows_its_caller if {
	every type in [given.written("AWS_IAM"), given.unknown] {
		count(rule.findings) == 0 with input as asked(partner, [], [given.method("GET", "/orders", {"authorizationType": type})])
	}
}

test_anyone_is_allowed_as_well if {
	every principals in [given.written([anyone]), given.written([account, anyone]), given.written([{"type": "AWS", "value": given.written("*")}]), given.unknown, given.written([])] {
		count(rule.findings) == 0 with input as asked(partner, [given.statement({"principals": principals})], [open])
	}
}

test_anyone_else_is_allowed if {
	count(rule.findings) == 0 with input as asked(given.changed(partner, {"notPrincipal": given.written(true)}), [], [open])
}

test_another_statement_may_be_elsewhere if {
	input_of := given.changed(asked(partner, [], [open]), {"api": given.api({
		"methods": given.complete([open]),
		"resourcePolicy": given.written({"statements": given.incomplete([partner])}),
	})})
	count(rule.findings) == 0 with input as input_of
}

test_another_method_is_meant if {
	count(rule.findings) == 0 with input as asked(given.changed(partner, {"resources": given.texts(["execute-api:/*/POST/admin"])}), [], [open])
}

test_what_may_not_be_there_is_left_alone if {
	count(rule.findings) == 0 with input as asked(given.changed(partner, {"exists": given.unknown}), [], [open])
	count(rule.findings) == 0 with input as asked(partner, [], [given.changed(open, {"exists": given.unknown})])
}

test_policies_of_callers_have_no_principals if {
	count(rule.findings) == 0 with input as given.changed(asked(partner, [], [open]), {"of": "caller"})
}

test_a_protocol_nobody_knows_is_left_alone if {
	input_of := given.changed(asked(partner, [], [open]), {"api": given.api({
		"protocol": given.unknown,
		"methods": given.complete([open]),
		"resourcePolicy": given.written({"statements": given.complete([partner])}),
	})})
	count(rule.findings) == 0 with input as input_of
}

asked(statement, others, methods) := {
	"of": "resource",
	"policy": statement,
	"api": given.api({
		"methods": given.complete(methods),
		"resourcePolicy": given.written({"statements": given.complete(array.concat([statement], others))}),
	}),
}
