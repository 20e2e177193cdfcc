package authlint.authorizer["identity-source-missing-with-cache_test"]

import data.authlint.authorizer["identity-source-missing-with-cache"] as rule
import data.authlint.testing as given

test_a_default_cache_without_a_source_is_refused if {
	some found in rule.findings with input as rest({"ttlSeconds": given.by_default(300), "identitySources": given.unset})
	found.range == given.here
	found.severity == "error"
	found.predicts == {"deployment": "refused", "body": "Invalid request input"}
	found.message == "authorizer authorizer keeps answers for 300 s, the default, but names no identity source to keep them by"
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.written(1), "identitySources": given.unset})
}

test_an_empty_text_is_no_source if {
	count(rule.findings) == 1 with input as rest({"identitySources": given.texts([""])})
}

test_an_empty_list_is_no_source if {
	count(rule.findings) == 1 with input as rest({"identitySources": given.texts([])})
}

test_a_source_is_enough if {
	count(rule.findings) == 0 with input as rest({"identitySources": given.texts(["method.request.header.X-Token"])})
}

test_a_source_that_is_filled_in_is_enough if {
	count(rule.findings) == 0 with input as rest({"identitySources": given.by_default([given.by_default("method.request.header.Authorization")])})
}

test_without_a_cache_no_source_is_needed if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.written(0), "identitySources": given.unset})
}

test_an_unknown_time_is_left_alone if {
	count(rule.findings) == 0 with input as rest({"ttlSeconds": given.unknown, "identitySources": given.unset})
}

test_unknown_sources_are_left_alone if {
	count(rule.findings) == 0 with input as rest({"identitySources": given.unknown})
}

test_a_list_with_something_unknown_is_left_alone if {
	count(rule.findings) == 0 with input as rest({"identitySources": given.written([given.unknown])})
}

test_a_token_authorizer_is_another_matter if {
	count(rule.findings) == 0 with input as rest({"kind": given.written("token"), "identitySources": given.unset})
}

test_an_http_api_says_why_it_refuses if {
	some found in rule.findings with input as in_api(
		{"ttlSeconds": given.written(60), "identitySources": {"state": "unset", "range": given.there}},
		{"protocol": given.written("HTTP")},
	)
	found.severity == "error"
	found.predicts.body == "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)"
	{related.message | some related in found.related} == {"the answers are kept for 60 s"}
}

test_one_place_is_pointed_at_once if {
	some found in rule.findings with input as in_api({"ttlSeconds": given.by_default(300), "identitySources": given.unset}, {})
	found.related == []
}

test_a_websocket_api_keeps_nothing if {
	count(rule.findings) == 0 with input as in_api({"identitySources": given.unset}, {"protocol": given.written("WEBSOCKET")})
}

test_an_unknown_protocol_is_left_alone if {
	count(rule.findings) == 0 with input as in_api({"identitySources": given.unset}, {"protocol": given.unknown})
}

test_an_import_may_do_something_else if {
	some found in rule.findings with input as rest({"identitySources": given.unset, "scheme": {"name": "auth"}})
	found.severity == "warning"
}

test_sam_refuses_in_its_own_words if {
	some found in rule.findings with input as in_api({"identitySources": given.unset}, {"format": "sam"})
	found.severity == "error"
	found.predicts == {"deployment": "refused"}
}

test_sam_imports_http_apis if {
	some found in rule.findings with input as in_api(
		{"identitySources": given.unset},
		{"format": "sam", "protocol": given.written("HTTP")},
	)
	found.severity == "warning"
}

rest(authorizer) := in_api(authorizer, {})

in_api(authorizer, api) := {
	"authorizer": given.authorizer(given.changed({"kind": given.written("request")}, authorizer)),
	"api": given.api(api),
}
