package authlint.gateway_response["gateway-response-unquoted-literal_test"]

import data.authlint.gateway_response["gateway-response-unquoted-literal"] as rule
import data.authlint.testing as given

test_a_star_is_no_expression if {
	some found in rule.findings with input as header(given.written("*"), {}, {})
	found.range == given.here
	found.severity == "error"
	found.message == "the value of Access-Control-Allow-Origin is * without the single quotes of a literal; API Gateway refuses it"
}

test_nor_are_these if {
	every value in ["https://shop.example.com", "true", "Content-Type,Authorization", `"*"`, "'*", "no-store"] {
		count(rule.findings) == 1 with input as header(given.written(value), {}, {})
	}
}

test_an_import_may_go_on if {
	some found in rule.findings with input as header(given.written("*"), {"imported": true}, {})
	found.severity == "warning"
}

test_quotes_and_expressions if {
	every value in ["'*'", "'https://a.example.com'", "method.request.header.Origin", "context.requestId", "stageVariables.origin", ""] {
		count(rule.findings) == 0 with input as header(given.written(value), {}, {})
	}
}

test_what_nobody_knows_is_left_alone if {
	every value in [given.unknown, given.text(["https://", given.hole("variable", "host")]), given.written("${origin}"), given.by_default("*"), given.written("<origin>")] {
		count(rule.findings) == 0 with input as header(value, {}, {})
	}
}

test_other_apis_have_no_gateway_responses_at_all if {
	count(rule.findings) == 0 with input as header(given.written("*"), {}, {"protocol": given.written("HTTP")})
}

header(value, changes, api) := {
	"gateway_response": given.changed(given.response("UNAUTHORIZED", []), object.union(
		{"headers": given.complete([{"name": "Access-Control-Allow-Origin", "range": given.there, "value": value}])},
		changes,
	)),
	"api": given.api(api),
}

test_the_quotes_come if {
	some found in rule.findings with input as header(given.written("no-store, max-age=0"), {}, {})
	found.fixes == [{
		"description": "put the value in single quotes",
		"safe": true,
		"touches": ["gatewayResponses.headers"],
		"changes": [{"at": given.here, "value": "'no-store, max-age=0'"}],
	}]
}

test_other_quotes_are_for_a_person if {
	every value in [`"*"`, "'*", "it's"] {
		some found in rule.findings with input as header(given.written(value), {}, {})
		found.fixes == []
	}
}
