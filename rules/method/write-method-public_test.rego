package authlint.method["write-method-public_test"]

import data.authlint.method["write-method-public"] as rule
import data.authlint.testing as given

test_anyone_can_write if {
	every verb in ["POST", "PUT", "PATCH", "DELETE"] {
		some found in rule.findings with input as rest(verb, "/orders", {})
		found.range == given.here
		found.severity == "warning"
		found.predicts == {"exposure": "public", "methods": [$"{verb} /orders"]}
	}
}

test_the_message_names_the_authorizer if {
	some found in rule.findings with input as rest("POST", "/orders", {})
	found.message == "POST /orders asks for no authorization, although the API has the authorizer authorizer"
}

test_reading_is_not_writing if {
	every verb in ["GET", "HEAD", "OPTIONS", "ANY"] {
		count(rule.findings) == 0 with input as rest(verb, "/orders", {})
	}
}

test_some_paths_have_to_be_open if {
	every path in [
		"/login", "/auth/sign-in", "/oauth2/token", "/webhooks/{provider}", "/callback", "/users/signup",
		"/accounts/register", "/health", "/forgotPassword", "/auth",
	] {
		some found in rule.findings with input as rest("POST", path, {})
		found.severity == "note"
	}
}

test_other_paths_only_look_like_them if {
	every path in ["/authors", "/healthcare/patients", "/registry/items"] {
		some found in rule.findings with input as rest("POST", path, {})
		found.severity == "warning"
	}
}

test_an_unknown_path_is_a_note if {
	some found in rule.findings with input as rest("POST", "/orders", {"path": given.unknown})
	found.severity == "note"
}

test_an_authorizer_guards_it if {
	count(rule.findings) == 0 with input as rest("POST", "/orders", {"authorizationType": given.written("CUSTOM")})
}

test_an_unknown_type_is_left_alone if {
	every type in [given.unknown, given.unset] {
		count(rule.findings) == 0 with input as rest("POST", "/orders", {"authorizationType": type})
	}
}

test_an_unknown_verb_is_left_alone if {
	count(rule.findings) == 0 with input as rest("POST", "/orders", {"verb": given.unknown})
}

test_a_key_is_demanded if {
	every key in [given.written(true), given.unknown] {
		count(rule.findings) == 0 with input as rest("POST", "/orders", {"apiKeyRequired": key})
	}
}

test_http_apis_have_no_keys if {
	count(rule.findings) == 1 with input as api("HTTP", {}, {"apiKeyRequired": given.unset})
}

test_a_variant_that_may_not_be_there_is_left_alone if {
	count(rule.findings) == 0 with input as rest("POST", "/orders", {"exists": given.unknown})
}

test_an_api_without_authorizer_is_public_on_purpose if {
	every authorizers in [given.complete([]), given.complete([given.authorizer({"exists": given.unknown})])] {
		count(rule.findings) == 0 with input as api("REST", {"authorizers": authorizers}, {})
	}
}

test_a_resource_policy_may_guard_it if {
	every policy in [given.written({"statements": given.complete([])}), given.unknown] {
		count(rule.findings) == 0 with input as api("REST", {"resourcePolicy": policy}, {})
	}
}

test_a_private_api_is_not_open if {
	every type in [given.written("PRIVATE"), given.written("${endpoint_type}"), given.unknown] {
		count(rule.findings) == 0 with input as api("REST", {"endpointType": type}, {})
	}
}

test_a_regional_api_is_open if {
	count(rule.findings) == 1 with input as api("REST", {"endpointType": given.written("REGIONAL")}, {})
}

test_a_document_alone_may_not_be_all if {
	some found in rule.findings with input as api("REST", {"format": "openapi"}, {})
	found.predicts.exposure == "wider"
	endswith(found.message, "(in this document; whoever deploys it may add that)")
}

test_nothing_keeps_callers_out_of_the_document_of_an_http_api if {
	some found in rule.findings with input as api("HTTP", {"format": "openapi"}, {})
	found.predicts.exposure == "public"
	endswith(found.message, "the authorizer authorizer")
}

test_http_apis_have_neither_policy_nor_private_endpoints if {
	count(rule.findings) == 1 with input as api("HTTP", {"resourcePolicy": given.unknown, "endpointType": given.unknown}, {})
}

test_websocket_routes_are_guarded_by_connect if {
	count(rule.findings) == 0 with input as api("WEBSOCKET", {}, {})
}

test_an_unknown_protocol_is_left_alone if {
	count(rule.findings) == 0 with input as given.changed(rest("POST", "/orders", {}), {"api": given.api({"protocol": given.unknown})})
}

test_an_authorizer_that_is_ignored_is_another_mistake if {
	every authorizer in [given.written("authorizer"), given.unknown] {
		count(rule.findings) == 0 with input as rest("POST", "/orders", {"authorizer": authorizer})
	}
}

test_a_scheme_that_api_gateway_ignores_is_another_mistake if {
	count(rule.findings) == 0 with input as rest("POST", "/orders", {"requirements": [given.requirement("bearer")]})
}

test_a_document_that_asks_for_nothing_is_another_mistake if {
	open := rest("POST", "/orders", {"unsecured": true})
	count(rule.findings) == 0 with input as open
	count(rule.findings) == 1 with input as given.changed(open, {"protected": given.guarded("GET", "/orders")})
}

rest(verb, path, changes) := {
	"method": given.method(verb, path, given.changed({"authorizationType": given.written("NONE")}, changes)),
	"api": given.api({"authorizers": given.complete([given.authorizer({})])}),
}

api(protocol, changes, method) := given.changed(
	rest("POST", "/orders", method),
	{"api": given.api(given.changed(
		{"protocol": given.written(protocol), "authorizers": given.complete([given.authorizer({})])},
		changes,
	))},
)
