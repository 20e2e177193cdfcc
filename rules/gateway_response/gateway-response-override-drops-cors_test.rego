package authlint.gateway_response["gateway-response-override-drops-cors_test"]

import data.authlint.gateway_response["gateway-response-override-drops-cors"] as rule
import data.authlint.testing as given

default_4xx := given.response("DEFAULT_4XX", ["Access-Control-Allow-Origin"])

unauthorized := given.changed(given.response("UNAUTHORIZED", []), {"range": given.here})

test_what_is_customised_inherits_nothing if {
	some found in rule.findings with input as asked(unauthorized, [default_4xx])
	found.range == given.here
	found.message == "UNAUTHORIZED is customised without Access-Control-Allow-Origin, and so no longer gets that of DEFAULT_4XX; browsers report a CORS error in its place"
	found.predicts == {"status": 401, "responseType": "UNAUTHORIZED"}
	found.related == [{"range": given.there, "message": "DEFAULT_4XX has the header"}]
}

test_another_header_does_not_help if {
	count(rule.findings) == 1 with input as asked(given.response("UNAUTHORIZED", ["X-Reason"]), [default_4xx])
}

test_its_own_status_is_predicted if {
	some found in rule.findings with input as asked(given.changed(unauthorized, {"statusCode": given.written("403")}), [default_4xx])
	found.predicts.status == 403
}

test_a_status_nobody_knows_is_not_predicted if {
	some found in rule.findings with input as asked(given.changed(unauthorized, {"statusCode": given.unknown}), [default_4xx])
	found.predicts == {"responseType": "UNAUTHORIZED"}
}

test_it_repeats_the_header if {
	count(rule.findings) == 0 with input as asked(given.response("UNAUTHORIZED", ["access-control-allow-origin"]), [default_4xx])
}

test_it_may_repeat_the_header if {
	count(rule.findings) == 0 with input as asked(given.changed(unauthorized, {"headers": given.incomplete([])}), [default_4xx])
}

test_another_may_repeat_it if {
	again := given.changed(given.response("UNAUTHORIZED", ["Access-Control-Allow-Origin"]), {"address": "another"})
	somewhere := given.changed(again, {"type": given.unknown})
	every other in [again, somewhere] {
		count(rule.findings) == 0 with input as asked(unauthorized, [default_4xx, other])
	}
}

test_the_other_default_lends_it_nothing if {
	count(rule.findings) == 0 with input as asked(unauthorized, [given.response("DEFAULT_5XX", ["Access-Control-Allow-Origin"])])
}

test_a_default_without_the_header_lends_nothing if {
	count(rule.findings) == 0 with input as asked(unauthorized, [given.response("DEFAULT_4XX", ["X-Reason"])])
}

test_a_default_is_customised_by_itself if {
	count(rule.findings) == 0 with input as asked(given.response("DEFAULT_5XX", []), [default_4xx])
}

test_what_may_not_be_there_is_left_alone if {
	perhaps := {"exists": given.unknown}
	count(rule.findings) == 0 with input as asked(given.changed(unauthorized, perhaps), [default_4xx])
	count(rule.findings) == 0 with input as asked(unauthorized, [given.changed(default_4xx, perhaps)])
}

test_a_type_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as asked(given.changed(unauthorized, {"type": given.unknown}), [default_4xx])
}

test_other_apis_have_no_gateway_responses_at_all if {
	http := given.changed(asked(unauthorized, [default_4xx]), {"api": given.api({
		"protocol": given.written("HTTP"),
		"gatewayResponses": given.complete([unauthorized, default_4xx]),
	})})
	count(rule.findings) == 0 with input as http
}

asked(response, others) := {
	"gateway_response": response,
	"api": given.api({"gatewayResponses": given.complete(array.concat([response], others))}),
}

test_what_is_no_status_is_another_mistake if {
	count(rule.findings) == 0 with input as asked(given.changed(unauthorized, {"statusCode": given.written("4XX")}), [default_4xx])
}

test_the_header_is_given_back if {
	some found in rule.findings with input as asked(unauthorized, [sending("'*'")])
	found.fixes == [{
		"description": "give UNAUTHORIZED the header of DEFAULT_4XX",
		"safe": true,
		"touches": ["gatewayResponses.headers"],
		"changes": [{
			"at": given.here,
			"path": ["response_parameters", "gatewayresponse.header.Access-Control-Allow-Origin"],
			"value": "'*'",
		}],
	}]
}

test_what_an_expression_makes_is_not_written_a_second_time if {
	some found in rule.findings with input as asked(unauthorized, [sending("'https://shop.example.com'")])
	found.fixes == []
}

# A value that is written in five bytes.
sending(value) := given.changed(default_4xx, {"headers": given.complete([{
	"name": "Access-Control-Allow-Origin",
	"range": given.there,
	"value": {"state": "written", "value": value, "range": {"file": "main.tf", "start": 0, "end": 5}},
}])})
