package authlint.method["scopes-not-supported_test"]

import data.authlint.method["scopes-not-supported"] as rule
import data.authlint.testing as given

test_a_rest_api_refuses_them if {
	every type in ["CUSTOM", "AWS_IAM", "NONE"] {
		some found in rule.findings with input as method("REST", type, {})
		found.range == given.here
		found.severity == "error"
		found.predicts.body == "Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type"
		found.message == $"GET /orders asks for scopes, but has the authorization type {type}, with which the deployment is refused"
	}
}

test_an_http_api_refuses_them_in_other_words if {
	some found in rule.findings with input as method("HTTP", "CUSTOM", {})
	found.predicts.body == "Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization type"
}

test_sam_passes_them_on if {
	every protocol in ["REST", "HTTP"] {
		some found in rule.findings with input as given.changed(
			method(protocol, "CUSTOM", {}),
			{"api": given.api({"format": "sam", "protocol": given.written(protocol)})},
		)
		found.severity == "warning"
		found.predicts == {"exposure": "wider"}
		endswith(found.message, "with which API Gateway does not check them")
	}
}

test_sam_has_its_own_answers_where_nobody_decides if {
	count(rule.findings) == 0 with input as given.changed(method("REST", "NONE", {}), {"api": given.api({"format": "sam"})})
}

test_a_scope_in_pieces_is_one if {
	scope := given.text([given.hole("attribute", "aws_cognito_resource_server.orders"), "/read"])
	count(rule.findings) == 1 with input as method("REST", "CUSTOM", {"scopes": given.written([scope])})
}

test_who_reads_tokens_knows_scopes if {
	every type in ["COGNITO_USER_POOLS", "JWT"] {
		count(rule.findings) == 0 with input as method("REST", type, {})
	}
}

test_no_scopes_are_asked_for if {
	every scopes in [given.unset, given.written([]), given.texts([""])] {
		count(rule.findings) == 0 with input as method("REST", "CUSTOM", {"scopes": scopes})
	}
}

test_what_nobody_knows_is_left_alone if {
	nobody := given.text([given.hole("variable", "var.scope")])
	every scopes in [given.unknown, given.written([given.unknown]), given.written([nobody])] {
		count(rule.findings) == 0 with input as method("REST", "CUSTOM", {"scopes": scopes})
	}
	count(rule.findings) == 0 with input as method("REST", "CUSTOM", {"authorizationType": given.unknown})
	count(rule.findings) == 0 with input as given.changed(method("REST", "CUSTOM", {}), {"api": given.api({"protocol": given.unknown})})
}

test_a_document_may_tell_its_readers if {
	count(rule.findings) == 0 with input as method("REST", "CUSTOM", {"requirements": [given.requirement("orders")]})
}

method(protocol, type, changes) := {
	"method": given.method("GET", "/orders", given.changed(
		{"authorizationType": given.written(type), "scopes": given.texts(["orders/read"])},
		changes,
	)),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_routes_of_a_websocket_api_have_none if {
	count(rule.findings) == 0 with input as given.changed(
		method("WEBSOCKET", "CUSTOM", {}),
		{"api": given.api({"format": "sam", "protocol": given.written("WEBSOCKET")})},
	)
}

test_what_is_refused_can_go if {
	some found in rule.findings with input as method("REST", "CUSTOM", {})
	found.fixes == [{
		"description": "ask for no scopes",
		"safe": false,
		"touches": ["methods.scopes"],
		"changes": [{"at": given.here, "remove": true}],
	}]
}

test_with_sam_the_function_may_check_them if {
	some found in rule.findings with input as given.changed(method("REST", "CUSTOM", {}), {"api": given.api({"format": "sam"})})
	found.fixes == []
}
