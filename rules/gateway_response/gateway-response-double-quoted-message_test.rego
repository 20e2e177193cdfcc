package authlint.gateway_response["gateway-response-double-quoted-message_test"]

import data.authlint.gateway_response["gateway-response-double-quoted-message"] as rule
import data.authlint.testing as given

quoted := given.written(`{"message":"$context.error.messageString","type":"$context.error.responseType"}`)

test_the_quotes_are_there_already if {
	some found in rule.findings with input as template("application/json", quoted, {}, {})
	found.range == given.here
	found.message == "UNAUTHORIZED puts $context.error.messageString in quotes, which it brings along; the body of the answer is no JSON"
	found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":""Unauthorized""}`}
}

test_it_may_be_that_of_a_type_nobody_knows if {
	some found in rule.findings with input as template("application/json", quoted, {"type": given.unknown}, {})
	startswith(found.message, "a gateway response puts")
	found.predicts == {}
}

test_without_quotes if {
	every text in [`{"message":$context.error.messageString}`, `{"message":"$context.error.message"}`, `{"type":"x", "message": $context.error.messageString ,"a":"b"}`] {
		count(rule.findings) == 0 with input as template("application/json", given.written(text), {}, {})
	}
}

test_other_texts_may_need_them if {
	count(rule.findings) == 0 with input as template("application/xml", given.written(`<e m="$context.error.messageString"/>`), {}, {})
}

test_a_template_nobody_knows_is_left_alone if {
	every text in [given.unknown, given.by_default(quoted.value)] {
		count(rule.findings) == 0 with input as template("application/json", text, {}, {})
	}
}

test_other_apis_have_no_gateway_responses_at_all if {
	count(rule.findings) == 0 with input as template("application/json", quoted, {}, {"protocol": given.unknown})
}

template(name, text, changes, api) := {
	"gateway_response": given.changed(given.response("UNAUTHORIZED", []), object.union(
		{"templates": given.complete([{"name": name, "range": given.there, "value": text}])},
		changes,
	)),
	"api": given.api(api),
}

test_the_quotes_go if {
	every written, piece in {
		`{"message":"$context.error.messageString"}`: `"$context.error.messageString"`,
		`{"message": " $context.error.messageString "}`: `" $context.error.messageString "`,
	} {
		some found in rule.findings with input as template("application/json", given.written(written), {}, {})
		found.fixes == [{
			"description": "take the quotes away",
			"safe": true,
			"touches": ["gatewayResponses.templates"],
			"changes": [{"at": given.here, "from": piece, "code": "$context.error.messageString"}],
		}]
	}
}

test_one_edit_does_not_mend_two if {
	twice := `{"a":"$context.error.messageString","b":"$context.error.messageString"}`
	some found in rule.findings with input as template("application/json", given.written(twice), {}, {})
	found.fixes == []
}
