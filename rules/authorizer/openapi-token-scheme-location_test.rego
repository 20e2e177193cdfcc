package authlint.authorizer["openapi-token-scheme-location_test"]

import data.authlint.authorizer["identity-source-missing"] as missing
import data.authlint.authorizer["identity-source-not-header"] as not_header
import data.authlint.authorizer["openapi-token-scheme-location"] as rule
import data.authlint.testing as given

test_a_token_in_the_query_string if {
	some found in rule.findings with input as document("token", {"in": given.written("query")})
	found.range == given.here
	found.predicts == {"methods": ["GET /orders"]}
	found.message == "security scheme session is in: query: its token authorizer takes the token from a header that the scheme names, and nothing else is documented to work"
	count(found.related) == 1
}

test_a_cookie_and_no_place_at_all if {
	some cookie in rule.findings with input as document("cognito_user_pools", {"in": given.written("cookie")})
	contains(cookie.message, "is in: cookie: its Cognito authorizer")
	some none in rule.findings with input as document("token", {"in": given.unset, "key": given.unset})
	contains(none.message, "does not say that it is in a header")
}

test_a_header_without_a_name if {
	nameless := document("token", {"key": given.unset})
	some found in rule.findings with input as nameless
	contains(found.message, "security scheme session has no name: ")
	count(missing.findings) == 0 with input as nameless
	count(not_header.findings) == 0 with input as nameless
}

test_a_header_is_fine if {
	count(rule.findings) == 0 with input as document("token", {})
}

test_a_request_authorizer_reads_its_own_sources if {
	count(rule.findings) == 0 with input as document("request", {"in": given.written("query")})
}

test_another_type_is_another_mistake if {
	count(rule.findings) == 0 with input as document("token", {"type": given.written("oauth2"), "in": given.unset})
}

test_what_nobody_knows_is_left_alone if {
	every changes in [{"in": given.unknown}, {"key": given.unknown}, {"in": given.unknown, "key": given.unset}, {"type": given.unknown, "in": given.unset}] {
		count(rule.findings) == 0 with input as document("token", changes)
	}
	count(rule.findings) == 0 with input as given.changed(
		document("token", {"in": given.written("query")}),
		{"api": given.api({"protocol": given.unknown})},
	)
}

test_authorizers_without_a_scheme_are_not_meant if {
	count(rule.findings) == 0 with input as {"authorizer": given.authorizer({}), "api": given.api({})}
}

document(kind, scheme) := {
	"authorizer": given.authorizer({
		"kind": given.written(kind),
		"identitySources": given.unset,
		"scheme": given.changed(
			{
				"name": "session",
				"range": given.there,
				"type": given.written("apiKey"),
				"in": given.written("header"),
				"key": given.written("Authorization"),
			},
			scheme,
		),
	}),
	"methods": given.complete([given.method("GET", "/orders", {})]),
	"api": given.api({"format": "openapi"}),
}

test_the_scheme_can_be_in_a_header if {
	every place in [given.written("query"), given.written("cookie"), given.unset] {
		some found in rule.findings with input as document("token", {"in": place})
		found.fixes == [{
			"description": "let the scheme be in a header",
			"safe": false,
			"touches": ["authorizers.scheme.in", "authorizers.identitySources", "schemes.in"],
			"changes": [{"at": given.there, "path": ["in"], "value": "header"}],
		}]
	}
}

test_nobody_knows_the_name_that_is_missing if {
	some found in rule.findings with input as document("token", {"key": given.unset})
	found.fixes == []
}
