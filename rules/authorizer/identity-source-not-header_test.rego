package authlint.authorizer["identity-source-not-header_test"]

import data.authlint.authorizer["identity-source-dialect"] as dialect
import data.authlint.authorizer["identity-source-not-header"] as rule
import data.authlint.authorizer["identity-source-path-parameter"] as path_parameter
import data.authlint.testing as given

test_a_token_in_the_query_string if {
	some found in rule.findings with input as rest("token", given.texts(["method.request.querystring.token"]))
	found.range == given.here
	found.predicts == {"deployment": "refused", "body": "Invalid token source expression"}
	found.message == "authorizer authorizer takes its token from method.request.querystring.token, which is no header: token authorizers take one header and nothing else"
	[place.message | some place in found.related] == ["this makes it one"]
}

test_a_stage_variable_and_a_context_value_are_no_headers if {
	every expression in ["stageVariables.token", "context.identity.sourceIp", "method.request.multivalueheader.X"] {
		count(rule.findings) == 1 with input as rest("token", given.texts([expression]))
	}
}

test_a_user_pool_wants_a_header_too if {
	some found in rule.findings with input as rest("cognito_user_pools", given.texts(["method.request.querystring.token"]))
	found.predicts == {"deployment": "refused"}
	endswith(found.message, "Cognito authorizers take one header and nothing else")
}

test_two_headers_are_one_too_many if {
	some found in rule.findings with input as rest("token", given.texts(["method.request.header.A", "method.request.header.B"]))
	startswith(found.message, "authorizer authorizer takes its token from 2 sources:")
}

test_a_header_and_a_parameter_are_told_once if {
	count(rule.findings) == 1 with input as rest("token", given.texts(["method.request.header.A", "method.request.querystring.b"]))
}

test_a_kind_by_default_is_nowhere_written if {
	some found in rule.findings with input as given.changed(
		rest("token", given.unset),
		{"authorizer": given.authorizer({
			"kind": given.by_default("token"),
			"identitySources": given.texts(["method.request.querystring.token"]),
		})},
	)
	found.related == []
}

test_the_name_of_a_parameter_may_come_later if {
	some found in rule.findings with input as rest("token", given.written([given.text(["method.request.querystring.", given.hole("variable", "var.name")])]))
	contains(found.message, "takes its token from method.request.querystring.…, which is no header: token")
	count(rule.findings) == 0 with input as rest("token", given.written([given.text(["method.request.", given.hole("variable", "var.source")])]))
	count(rule.findings) == 0 with input as rest("token", given.written([given.text([given.hole("variable", "var.source"), ".token"])]))
}

test_a_header_is_fine if {
	count(rule.findings) == 0 with input as rest("token", given.texts(["method.request.header.Authorization"]))
	count(rule.findings) == 0 with input as rest("token", given.written([given.text(["method.request.header.", given.hole("variable", "var.name")])]))
}

test_a_request_authorizer_takes_all_of_them if {
	count(rule.findings) == 0 with input as rest("request", given.texts(["method.request.querystring.token", "context.stage"]))
}

test_other_rules_speak_of_other_mistakes if {
	foreign := rest("token", given.texts(["$request.querystring.token"]))
	count(rule.findings) == 0 with input as foreign
	count(dialect.findings) == 1 with input as foreign

	path := rest("token", given.texts(["method.request.path.token"]))
	count(rule.findings) == 0 with input as path
	count(path_parameter.findings) == 1 with input as path

	query := rest("token", given.texts(["method.request.querystring.token"]))
	count(dialect.findings) == 0 with input as query
	count(path_parameter.findings) == 0 with input as query
}

test_what_nobody_knows_is_left_alone if {
	every sources in [given.unknown, given.unset, given.written([given.unknown])] {
		count(rule.findings) == 0 with input as rest("token", sources)
	}
	count(rule.findings) == 0 with input as given.changed(
		rest("token", given.texts(["method.request.querystring.token"])),
		{"api": given.api({"protocol": given.unknown})},
	)
	count(rule.findings) == 0 with input as given.changed(
		rest("token", given.unset),
		{"authorizer": given.authorizer({
			"kind": given.unknown,
			"identitySources": given.texts(["method.request.querystring.token"]),
		})},
	)
}

rest(kind, sources) := {
	"authorizer": given.authorizer({"kind": given.written(kind), "identitySources": sources}),
	"api": given.api({}),
}

test_several_are_told_once_even_where_names_come_later if {
	parameter := given.text(["method.request.querystring.", given.hole("variable", "var.name")])
	count(rule.findings) == 1 with input as rest("token", given.written([parameter, given.written("method.request.header.A")]))
}
