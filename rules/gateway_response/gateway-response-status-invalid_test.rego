package authlint.gateway_response["gateway-response-status-invalid_test"]

import data.authlint.gateway_response["gateway-response-status-invalid"] as rule
import data.authlint.testing as given

test_a_class_is_no_status if {
	some found in rule.findings with input as status(given.written("4XX"), {}, {})
	found.range == given.here
	found.severity == "error"
	found.message == `the status of UNAUTHORIZED is "4XX", which is not three digits from 100 to 599; API Gateway refuses it`
}

test_there_is_no_600 if {
	every code in ["600", "40", "4031"] {
		count(rule.findings) == 1 with input as status(given.written(code), {}, {})
	}
}

test_an_import_may_go_on if {
	some found in rule.findings with input as status(given.written("999"), {"imported": true}, {})
	found.severity == "warning"
}

test_it_may_be_that_of_a_type_nobody_knows if {
	some found in rule.findings with input as status(given.written("999"), {"type": given.unknown}, {})
	startswith(found.message, "the status of a gateway response is")
}

test_three_digits_are_accepted if {
	every code in ["100", "401", "599"] {
		count(rule.findings) == 0 with input as status(given.written(code), {}, {})
	}
}

test_what_nobody_knows_is_left_alone if {
	every code in [given.unknown, given.unset, given.written("${status}"), given.written("0401"), given.written(""), given.by_default("4XX")] {
		count(rule.findings) == 0 with input as status(code, {}, {})
	}
}

test_other_apis_have_no_gateway_responses_at_all if {
	count(rule.findings) == 0 with input as status(given.written("999"), {}, {"protocol": given.written("HTTP")})
}

status(code, changes, api) := {
	"gateway_response": given.changed(given.response("UNAUTHORIZED", []), object.union({"statusCode": code}, changes)),
	"api": given.api(api),
}

test_a_default_has_the_status_of_each_type if {
	every code in ["4XX", "4xx"] {
		some found in rule.findings with input as status(given.written(code), {"type": given.written("DEFAULT_4XX")}, {})
		found.fixes == [{
			"description": "keep the status of each type",
			"safe": true,
			"touches": ["gatewayResponses.statusCode"],
			"changes": [{"at": given.here, "remove": true}],
		}]
	}
}

test_nobody_knows_which_status_is_meant if {
	every row in [["4XX", given.written("UNAUTHORIZED")], ["default", given.written("DEFAULT_4XX")], ["5XX", given.unknown]] {
		[code, type] := row
		some found in rule.findings with input as status(given.written(code), {"type": type}, {})
		found.fixes == []
	}
}
