package authlint.authorizer["openapi-request-scheme-name-mismatch_test"]

import data.authlint.authorizer["openapi-request-scheme-name-mismatch"] as rule
import data.authlint.testing as given

test_another_header if {
	some found in rule.findings with input as document(["method.request.header.X-Token"], {"key": given.written("Authorization")})
	found.range == given.here
	found.predicts == {}
	found.message == "security scheme partner asks for the header Authorization, but its authorizer reads the header X-Token: clients that go by the document send the wrong one"
	[place.message | some place in found.related] == ["this is the header X-Token"]
}

test_another_place if {
	some found in rule.findings with input as document(["method.request.querystring.token"], {"key": given.written("token")})
	contains(found.message, "asks for the header token, but its authorizer reads the query string parameter token")
	some cookie in rule.findings with input as document(["method.request.header.Cookie"], {"in": given.written("cookie"), "key": given.written("session")})
	contains(cookie.message, "asks for the cookie session")
}

test_another_parameter if {
	count(rule.findings) == 1 with input as document(["method.request.querystring.token"], {"in": given.written("query"), "key": given.written("Token")})
	count(rule.findings) == 0 with input as document(["method.request.querystring.token"], {"in": given.written("query"), "key": given.written("token")})
}

test_the_same_header_in_any_letters if {
	count(rule.findings) == 0 with input as document(["method.request.header.X-Token"], {"key": given.written("x-token")})
}

test_unused_is_the_placeholder if {
	count(rule.findings) == 0 with input as document(["method.request.header.X-Token"], {"key": given.written("Unused")})
}

test_several_sources_have_no_single_name if {
	count(rule.findings) == 0 with input as document(["method.request.header.X-Token", "context.stage"], {"key": given.written("Authorization")})
}

test_what_no_scheme_can_name_is_fine if {
	count(rule.findings) == 0 with input as document(["context.identity.sourceIp"], {"key": given.written("Authorization")})
}

test_an_http_api_is_meant_too if {
	count(rule.findings) == 1 with input as given.changed(
		document(["$request.header.X-Token"], {"key": given.written("Authorization")}),
		{"api": given.api({"protocol": given.written("HTTP")})},
	)
}

test_what_nobody_knows_is_left_alone if {
	other := {"key": given.written("Authorization")}
	every changes in [{"key": given.unknown}, object.union(other, {"in": given.unknown}), object.union(other, {"type": given.unknown}), {"key": given.unset}] {
		count(rule.findings) == 0 with input as document(["method.request.header.X-Token"], changes)
	}
	count(rule.findings) == 0 with input as document(["method.request.header."], {})
}

document(sources, scheme) := {
	"authorizer": given.authorizer({
		"kind": given.written("request"),
		"identitySources": given.texts(sources),
		"scheme": given.changed(
			{
				"name": "partner",
				"range": given.there,
				"type": given.written("apiKey"),
				"in": given.written("header"),
				"key": given.written("X-Token"),
			},
			scheme,
		),
	}),
	"api": given.api({"format": "openapi"}),
}

test_other_types_name_nothing if {
	count(rule.findings) == 0 with input as document(["method.request.header.X-Token"], {"type": given.written("http"), "key": given.written("Authorization")})
}

test_a_token_authorizer_reads_what_the_scheme_says if {
	other := document(["method.request.header.X-Token"], {"key": given.written("Authorization")})
	count(rule.findings) == 0 with input as given.changed(
		other,
		{"authorizer": given.changed(other.authorizer, {"kind": given.written("token")})},
	)
}

test_no_document_makes_a_websocket_api if {
	count(rule.findings) == 0 with input as given.changed(
		document(["route.request.header.X-Token"], {"key": given.written("Authorization")}),
		{"api": given.api({"protocol": given.written("WEBSOCKET")})},
	)
}
