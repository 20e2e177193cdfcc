package authlint.authorizer["identity-source-path-parameter_test"]

import data.authlint.authorizer["identity-source-dialect"] as dialect
import data.authlint.authorizer["identity-source-path-parameter"] as rule
import data.authlint.testing as given

test_no_type_of_api_takes_a_path_parameter if {
	every protocol, expression in {
		"REST": "method.request.path.tenant",
		"HTTP": "$request.path.tenant",
		"WEBSOCKET": "route.request.path.tenant",
	} {
		some found in rule.findings with input as api(protocol, "request", given.texts([expression]))
		found.range == given.here
		found.predicts.deployment == "refused"
		startswith(found.message, $`identity source "{expression}" of authorizer authorizer is a path parameter: `)
	}
}

test_the_message_says_what_happens if {
	some found in rule.findings with input as api("HTTP", "request", given.texts(["$request.path.tenant"]))
	found.message == `identity source "$request.path.tenant" of authorizer authorizer is a path parameter: HTTP APIs take none, and refuse the authorizer`
	found.predicts.body == "Invalid identity source expression"
}

test_a_token_authorizer_takes_none_either if {
	some found in rule.findings with input as api("REST", "token", given.texts(["method.request.path.token"]))
	found.predicts.body == "Invalid token source expression"
}

test_the_name_may_come_later if {
	some found in rule.findings with input as api("REST", "request", given.written([given.text(["method.request.path.", given.hole("variable", "var.name")])]))
	contains(found.message, `"method.request.path.…"`)
	every beginning in ["method.request.path", "method.request.querystring.path."] {
		count(rule.findings) == 0 with input as api("REST", "request", given.written([given.text([beginning, given.hole("variable", "var.rest")])]))
	}
}

test_headers_and_the_path_of_the_context_are_fine if {
	count(rule.findings) == 0 with input as api("REST", "request", given.texts(["method.request.header.path", "context.path", "method.request.querystring.path.id"]))
}

test_another_type_of_api_is_told_first if {
	foreign := api("HTTP", "request", given.texts(["method.request.path.tenant"]))
	count(rule.findings) == 0 with input as foreign
	count(dialect.findings) == 1 with input as foreign

	own := api("HTTP", "request", given.texts(["$request.path.tenant"]))
	count(rule.findings) == 1 with input as own
	count(dialect.findings) == 0 with input as own
}

test_what_nobody_knows_is_left_alone if {
	every sources in [given.unknown, given.unset, given.written([given.unknown])] {
		count(rule.findings) == 0 with input as api("REST", "request", sources)
	}
	count(rule.findings) == 0 with input as given.changed(
		api("REST", "request", given.texts(["method.request.path.tenant"])),
		{"api": given.api({"protocol": given.unknown})},
	)
}

api(protocol, kind, sources) := {
	"authorizer": given.authorizer({"kind": given.written(kind), "identitySources": sources}),
	"api": given.api({"protocol": given.written(protocol)}),
}
