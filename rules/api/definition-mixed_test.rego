package authlint.api["definition-mixed_test"]

import data.authlint.api["definition-mixed"] as rule
import data.authlint.testing as given

test_what_is_beside_the_document_is_lost if {
	some found in rule.findings with input as api({})
	found.range == given.there
	found.predicts == {"deployment": "overwritten"}
	found.message == "REST API api is imported from a document, which takes away what is declared beside it whenever it changes: aws_api_gateway_gateway_response.cors"
	count(found.related) == 1
}

test_a_document_that_is_merged_takes_nothing_away if {
	count(rule.findings) == 0 with input as api({"mode": given.written("merge")})
}

test_the_document_is_all if {
	count(rule.findings) == 0 with input as api({"resources": []})
}

test_there_is_no_document if {
	count(rule.findings) == 0 with input as api({"body": false})
}

test_http_apis_are_imported_in_another_way if {
	count(rule.findings) == 0 with input as given.changed(api({}), {"api": given.changed(api({}).api, {"protocol": given.written("HTTP")})})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as api({"mode": given.unknown})
	count(rule.findings) == 0 with input as api({"mode": given.unset})
}

api(changes) := {"api": given.api({"definition": given.changed(
	{
		"body": true,
		"mode": given.by_default("overwrite"),
		"resources": [{"address": "aws_api_gateway_gateway_response.cors", "range": given.there}],
	},
	changes,
)})}
