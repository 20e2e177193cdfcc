package authlint.authorizer["authorizer-kind-not-supported_test"]

import data.authlint.authorizer["authorizer-kind-not-supported"] as rule
import data.authlint.testing as given

test_a_websocket_api_has_one_kind if {
	every kind in ["jwt", "token", "cognito_user_pools"] {
		some found in rule.findings with input as authorizer("WEBSOCKET", kind)
		found.range == given.here
		found.severity == "error"
		found.predicts.body == "Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis"
		found.message == $"authorizer authorizer is of the kind {kind}; WebSocket APIs have request only"
	}
}

test_an_http_api_has_no_user_pools if {
	every kind in ["token", "cognito_user_pools"] {
		some found in rule.findings with input as authorizer("HTTP", kind)
		found.predicts == {"deployment": "refused"}
		endswith(found.message, "HTTP APIs have jwt, request only")
	}
}

test_a_rest_api_has_no_jwt if {
	some found in rule.findings with input as authorizer("REST", "jwt")
	endswith(found.message, "REST APIs have cognito_user_pools, request, token only")
}

test_a_misspelled_kind_is_none if {
	every kind in ["cognito_user_pool", "cognito-user-pools", "lambda"] {
		count(rule.findings) == 1 with input as authorizer("REST", kind)
	}
}

test_an_import_is_not_recorded if {
	some found in rule.findings with input as given.changed(
		authorizer("REST", "jwt"),
		{"authorizer": given.authorizer({"kind": given.written("jwt"), "scheme": {"name": "login"}})},
	)
	found.severity == "warning"
}

test_each_api_has_its_own if {
	every pair in [["REST", "token"], ["REST", "request"], ["REST", "cognito_user_pools"], ["HTTP", "request"], ["HTTP", "jwt"], ["WEBSOCKET", "request"]] {
		count(rule.findings) == 0 with input as authorizer(pair[0], pair[1])
	}
}

test_a_placeholder_is_no_kind if {
	every kind in ["${authorizer_type}", ""] {
		count(rule.findings) == 0 with input as authorizer("REST", kind)
	}
}

test_what_nobody_knows_is_left_alone if {
	fine := authorizer("REST", "jwt")
	count(rule.findings) == 0 with input as given.changed(fine, {"authorizer": given.authorizer({"kind": given.unknown})})
	count(rule.findings) == 0 with input as given.changed(fine, {"authorizer": given.authorizer({"kind": given.unset})})
	count(rule.findings) == 0 with input as given.changed(fine, {"api": given.api({"protocol": given.unknown})})
}

authorizer(protocol, kind) := {
	"authorizer": given.authorizer({"kind": given.written(kind)}),
	"api": given.api({"protocol": given.written(protocol)}),
}
