package custom.gateway_response["rule-id_test"]

import data.authlint.testing as given
import data.custom.gateway_response["rule-id"] as rule

test_any_page_is_found if {
	some found in rule.findings with input as response(given.written("'*'"))
	found.range == given.here
	found.message == "response UNAUTHORIZED lets any web page read this answer"
}

test_one_page_is_fine if {
	count(rule.findings) == 0 with input as response(given.written("'https://shop.example.com'"))
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as response(given.unknown)
}

response(origin) := {
	"gateway_response": given.changed(
		given.response("UNAUTHORIZED", []),
		{"headers": given.complete([{"name": "Access-Control-Allow-Origin", "range": given.there, "value": origin}])},
	),
	"api": given.api({}),
}
