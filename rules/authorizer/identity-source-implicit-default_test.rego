package authlint.authorizer["identity-source-implicit-default_test"]

import data.authlint.authorizer["identity-source-implicit-default"] as rule
import data.authlint.testing as given

test_terraform_fills_in_the_header if {
	some found in rule.findings with input as terraform({})
	found.range == given.here
	found.predicts.status == 401
	found.predicts.methods == ["GET /orders"]
}

test_a_written_source_is_a_choice if {
	count(rule.findings) == 0 with input as terraform({"identitySources": given.texts(["method.request.header.Authorization"])})
}

test_unknown_sources_are_left_alone if {
	count(rule.findings) == 0 with input as terraform({"identitySources": given.unknown})
}

test_without_a_cache_nothing_is_demanded if {
	count(rule.findings) == 0 with input as terraform({"ttlSeconds": given.written(0)})
}

test_an_unknown_time_is_left_alone if {
	count(rule.findings) == 0 with input as terraform({"ttlSeconds": given.unknown})
}

test_a_token_authorizer_wants_that_header if {
	count(rule.findings) == 0 with input as terraform({"kind": given.written("token")})
}

test_an_unknown_kind_is_left_alone if {
	count(rule.findings) == 0 with input as terraform({"kind": given.unknown})
}

test_http_apis_get_no_such_default if {
	count(rule.findings) == 0 with input as given.changed(terraform({}), {"api": given.api({"protocol": given.written("HTTP")})})
}

test_only_terraform_fills_it_in if {
	count(rule.findings) == 0 with input as given.changed(terraform({}), {"api": given.api({"format": "cloudformation"})})
}

terraform(authorizer) := {
	"authorizer": given.authorizer(given.changed(
		{
			"kind": given.written("request"),
			"identitySources": given.by_default([given.by_default("method.request.header.Authorization")]),
		},
		authorizer,
	)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as terraform({"ttlSeconds": given.written(1)})
}
