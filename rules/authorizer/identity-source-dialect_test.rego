package authlint.authorizer["identity-source-dialect_test"]

import data.authlint.authorizer["identity-source-dialect"] as rule
import data.authlint.testing as given

test_an_http_api_refuses_the_expressions_of_others if {
	every source in [
		"method.request.header.Authorization",
		"route.request.querystring.token",
		"context.identity.sourceIp",
		"stageVariables.tenant",
	] {
		count(rule.findings) == 1 with input as api("HTTP", [given.written(source)])
	}
}

test_an_http_api_has_its_own if {
	every source in ["$request.header.Authorization", "$context.routeKey", "$stageVariables.tenant"] {
		count(rule.findings) == 0 with input as api("HTTP", [given.written(source)])
	}
}

test_a_rest_api_refuses_the_expressions_of_others if {
	every source in ["$request.header.Authorization", "$context.httpMethod", "$stageVariables.tenant", "route.request.header.X"] {
		count(rule.findings) == 1 with input as api("REST", [given.written(source)])
	}
}

test_a_rest_api_has_its_own if {
	every source in ["method.request.header.Authorization", "context.httpMethod", "stageVariables.tenant"] {
		count(rule.findings) == 0 with input as api("REST", [given.written(source)])
	}
}

test_a_websocket_api_refuses_the_expressions_of_others if {
	every source in ["$request.header.Authorization", "method.request.querystring.token", "$context.stage"] {
		count(rule.findings) == 1 with input as api("WEBSOCKET", [given.written(source)])
	}
}

test_a_websocket_api_shares_some_with_rest if {
	every source in ["route.request.querystring.token", "context.stage", "stageVariables.tenant"] {
		count(rule.findings) == 0 with input as api("WEBSOCKET", [given.written(source)])
	}
}

test_the_message_says_both_forms if {
	some found in rule.findings with input as api("HTTP", [given.written("method.request.header.Authorization")])
	found.range == given.here
	found.predicts.deployment == "refused"
	found.message == `identity source of authorizer authorizer begins with "method.request."; on an HTTP API it begins with "$request."`
}

test_a_name_that_is_filled_in_later_hides_nothing if {
	some found in rule.findings with input as api("REST", [given.text(["$request.header.", given.hole("variable", "var.header")])])
	found.message == `identity source of authorizer authorizer begins with "$request."; on a REST API it begins with "method.request."`
}

test_a_source_that_is_all_unknown_is_left_alone if {
	count(rule.findings) == 0 with input as api("HTTP", [given.unknown, given.text([given.hole("variable", "var.source")])])
}

test_an_unknown_list_is_left_alone if {
	count(rule.findings) == 0 with input as {
		"authorizer": given.authorizer({"identitySources": given.unknown}),
		"api": given.api({}),
	}
}

test_a_bare_header_name_is_another_mistake if {
	count(rule.findings) == 0 with input as api("HTTP", [given.written("Authorization")])
}

test_an_unknown_protocol_has_no_dialect if {
	count(rule.findings) == 0 with input as {
		"authorizer": given.authorizer({"identitySources": given.texts(["$request.header.Authorization"])}),
		"api": given.api({"protocol": given.unknown}),
	}
}

api(protocol, sources) := {
	"authorizer": given.authorizer({"identitySources": given.written(sources)}),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_each_word_has_its_translation if {
	every row in [
		["REST", "route.request.", "method.request."],
		["REST", "$request.", "method.request."],
		["REST", "$stageVariables.", "stageVariables."],
		["REST", "$context.", "context."],
		["HTTP", "method.request.", "$request."],
		["HTTP", "route.request.", "$request."],
		["HTTP", "stageVariables.", "$stageVariables."],
		["HTTP", "context.", "$context."],
		["WEBSOCKET", "method.request.", "route.request."],
		["WEBSOCKET", "$request.", "route.request."],
		["WEBSOCKET", "$stageVariables.", "stageVariables."],
		["WEBSOCKET", "$context.", "context."],
	] {
		[protocol, word, meant] := row
		some found in rule.findings with input as api(protocol, [given.written($"{word}header.token")])
		contains(found.message, $`begins with "{word}"; on `)
		endswith(found.message, $`API it begins with "{meant}"`)
	}
}

test_the_first_word_is_written_anew if {
	some found in rule.findings with input as api("HTTP", [given.written("method.request.header.Authorization")])
	found.fixes == [{
		"description": `write "$request."`,
		"safe": true,
		"touches": ["authorizers.identitySources"],
		"changes": [{"at": given.here, "from": "method.request.", "code": "$request."}],
	}]
}
