package authlint.method["method-authorizer-missing_test"]

import data.authlint.method["method-authorizer-missing"] as rule
import data.authlint.testing as given

test_rest_apis_refuse_it if {
	every type in ["CUSTOM", "COGNITO_USER_POOLS"] {
		some found in rule.findings with input as method("REST", type, given.unset)
		found.range == given.here
		found.predicts.body == "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer."
		found.message == $"GET /orders has the authorization type {type}, but names no authorizer"
	}
}

test_http_apis_refuse_it if {
	some found in rule.findings with input as method("HTTP", "JWT", given.unset)
	found.predicts.body == "Setting the authorization type to JWT requires a valid JWT authorizer."
}

test_what_http_apis_say_of_custom_is_not_recorded if {
	some found in rule.findings with input as method("HTTP", "CUSTOM", given.unset)
	found.predicts == {"deployment": "refused"}
}

test_an_empty_id_is_none if {
	count(rule.findings) == 1 with input as method("REST", "CUSTOM", given.written(""))
	count(rule.findings) == 1 with input as method("REST", "CUSTOM", given.written("AWS::NoValue"))
}

test_an_authorizer_is_named if {
	count(rule.findings) == 0 with input as method("REST", "CUSTOM", given.written("aws_api_gateway_authorizer.jwt"))
}

test_an_unknown_authorizer_is_left_alone if {
	count(rule.findings) == 0 with input as method("REST", "CUSTOM", given.unknown)
}

test_other_types_need_none if {
	every type in ["NONE", "AWS_IAM"] {
		count(rule.findings) == 0 with input as method("REST", type, given.unset)
	}
}

test_an_unknown_type_is_left_alone if {
	count(rule.findings) == 0 with input as {
		"method": given.method("GET", "/orders", {"authorizationType": given.unknown, "authorizer": given.unset}),
		"api": given.api({}),
	}
}

test_of_a_websocket_api_connect_alone_may_be_guarded if {
	every pair in [["$connect", 1], ["send", 0]] {
		[key, expected] := pair
		route := {"verb": given.unset, "routeKey": given.written(key), "authorizationType": given.written("CUSTOM")}
		count(rule.findings) == expected with input as {
			"method": given.method("GET", "/", route),
			"api": given.api({"protocol": given.written("WEBSOCKET")}),
		}
	}
}

test_a_verb_is_one_of_an_api_that_can_be_guarded if {
	some found in rule.findings with input as given.changed(method("REST", "CUSTOM", given.unset), {"api": given.api({"protocol": given.unknown})})
	found.predicts == {"deployment": "refused"}
}

test_jwt_is_of_http_apis if {
	route := {"verb": given.unset, "routeKey": given.written("$default"), "authorizationType": given.written("JWT")}
	count(rule.findings) == 1 with input as {"method": given.method("GET", "/", route), "api": given.api({"protocol": given.unknown})}
}

method(protocol, type, authorizer) := {
	"method": given.method("GET", "/orders", {"authorizationType": given.written(type), "authorizer": authorizer}),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_a_rest_api_refuses_a_type_that_it_does_not_have if {
	some found in rule.findings with input as method("REST", "JWT", given.unset)
	found.predicts.deployment == "refused"
}

test_a_key_of_a_websocket_route_may_look_like_a_verb if {
	count(rule.findings) == 0 with input as method("WEBSOCKET", "CUSTOM", given.unset)
}

test_a_websocket_api_takes_no_jwt_either if {
	route := {"verb": given.unset, "routeKey": given.written("send"), "authorizationType": given.written("JWT")}
	count(rule.findings) == 0 with input as {"method": given.method("GET", "/", route), "api": given.api({"protocol": given.written("WEBSOCKET")})}
}

test_a_route_key_alone_may_be_one_of_a_websocket_api if {
	route := {"verb": given.unset, "routeKey": given.written("send"), "authorizationType": given.written("CUSTOM")}
	count(rule.findings) == 0 with input as {"method": given.method("GET", "/", route), "api": given.api({"protocol": given.unknown})}
}
