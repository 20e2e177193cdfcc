package authlint.authorizer["jwt-identity-source-count_test"]

import data.authlint.authorizer["jwt-identity-source-count"] as rule
import data.authlint.testing as given

test_one_is_needed if {
	every sources in [given.unset, given.written([])] {
		some found in rule.findings with input as authorizer({"identitySources": sources})
		found.range == given.here
		found.severity == "error"
		found.predicts == {"deployment": "refused"}
		found.message == "JWT authorizer authorizer names no identity source; it takes the token from exactly one header or query string parameter"
	}
}

test_what_the_transform_refuses_is_told_by_its_reason if {
	every pair in [[given.here, 0], [given.there, 1]] {
		[range, expected] := pair
		refused := given.api({"protocol": given.written("HTTP"), "refusals": [{"range": range}]})
		count(rule.findings) == expected with input as given.changed(authorizer({"identitySources": given.unset}), {"api": refused})
	}
}

test_two_are_too_many if {
	some found in rule.findings with input as authorizer({"identitySources": given.texts(["$request.header.Authorization", "$request.querystring.token"])})
	startswith(found.message, "JWT authorizer authorizer names 2 identity sources;")
	count(rule.findings) == 1 with input as authorizer({"identitySources": given.texts(["$request.header.Authorization", "$stageVariables.token"])})
}

test_a_token_comes_with_the_call if {
	every source in ["$stageVariables.token", "$context.authorizer.token"] {
		some found in rule.findings with input as authorizer({"identitySources": given.texts([source])})
		startswith(found.message, $"JWT authorizer authorizer takes the token from {source};")
	}
}

test_an_import_is_not_recorded if {
	some found in rule.findings with input as authorizer({"identitySources": given.unset, "scheme": {"name": "login"}})
	found.severity == "warning"
}

test_one_is_right if {
	every source in ["$request.header.Authorization", "$request.querystring.token", "method.request.header.Authorization"] {
		count(rule.findings) == 0 with input as authorizer({"identitySources": given.texts([source])})
	}
}

test_other_kinds_may_have_many if {
	count(rule.findings) == 0 with input as authorizer({"kind": given.written("request"), "identitySources": given.unset})
}

test_what_nobody_knows_is_left_alone if {
	some_day := given.written([given.written("$request.header.Authorization"), given.unknown])
	perhaps_none := given.texts(["$request.header.Authorization", ""])
	every sources in [given.unknown, some_day, perhaps_none, given.written([given.unknown])] {
		count(rule.findings) == 0 with input as authorizer({"identitySources": sources})
	}
	count(rule.findings) == 0 with input as authorizer({"identitySources": given.unset, "kind": given.unknown})
	count(rule.findings) == 0 with input as given.changed(
		authorizer({"identitySources": given.unset}),
		{"api": given.api({"protocol": given.unknown})},
	)
}

authorizer(changes) := {
	"authorizer": given.authorizer(given.changed({"kind": given.written("jwt")}, changes)),
	"api": given.api({"protocol": given.written("HTTP")}),
}
