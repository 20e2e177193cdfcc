package authlint.gateway_response["gateway-response-default-status_test"]

import data.authlint.gateway_response["gateway-response-default-status"] as rule
import data.authlint.testing as given

test_everything_becomes_400 if {
	some found in rule.findings with input as answer("DEFAULT_4XX", given.written("400"), {})
	found.range == given.here
	found.severity == "warning"
	found.predicts == {"status": 400}
	found.message == "DEFAULT_4XX has the status 400, so that every answer without a response of its own (400, 401, 403, 404, 413, 415 and 429) becomes 400"
}

test_errors_of_the_server_that_look_like_success if {
	some found in rule.findings with input as answer("DEFAULT_5XX", given.written("200"), {})
	found.severity == "warning"
}

test_one_error_of_the_server_is_like_another if {
	some found in rule.findings with input as answer("DEFAULT_5XX", given.written("500"), {})
	found.severity == "note"
	contains(found.message, "without a response of its own (500 and 504) becomes 500")
}

test_each_keeps_its_own if {
	every status in [given.unset, given.unknown, given.by_default("400")] {
		count(rule.findings) == 0 with input as answer("DEFAULT_4XX", status, {})
	}
}

test_what_is_no_status_has_a_rule_of_its_own if {
	count(rule.findings) == 0 with input as answer("DEFAULT_4XX", given.written("4XX"), {})
}

test_the_status_of_one_answer if {
	count(rule.findings) == 0 with input as answer("UNAUTHORIZED", given.written("403"), {})
}

test_other_apis_have_no_gateway_responses_at_all if {
	count(rule.findings) == 0 with input as answer("DEFAULT_4XX", given.written("400"), {"protocol": given.unknown})
}

answer(type, status, api) := {
	"gateway_response": given.changed(given.response(type, []), {"statusCode": status}),
	"api": given.api(api),
}
