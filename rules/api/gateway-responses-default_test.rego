package authlint.api["gateway-responses-default_test"]

import data.authlint.api["gateway-responses-default"] as rule
import data.authlint.testing as given

orders := given.guarded("GET", "/orders")

test_stock_answers_tell_nothing if {
	some found in rule.findings with input as rest({})
	found.range == given.there
	found.predicts.status == 401
	found.predicts.methods == ["GET /orders"]
	found.message == "REST API api customises neither UNAUTHORIZED nor ACCESS_DENIED nor DEFAULT_4XX, so that the body of a refusal does not tell why"
}

test_one_of_the_three_is_enough if {
	every type in ["UNAUTHORIZED", "ACCESS_DENIED", "DEFAULT_4XX"] {
		count(rule.findings) == 0 with input as rest({"gatewayResponses": given.complete([given.response(type, [])])})
	}
}

test_other_types_do_not_help if {
	count(rule.findings) == 1 with input as rest({"gatewayResponses": given.complete([given.response("THROTTLED", [])])})
}

test_a_header_for_browsers_is_a_sign_of_them if {
	count(rule.findings) == 0 with input as rest({"gatewayResponses": given.complete([given.response("DEFAULT_5XX", ["Access-Control-Allow-Origin"])])})
	perhaps := given.changed(given.response("DEFAULT_5XX", []), {"headers": given.incomplete([])})
	count(rule.findings) == 0 with input as rest({"gatewayResponses": given.complete([perhaps])})
}

test_a_type_nobody_knows_may_be_one_of_them if {
	every type in [given.unknown, given.written("${response_type}")] {
		response := given.changed(given.response("THROTTLED", []), {"type": type})
		count(rule.findings) == 0 with input as rest({"gatewayResponses": given.complete([response])})
	}
}

test_a_response_that_may_not_be_there_may_help if {
	response := given.changed(given.response("UNAUTHORIZED", []), {"exists": given.unknown})
	count(rule.findings) == 0 with input as rest({"gatewayResponses": given.complete([response])})
}

test_responses_may_be_elsewhere if {
	count(rule.findings) == 0 with input as rest({"gatewayResponses": given.incomplete([])})
}

test_a_user_pool_answers_the_same if {
	pool := given.changed(orders, {"authorizationType": given.written("COGNITO_USER_POOLS")})
	count(rule.findings) == 1 with input as rest({"methods": given.complete([pool])})
}

test_without_an_authorizer_nobody_is_refused if {
	count(rule.findings) == 0 with input as rest({"methods": given.complete([given.method("GET", "/orders", {})])})
}

test_a_method_that_may_not_be_there_proves_nothing if {
	perhaps := given.changed(orders, {"exists": given.unknown})
	count(rule.findings) == 0 with input as rest({"methods": given.complete([perhaps])})
}

test_a_private_api_has_callers_who_can_ask if {
	every type in [given.written("PRIVATE"), given.written("${endpoint_type}"), given.unknown] {
		count(rule.findings) == 0 with input as rest({"endpointType": type})
	}
}

test_other_endpoints if {
	every type in ["EDGE", "REGIONAL"] {
		count(rule.findings) == 1 with input as rest({"endpointType": given.written(type)})
	}
}

test_a_guarded_preflight_is_no_sign_of_browsers if {
	count(rule.findings) == 1 with input as rest({"methods": given.complete([orders, given.guarded("OPTIONS", "/orders")])})
	perhaps := given.changed(given.guarded("OPTIONS", "/orders"), {"authorizationType": given.unknown})
	count(rule.findings) == 0 with input as rest({"methods": given.complete([orders, perhaps])})
}

test_browsers_have_a_rule_of_their_own if {
	count(rule.findings) == 0 with input as rest({"methods": given.complete([orders, given.method("OPTIONS", "/orders", {})])})
}

test_http_apis_have_no_gateway_responses if {
	every protocol in [given.written("HTTP"), given.unknown] {
		count(rule.findings) == 0 with input as rest({"protocol": protocol})
	}
}

test_a_function_that_is_always_asked_denies if {
	uncached := given.authorizer({"kind": given.written("request"), "ttlSeconds": given.written(0)})
	some found in rule.findings with input as rest({"authorizers": given.complete([uncached])})
	found.predicts.status == 403
	found.predicts.methods == ["GET /orders"]
}

test_a_request_authorizer_with_a_cache_refuses_first if {
	cached := given.authorizer({"kind": given.written("request"), "ttlSeconds": given.written(300)})
	some found in rule.findings with input as rest({"authorizers": given.complete([cached])})
	found.predicts.status == 401
}

test_cors_without_a_preflight if {
	count(rule.findings) == 0 with input as rest({"cors": {"configured": given.written(true)}})
	count(rule.findings) == 0 with input as rest({"cors": {"configured": given.unknown}})
	count(rule.findings) == 1 with input as rest({"cors": {"configured": given.written(false)}})
}

test_a_document_alone_may_not_be_all if {
	some found in rule.findings with input as rest({"format": "openapi"})
	endswith(found.message, "does not tell why (in this document; whoever deploys it may add that)")
}

rest(changes) := given.about(given.api(given.changed(
	{
		"authorizers": given.complete([given.authorizer({})]),
		"methods": given.complete([orders]),
	},
	changes,
)))
