package authlint.api["sam-api-key-on-preflight_test"]

import data.authlint.api["sam-api-key-on-preflight"] as rule
import data.authlint.testing as given

test_browsers_send_no_key if {
	some found in rule.findings with input as api({}, [options({})])
	found.range == given.here
	found.severity == "warning"
	found.message == "SAM asks for an API key on the preflights that it makes of Cors, and browsers never send one with a preflight: OPTIONS /orders"
	found.predicts.responseType == "INVALID_API_KEY"
	found.predicts.methods == ["OPTIONS /orders"]
	count(found.related) == 1
}

test_somebody_chose_it if {
	some found in rule.findings with input as api({"preflight": preflight(given.written(true))}, [options({})])
	found.severity == "note"
	[place | some place in found.related; place.message == "somebody chose this"] == [{"range": given.here, "message": "somebody chose this"}]
	count(found.related) == 2
}

test_sam_was_told_not_to if {
	count(rule.findings) == 0 with input as api({"preflight": preflight(given.written(false))}, [options({})])
}

test_an_authorizer_refuses_first if {
	count(rule.findings) == 0 with input as api({}, [options({"authorizationType": given.written("AWS_IAM")})])
}

test_no_key_is_asked_for if {
	count(rule.findings) == 0 with input as api({}, [options({"apiKeyRequired": given.by_default(false)})])
}

test_a_method_that_somebody_wrote if {
	count(rule.findings) == 0 with input as api({}, [options({"generated": false})])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as api({"preflight": preflight(given.unknown)}, [options({})])
	count(rule.findings) == 0 with input as api({}, [options({"apiKeyRequired": given.unknown})])
	count(rule.findings) == 0 with input as api({}, [options({"authorizationType": given.unknown})])
}

preflight(value) := {"defaultAuthorizer": given.by_default(true), "apiKeyRequired": value}

options(changes) := given.method("OPTIONS", "/orders", given.changed({"generated": true, "apiKeyRequired": given.written(true)}, changes))

api(changes, methods) := {"api": given.changed(
	given.api({
		"format": "sam",
		"cors": {"configured": given.written(true)},
		"methods": given.complete(methods),
		"preflight": preflight(given.by_default(true)),
	}),
	changes,
)}

test_http_apis_know_no_keys if {
	count(rule.findings) == 0 with input as api({"protocol": given.written("HTTP")}, [options({})])
}

test_sam_can_be_told_not_to if {
	every value, safe in {given.by_default(true): true, given.written(true): false} {
		some found in rule.findings with input as api({"preflight": preflight(value)}, [options({})])
		found.fixes == [{
			"description": "set AddApiKeyRequiredToCorsPreflight to false",
			"safe": safe,
			"touches": ["preflight.apiKeyRequired", "methods.apiKeyRequired"],
			"changes": [{"at": given.there, "path": ["Properties", "Auth", "AddApiKeyRequiredToCorsPreflight"], "value": false}],
		}]
	}
}
