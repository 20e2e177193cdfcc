package authlint.gateway_response["gateway-response-on-v2_test"]

import data.authlint.gateway_response["gateway-response-on-v2"] as rule
import data.authlint.testing as given

test_http_apis_have_none if {
	some found in rule.findings with input as of("HTTP", false)
	found.range == given.there
	found.severity == "error"
	found.predicts == {"deployment": "refused"}
	found.message == "response UNAUTHORIZED is for the HTTP API api, which has no gateway responses; API Gateway refuses it"
}

test_websocket_apis_have_none if {
	some found in rule.findings with input as of("WEBSOCKET", false)
	contains(found.message, "the WebSocket API api")
}

test_those_of_a_document_are_left_out if {
	some found in rule.findings with input as of("HTTP", true)
	found.severity == "warning"
	found.predicts == {}
	endswith(found.message, "callers get the stock answers")
}

test_rest_apis_have_them if {
	count(rule.findings) == 0 with input as of("REST", false)
}

test_a_protocol_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as {
		"gateway_response": given.response("UNAUTHORIZED", []),
		"api": given.api({"protocol": given.unknown}),
	}
}

of(protocol, imported) := {
	"gateway_response": given.changed(given.response("UNAUTHORIZED", []), {"imported": imported}),
	"api": given.api({"protocol": given.written(protocol)}),
}
