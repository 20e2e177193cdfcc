package authlint.authorizer["identity-source-syntax_test"]

import data.authlint.authorizer["identity-source-dialect"] as dialect
import data.authlint.authorizer["identity-source-not-header"] as not_header
import data.authlint.authorizer["identity-source-path-parameter"] as path_parameter
import data.authlint.authorizer["identity-source-syntax"] as rule
import data.authlint.testing as given

test_the_bare_name_of_a_header_is_no_expression if {
	some found in rule.findings with input as api("REST", "token", ["Authorization"])
	found.range == given.here
	found.severity == "error"
	found.predicts == {"deployment": "refused", "body": "Invalid token source expression"}
	found.message == `identity source "Authorization" of authorizer authorizer does not say where the value comes from, as "method.request.header." does: REST APIs refuse it`
}

test_every_type_of_api_says_how_it_begins if {
	every protocol, request in {"REST": "method.request", "HTTP": "$request", "WEBSOCKET": "route.request"} {
		some found in rule.findings with input as api(protocol, "request", ["Authorization"])
		found.severity == "error"
		contains(found.message, $`as "{request}.header." does`)
	}
}

test_a_name_is_missing if {
	every expression in ["method.request.header.", "context.", "stageVariables.", "method.request.querystring."] {
		some found in rule.findings with input as api("REST", "request", [expression])
		found.severity == "error"
		contains(found.message, "names nothing after its last dot")
	}
}

test_a_name_is_missing_on_any_type_of_api if {
	every protocol, expression in {"HTTP": "$request.header.", "WEBSOCKET": "route.request.header."} {
		some found in rule.findings with input as api(protocol, "request", [expression])
		contains(found.message, "names nothing after its last dot")
	}
}

test_what_does_not_say_where_may_end_with_a_dot if {
	some found in rule.findings with input as api("REST", "request", ["Authorization."])
	contains(found.message, "does not say where the value comes from")
}

test_a_name_with_a_blank_inside if {
	some found in rule.findings with input as api("REST", "token", ["method.request.header.X Token"])
	found.severity == "error"
	contains(found.message, "has a name with other characters than letters, digits, dots, underscores and hyphens")
}

test_websocket_apis_print_the_characters_as_well if {
	some found in rule.findings with input as api("WEBSOCKET", "request", ["route.request.querystring.tokens[]"])
	found.severity == "error"
}

test_others_do_not if {
	every kind in ["request", "cognito_user_pools"] {
		some found in rule.findings with input as api("REST", kind, ["method.request.header.X Token"])
		found.severity == "warning"
	}
	every kind in ["request", "jwt"] {
		some found in rule.findings with input as api("HTTP", kind, ["$request.header.X:Token"])
		found.severity == "warning"
		endswith(found.message, ": HTTP APIs may refuse it")
	}
}

test_a_document_has_only_the_name if {
	some found in rule.findings with input as given.changed(
		api("REST", "token", []),
		{"authorizer": given.authorizer({
			"identitySources": given.texts(["method.request.header.X Token"]),
			"scheme": {"name": "token"},
		})},
	)
	found.severity == "warning"
}

test_a_document_makes_one_expression_for_each_of_them if {
	every kind in ["token", "cognito_user_pools"] {
		some found in rule.findings with input as given.changed(
			api("REST", kind, []),
			{"authorizer": given.authorizer({
				"kind": given.written(kind),
				"identitySources": given.texts(["method.request.header."]),
				"scheme": {"name": "token"},
			})},
		)
		found.severity == "warning"
	}
	some found in rule.findings with input as given.changed(
		api("REST", "request", []),
		{"authorizer": given.authorizer({
			"kind": given.written("request"),
			"identitySources": given.texts(["method.request.header."]),
			"scheme": {"name": "token"},
		})},
	)
	found.severity == "error"
}

test_sam_has_only_the_name if {
	every expression in ["method.request.header.", "method.request.header.X Token"] {
		some found in rule.findings with input as given.changed(
			api("REST", "token", [expression]),
			{"api": given.api({"format": "sam"})},
		)
		found.severity == "warning"
	}
}

test_an_empty_item_between_others if {
	some found in rule.findings with input as api("HTTP", "request", ["$request.header.X", " "])
	found.message == `identity source "" of authorizer authorizer is an empty item between others: HTTP APIs refuse it`
	count(rule.findings) == 0 with input as api("HTTP", "request", [""])
}

test_good_expressions if {
	every protocol, expressions in {
		"REST": ["method.request.header.X-Token_2", "method.request.querystring.auth.token", "stageVariables.tenant", "context.identity.sourceIp"],
		"HTTP": ["$request.header.X-Token_2", "$request.querystring.auth.token", "$stageVariables.tenant", "$context.routeKey"],
		"WEBSOCKET": ["route.request.header.X-Token_2", "route.request.querystring.auth.token", "stageVariables.tenant", "context.stage"],
	} {
		count(rule.findings) == 0 with input as api(protocol, "request", expressions)
	}
}

test_blanks_around_do_not_count if {
	count(rule.findings) == 0 with input as api("HTTP", "request", [" $request.header.X "])
}

test_values_of_several_are_not_documented if {
	count(rule.findings) == 0 with input as api("REST", "request", ["method.request.multivaluequerystring.token"])
}

test_other_rules_speak_of_other_mistakes if {
	foreign := api("REST", "token", ["$request.header.X Token"])
	count(rule.findings) == 0 with input as foreign
	count(dialect.findings) == 1 with input as foreign

	path := api("REST", "request", ["method.request.path.id"])
	count(rule.findings) == 0 with input as path
	count(path_parameter.findings) == 1 with input as path

	every expression in ["method.request.querystring.token", "context.", "stageVariables.a b"] {
		query := api("REST", "token", [expression])
		count(rule.findings) == 0 with input as query
		count(not_header.findings) == 1 with input as query
	}

	bare := api("REST", "token", ["Authorization"])
	count(rule.findings) == 1 with input as bare
	count(not_header.findings) == 0 with input as bare
	count(dialect.findings) == 0 with input as bare
	count(path_parameter.findings) == 0 with input as bare
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as given.changed(
		api("REST", "token", []),
		{"authorizer": given.authorizer({"identitySources": given.written([
			given.unknown,
			given.text(["method.request.header.", given.hole("variable", "var.header")]),
		])})},
	)
	count(rule.findings) == 0 with input as given.changed(
		api("REST", "token", []),
		{"authorizer": given.authorizer({"identitySources": given.unknown})},
	)
	count(rule.findings) == 0 with input as given.changed(
		api("REST", "token", ["Authorization"]),
		{"api": given.api({"protocol": given.unknown})},
	)
	count(rule.findings) == 0 with input as given.changed(
		api("REST", "token", []),
		{"authorizer": given.authorizer({"identitySources": given.texts(["Authorization"]), "kind": given.unknown})},
	)
}

api(protocol, kind, expressions) := {
	"authorizer": given.authorizer({"identitySources": given.texts(expressions), "kind": given.written(kind)}),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_a_name_alone_is_that_of_a_header if {
	every protocol, request in {"REST": "method.request", "HTTP": "$request", "WEBSOCKET": "route.request"} {
		some found in rule.findings with input as api(protocol, "request", ["X-Token"])
		found.fixes == [{
			"description": $`write "{request}.header.X-Token"`,
			"safe": true,
			"touches": ["authorizers.identitySources"],
			"changes": [{"at": given.here, "value": $"{request}.header.X-Token"}],
		}]
	}
}

test_a_name_may_be_that_of_a_parameter if {
	every protocol, kind in {"REST": "request", "HTTP": "jwt", "WEBSOCKET": "request"} {
		some found in rule.findings with input as api(protocol, kind, ["token"])
		some written in found.fixes
		written.safe == false
		written.touches == ["authorizers.identitySources"]
	}
	every kind in ["token", "cognito_user_pools"] {
		some found in rule.findings with input as api("REST", kind, ["token"])
		some written in found.fixes
		written.safe == true
	}
}

test_nobody_knows_what_else_is_meant if {
	every expression in ["X Token", "header.X", "method.request.header.X Token", "method.request.header.", " X-Token"] {
		some found in rule.findings with input as api("REST", "request", [expression])
		found.fixes == []
	}
}

test_sam_has_whole_expressions_for_http_apis if {
	some found in rule.findings with input as given.changed(
		api("HTTP", "jwt", ["Authorization"]),
		{"api": given.api({"format": "sam", "protocol": given.written("HTTP")})},
	)
	some written in found.fixes
	written.changes == [{"at": given.here, "value": "$request.header.Authorization"}]
}
