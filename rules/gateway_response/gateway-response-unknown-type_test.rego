package authlint.gateway_response["gateway-response-unknown-type_test"]

import data.authlint.gateway_response["gateway-response-unknown-type"] as rule
import data.authlint.testing as given

test_there_is_no_such_type if {
	some found in rule.findings with input as typed(given.written("UNAUTHORISED"), {}, {})
	found.range == given.here
	found.severity == "error"
	found.predicts == {"deployment": "refused"}
	found.message == `"UNAUTHORISED" is no type of gateway response; API Gateway refuses it`
}

test_the_case_matters if {
	some found in rule.findings with input as typed(given.written("default_4xx"), {}, {})
	found.message == `"default_4xx" is no type of gateway response (DEFAULT_4XX is); API Gateway refuses it`
}

test_an_import_may_go_on if {
	some found in rule.findings with input as typed(given.written("FORBIDDEN"), {"imported": true}, {})
	found.severity == "warning"
}

test_there_is_such_a_type if {
	every type in ["DEFAULT_4XX", "WAF_FILTERED", "UNAUTHORIZED"] {
		count(rule.findings) == 0 with input as typed(given.written(type), {}, {})
	}
}

test_a_type_nobody_knows_is_left_alone if {
	every type in [given.unknown, given.written("${response_type}"), given.by_default("FORBIDDEN")] {
		count(rule.findings) == 0 with input as typed(type, {}, {})
	}
}

test_other_apis_have_no_gateway_responses_at_all if {
	every protocol in [given.written("HTTP"), given.unknown] {
		count(rule.findings) == 0 with input as typed(given.written("FORBIDDEN"), {}, {"protocol": protocol})
	}
}

typed(type, changes, api) := {
	"gateway_response": given.changed(given.response("", []), object.union({"type": type}, changes)),
	"api": given.api(api),
}

test_only_the_case_can_be_put_right if {
	some found in rule.findings with input as typed(given.written("default_4xx"), {}, {})
	found.fixes == [{
		"description": "write DEFAULT_4XX",
		"safe": true,
		"touches": ["gatewayResponses.type"],
		"changes": [{"at": given.here, "value": "DEFAULT_4XX"}],
	}]
	some other in rule.findings with input as typed(given.written("UNAUTHORISED"), {}, {})
	other.fixes == []
}
