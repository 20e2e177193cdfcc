package authlint.method["method-authorizer-ignored_test"]

import data.authlint.method["method-authorizer-ignored"] as rule
import data.authlint.testing as given

test_a_rest_method_is_open if {
	some found in rule.findings with input as method("REST", "POST", {})
	found.range == given.here
	found.severity == "error"
	found.predicts == {"exposure": "public", "methods": ["POST /orders"]}
	found.message == "POST /orders names authorizer aws_api_gateway_authorizer.jwt, but has the authorization type NONE: API Gateway does not ask it"
}

test_a_route_is_open_or_refused if {
	some found in rule.findings with input as method("HTTP", "POST", {"authorizationType": given.by_default("NONE")})
	found.range == given.here
	found.severity == "error"
	endswith(found.message, "NONE: the deployment is refused, or the route is open")
}

test_iam_does_not_ask_it_either if {
	some found in rule.findings with input as method("REST", "POST", {"authorizationType": given.written("AWS_IAM")})
	found.severity == "warning"
	found.predicts.responseType == "MISSING_AUTHENTICATION_TOKEN"
	endswith(found.message, "AWS_IAM: calls have to be signed, and the authorizer is not asked")
	some other in rule.findings with input as given.changed(
		method("REST", "POST", {"authorizationType": given.written("AWS_IAM")}),
		{"api": given.api({"protocol": given.unknown})},
	)
	other.predicts == {"status": 403, "methods": ["POST /orders"]}
}

test_an_api_key_is_still_asked_for if {
	every key in [given.written(true), given.unknown] {
		some found in rule.findings with input as method("REST", "POST", {"apiKeyRequired": key})
		found.predicts.exposure == "wider"
	}
}

test_a_type_that_fits if {
	count(rule.findings) == 0 with input as method("REST", "POST", {"authorizationType": given.written("CUSTOM")})
}

test_a_type_nobody_knows_is_left_alone if {
	every type in [given.unknown, given.unset] {
		count(rule.findings) == 0 with input as method("REST", "POST", {"authorizationType": type})
	}
}

test_any_type_that_it_can_be_ignores_it if {
	some found in rule.findings with input as method("REST", "POST", {"authorizationType": given.changed(given.unknown, {"oneOf": ["NONE", "AWS_IAM"]})})
	found.severity == "warning"
	found.predicts.exposure == "wider"
	endswith(found.message, "has the authorization type AWS_IAM or NONE: the authorizer is not asked")
}

test_one_type_that_asks_it_is_enough if {
	every types in [["NONE", "CUSTOM"], []] {
		count(rule.findings) == 0 with input as method("REST", "POST", {"authorizationType": given.changed(given.unknown, {"oneOf": types})})
	}
}

test_no_authorizer_to_ignore if {
	every authorizer in [given.unset, given.written(""), given.written("AWS::NoValue")] {
		count(rule.findings) == 0 with input as object.remove(method("REST", "POST", {"authorizer": authorizer}), {"authorizer"})
	}
}

test_an_authorizer_out_of_view_has_an_id if {
	count(rule.findings) == 1 with input as object.remove(method("REST", "POST", {"authorizer": given.written("a1b2c3")}), {"authorizer"})
}

test_an_authorizer_that_may_be_null_is_left_alone if {
	count(rule.findings) == 0 with input as method("REST", "POST", {"authorizer": given.text([given.hole("variable", "var.authorizer_id")])})
}

test_a_preflight_has_to_be_open if {
	count(rule.findings) == 0 with input as method("REST", "OPTIONS", {})
}

test_a_verb_nobody_knows_may_be_a_preflight if {
	count(rule.findings) == 0 with input as method("REST", "POST", {"verb": given.unknown})
}

test_the_default_route_has_no_verb if {
	count(rule.findings) == 1 with input as method(
		"HTTP", "ANY",
		{"verb": given.unset, "routeKey": given.written("$default"), "label": "$default"},
	)
}

test_of_a_websocket_api_only_connect_counts if {
	count(rule.findings) == 1 with input as method("WEBSOCKET", "", {"verb": given.unset, "routeKey": given.written("$connect")})
	count(rule.findings) == 0 with input as method("WEBSOCKET", "", {"verb": given.unset, "routeKey": given.written("$disconnect")})
}

test_a_verb_is_enough_where_the_protocol_is_not_known if {
	some found in rule.findings with input as given.changed(method("REST", "POST", {}), {"api": given.api({"protocol": given.unknown})})
	found.predicts.exposure == "public"
}

method(protocol, verb, changes) := {
	"method": given.changed(
		given.method(verb, "/orders", {
			"authorizationType": given.written("NONE"),
			"authorizer": given.written("aws_api_gateway_authorizer.jwt"),
		}),
		changes,
	),
	"authorizer": given.authorizer({}),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_the_only_type_that_it_can_be_ignores_it if {
	count(rule.findings) == 1 with input as method("REST", "POST", {"authorizationType": given.changed(given.unknown, {"oneOf": ["NONE"]})})
}

test_only_http_apis_have_a_default_route_that_can_be_guarded if {
	count(rule.findings) == 0 with input as method("WEBSOCKET", "", {"verb": given.unset, "routeKey": given.written("$default")})
	count(rule.findings) == 0 with input as method("HTTP", "OPTIONS", {})
}

test_the_authorizer_is_asked_instead if {
	every row in [
		["REST", "token", "CUSTOM"],
		["HTTP", "request", "CUSTOM"],
		["REST", "cognito_user_pools", "COGNITO_USER_POOLS"],
		["HTTP", "jwt", "JWT"],
	] {
		[protocol, kind, type] := row
		some found in rule.findings with input as given.changed(
			method(protocol, "POST", {}),
			{"authorizer": given.authorizer({"kind": given.written(kind)})},
		)
		found.fixes == [{
			"description": $"set the type to {type}, so that the authorizer is asked",
			"safe": false,
			"touches": ["methods.authorizationType"],
			"changes": [{"at": given.here, "value": type}],
		}]
	}
}

test_a_type_that_is_not_written_comes if {
	every row in [
		["REST", "terraform", ["authorization"]],
		["HTTP", "terraform", ["authorization_type"]],
		["WEBSOCKET", "terraform", ["authorization_type"]],
		["HTTP", "cloudformation", ["Properties", "AuthorizationType"]],
	] {
		[protocol, format, path] := row
		some found in rule.findings with input as given.changed(
			method(protocol, "POST", {"authorizationType": given.by_default("NONE"), "routeKey": given.written("$connect")}),
			{"api": given.api({"protocol": given.written(protocol), "format": format})},
		)
		some written in found.fixes
		written.changes == [{"at": given.there, "path": path, "value": "CUSTOM"}]
	}
}

test_nobody_knows_which_type_asks_it if {
	every about in [
		object.remove(method("REST", "POST", {"authorizer": given.written("a1b2c3")}), {"authorizer"}),
		given.changed(method("REST", "POST", {}), {"authorizer": given.authorizer({"kind": given.unknown})}),
		method("REST", "POST", {"authorizationType": given.changed(given.unknown, {"oneOf": ["NONE"]})}),
	] {
		some found in rule.findings with input as about
		found.fixes == []
	}
}
