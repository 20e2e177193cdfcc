package authlint.api["gateway-response-missing-cors_test"]

import data.authlint.api["gateway-response-missing-cors"] as rule
import data.authlint.testing as given

orders := given.guarded("GET", "/orders")

preflight := given.method("OPTIONS", "/orders", {})

header := "Access-Control-Allow-Origin"

test_browsers_see_a_cors_error if {
	some found in rule.findings with input as rest({})
	found.range == given.there
	found.predicts.status == 401
	found.predicts.methods == ["GET /orders"]
	found.message == "REST API api sends no Access-Control-Allow-Origin with ACCESS_DENIED and UNAUTHORIZED, so that browsers report a CORS error in place of the refusal"
	{related.message | some related in found.related} == {"OPTIONS /orders answers preflights"}
}

test_the_default_lends_the_header if {
	count(rule.findings) == 0 with input as responses([given.response("DEFAULT_4XX", [header])])
}

test_the_letters_of_a_header_have_no_case if {
	count(rule.findings) == 0 with input as responses([given.response("DEFAULT_4XX", ["access-control-allow-origin"])])
}

test_each_type_may_have_its_own if {
	count(rule.findings) == 0 with input as responses([
		given.response("UNAUTHORIZED", [header]),
		given.response("ACCESS_DENIED", [header]),
	])
}

test_one_of_two_is_not_enough if {
	some found in rule.findings with input as responses([given.response("UNAUTHORIZED", [header])])
	contains(found.message, "with ACCESS_DENIED, so")
}

test_a_response_without_the_header_does_not_help if {
	some found in rule.findings with input as responses([given.response("DEFAULT_4XX", ["X-Reason"])])
	contains(found.message, "with ACCESS_DENIED and UNAUTHORIZED, so")
}

test_the_header_of_another_type_is_a_sign_but_no_help if {
	some found in rule.findings with input as rest({
		"methods": given.complete([orders]),
		"gatewayResponses": given.complete([given.response("DEFAULT_5XX", [header])]),
	})
	{related.message | some related in found.related} == {"DEFAULT_5XX has the header"}
}

test_headers_that_nobody_knows_may_help if {
	response := given.changed(given.response("DEFAULT_4XX", []), {"headers": given.incomplete([])})
	count(rule.findings) == 0 with input as responses([response])
}

test_a_type_that_nobody_knows_may_help if {
	every type in [given.unknown, given.written("${response_type}")] {
		response := given.changed(given.response("DEFAULT_4XX", [header]), {"type": type})
		count(rule.findings) == 0 with input as responses([response])
	}
}

test_a_response_that_may_not_be_there_may_help if {
	response := given.changed(given.response("DEFAULT_4XX", [header]), {"exists": given.unknown})
	count(rule.findings) == 0 with input as responses([response])
}

test_responses_may_be_elsewhere if {
	count(rule.findings) == 0 with input as rest({"gatewayResponses": given.incomplete([])})
}

test_without_browsers_nobody_minds if {
	count(rule.findings) == 0 with input as rest({"methods": given.complete([orders])})
}

test_a_preflight_that_may_not_be_there_is_no_sign if {
	perhaps := given.changed(preflight, {"exists": given.unknown})
	count(rule.findings) == 0 with input as rest({"methods": given.complete([orders, perhaps])})
}

test_a_guarded_preflight_has_a_rule_of_its_own if {
	count(rule.findings) == 0 with input as rest({"methods": given.complete([orders, given.guarded("OPTIONS", "/orders")])})
}

test_cors_of_sam_is_a_sign if {
	some found in rule.findings with input as rest({
		"methods": given.complete([orders]),
		"cors": {"configured": given.written(true)},
	})
	{related.message | some related in found.related} == {"CORS is set up here"}
}

test_unknown_cors_is_no_sign if {
	count(rule.findings) == 0 with input as rest({
		"methods": given.complete([orders]),
		"cors": {"configured": given.unknown},
	})
}

test_a_user_pool_denies_nothing if {
	pool := given.changed(orders, {"authorizationType": given.written("COGNITO_USER_POOLS")})
	some found in rule.findings with input as rest({"methods": given.complete([pool, preflight])})
	contains(found.message, "with UNAUTHORIZED, so")
}

test_without_an_authorizer_nobody_is_refused if {
	count(rule.findings) == 0 with input as rest({"methods": given.complete([given.method("GET", "/orders", {}), preflight])})
}

test_http_apis_have_no_gateway_responses if {
	every protocol in [given.written("HTTP"), given.unknown] {
		count(rule.findings) == 0 with input as rest({"protocol": protocol})
	}
}

responses(items) := rest({"gatewayResponses": given.complete(items)})

test_a_request_authorizer_with_a_cache_refuses_first if {
	cached := given.authorizer({"kind": given.written("request"), "ttlSeconds": given.written(300)})
	some found in rule.findings with input as rest({"authorizers": given.complete([cached])})
	found.predicts.status == 401
}

test_a_document_alone_may_not_be_all if {
	some found in rule.findings with input as rest({"format": "openapi"})
	found.severity == "note"
	endswith(found.message, "(in this document; whoever deploys it may add that)")
}

test_elsewhere_it_is_a_warning if {
	some found in rule.findings with input as rest({"format": "sam"})
	found.severity == "warning"
}

rest(changes) := given.about(given.api(given.changed(
	{
		"authorizers": given.complete([given.authorizer({})]),
		"methods": given.complete([orders, preflight]),
	},
	changes,
)))

test_a_response_is_a_sign_only_with_the_header_and_for_sure if {
	every response in [
		given.changed(given.response("DEFAULT_5XX", [header]), {"exists": given.unknown}),
		given.response("DEFAULT_5XX", ["X-Reason"]),
	] {
		count(rule.findings) == 0 with input as rest({
			"methods": given.complete([orders]),
			"gatewayResponses": given.complete([response]),
		})
	}
}

test_the_default_gets_the_header if {
	every row in [
		["terraform", ["response_parameters", "gatewayresponse.header.Access-Control-Allow-Origin"]],
		["cloudformation", ["Properties", "ResponseParameters", "gatewayresponse.header.Access-Control-Allow-Origin"]],
	] {
		[format, path] := row
		fallback := given.changed(given.response("DEFAULT_4XX", []), {"range": given.here})
		other := given.response("DEFAULT_5XX", [])
		some found in rule.findings with input as rest({"format": format, "gatewayResponses": given.complete([other, fallback])})
		found.fixes == [{
			"description": "send Access-Control-Allow-Origin: * with DEFAULT_4XX",
			"safe": false,
			"touches": ["gatewayResponses"],
			"changes": [{"at": given.here, "path": path, "value": "'*'"}],
		}]
	}
}

test_sam_gets_a_default_with_the_header if {
	some found in rule.findings with input as rest({"format": "sam", "range": given.here})
	some written in found.fixes
	written.changes == [{
		"at": given.here,
		"path": ["Properties", "GatewayResponses", "DEFAULT_4XX", "ResponseParameters", "Headers", "Access-Control-Allow-Origin"],
		"value": "'*'",
	}]
}

test_elsewhere_a_response_would_have_to_be_made if {
	every changes in [{}, {"format": "cloudformation"}, {"format": "openapi"}, {"format": "sam", "definition": {"body": true}}] {
		some found in rule.findings with input as rest(changes)
		found.fixes == []
	}
}
