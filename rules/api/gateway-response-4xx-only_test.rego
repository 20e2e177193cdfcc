package authlint.api["gateway-response-4xx-only_test"]

import data.authlint.api["gateway-response-4xx-only"] as rule
import data.authlint.testing as given

orders := given.guarded("GET", "/orders")

header := "Access-Control-Allow-Origin"

lending := given.changed(given.response("DEFAULT_4XX", [header]), {"range": given.here})

test_the_500_of_an_authorizer_is_hidden if {
	some found in rule.findings with input as responses([lending])
	found.range == given.here
	found.message == "DEFAULT_4XX has Access-Control-Allow-Origin, but nothing lends it to the 500 of an authorizer that fails, so that browsers report a CORS error in its place"
	found.predicts == {"status": 500, "responseType": "AUTHORIZER_CONFIGURATION_ERROR", "body": `{"message":null}`, "methods": ["GET /orders"]}
}

test_a_default_without_the_header_does_not_help if {
	count(rule.findings) == 1 with input as responses([lending, given.response("DEFAULT_5XX", ["X-Reason"])])
}

test_nor_does_the_header_of_another_refusal if {
	count(rule.findings) == 1 with input as responses([lending, given.response("UNAUTHORIZED", [header])])
}

test_both_defaults_have_it if {
	count(rule.findings) == 0 with input as responses([lending, given.response("DEFAULT_5XX", [header])])
}

test_the_answer_itself_has_it if {
	count(rule.findings) == 0 with input as responses([lending, given.response("AUTHORIZER_CONFIGURATION_ERROR", [header])])
}

test_neither_default_has_it if {
	count(rule.findings) == 0 with input as responses([given.response("DEFAULT_4XX", [])])
}

test_what_nobody_knows_may_help if {
	full := given.response("DEFAULT_5XX", [header])
	every other in [
		given.changed(full, {"type": given.unknown}),
		given.changed(full, {"type": given.written("${type}")}),
		given.changed(full, {"exists": given.unknown}),
		given.changed(full, {"headers": given.incomplete([])}),
	] {
		count(rule.findings) == 0 with input as responses([lending, other])
	}
}

test_what_nobody_knows_lends_nothing if {
	count(rule.findings) == 0 with input as responses([given.changed(lending, {"exists": given.unknown})])
	count(rule.findings) == 0 with input as responses([given.changed(lending, {"type": given.unknown})])
}

test_responses_may_be_elsewhere if {
	count(rule.findings) == 0 with input as rest({"gatewayResponses": given.incomplete([lending])})
}

test_a_user_pool_has_no_function_that_fails if {
	pool := given.changed(orders, {"authorizationType": given.written("COGNITO_USER_POOLS")})
	count(rule.findings) == 0 with input as rest({"methods": given.complete([pool]), "gatewayResponses": given.complete([lending])})
}

test_without_an_authorizer_nothing_fails if {
	count(rule.findings) == 0 with input as rest({
		"methods": given.complete([given.method("GET", "/orders", {})]),
		"gatewayResponses": given.complete([lending]),
	})
}

test_other_apis_have_no_gateway_responses_at_all if {
	count(rule.findings) == 0 with input as rest({"protocol": given.written("HTTP"), "gatewayResponses": given.complete([lending])})
}

responses(items) := rest({"gatewayResponses": given.complete(items)})

rest(changes) := given.about(given.api(given.changed({"methods": given.complete([orders])}, changes)))

test_an_authorizer_that_fails_has_two_types if {
	count(rule.findings) == 0 with input as responses([lending, given.response("AUTHORIZER_FAILURE", [header])])
}

test_the_header_may_be_one_of_several if {
	count(rule.findings) == 0 with input as responses([lending, given.response("DEFAULT_5XX", ["X-Reason", header])])
}

test_a_default_with_another_header_lends_nothing if {
	count(rule.findings) == 0 with input as responses([given.response("DEFAULT_4XX", ["X-Reason"])])
}

star := given.changed(given.response("DEFAULT_4XX", []), {"headers": given.complete([{
	"name": header,
	"range": given.there,
	"value": {"state": "written", "value": "'*'", "range": {"file": "main.tf", "start": 0, "end": 5}},
}])})

bare := given.changed(given.response("DEFAULT_5XX", []), {"range": given.here})

test_the_other_default_gets_it_as_well if {
	some found in rule.findings with input as responses([star, given.response("DEFAULT_3XX", []), bare])
	found.fixes == [{
		"description": "send the header with DEFAULT_5XX, too",
		"safe": true,
		"touches": ["gatewayResponses"],
		"changes": [{"at": given.here, "path": ["response_parameters", $"gatewayresponse.header.{header}"], "value": "'*'"}],
	}]
}

test_sam_makes_the_other_default if {
	some found in rule.findings with input as rest({"format": "sam", "range": given.here, "gatewayResponses": given.complete([star])})
	some written in found.fixes
	written.changes == [{
		"at": given.here,
		"path": ["Properties", "GatewayResponses", "DEFAULT_5XX", "ResponseParameters", "Headers", header],
		"value": "'*'",
	}]
	some other in rule.findings with input as rest({"format": "sam", "gatewayResponses": given.complete([star, bare])})
	[once] := other.fixes
	once.changes == [{"at": given.here, "path": ["ResponseParameters", "Headers", header], "value": "'*'"}]
}

test_elsewhere_it_would_have_to_be_made if {
	every changes in [{}, {"format": "sam", "definition": {"body": true}}] {
		some found in rule.findings with input as rest(given.changed({"gatewayResponses": given.complete([star])}, changes))
		found.fixes == []
	}
}

test_what_an_expression_makes_is_not_written_a_second_time if {
	some found in rule.findings with input as responses([lending, bare])
	found.fixes == []
}
