package authlint.api["sam-default-authorizer-on-preflight_test"]

import data.authlint.api["sam-default-authorizer-on-preflight"] as rule
import data.authlint.testing as given

test_browsers_send_no_token if {
	some found in rule.findings with input as api({}, [options({})])
	found.range == given.here
	found.severity == "error"
	found.message == "SAM puts the default authorizer on the preflights that it makes of Cors, and browsers never send credentials with one: OPTIONS /orders"
	found.predicts == {
		"status": 401,
		"responseType": "UNAUTHORIZED",
		"body": `{"message":"Unauthorized"}`,
		"methods": ["OPTIONS /orders"],
	}
	count(found.related) == 1
}

test_one_word_counts_for_all_paths if {
	found := rule.findings with input as api({}, [options({}), given.changed(options({}), {"label": "OPTIONS /items"})])
	[f.predicts.methods | some f in found] == [["OPTIONS /orders", "OPTIONS /items"]]
}

test_iam_wants_a_signature if {
	some found in rule.findings with input as api({}, [options({"authorizationType": given.written("AWS_IAM")})])
	found.predicts.responseType == "MISSING_AUTHENTICATION_TOKEN"
}

test_a_user_pool_wants_a_token if {
	some found in rule.findings with input as api({}, [options({"authorizationType": given.written("COGNITO_USER_POOLS")})])
	found.predicts.status == 401
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

test_nobody_knows_what_sam_was_told if {
	count(rule.findings) == 0 with input as api({"preflight": preflight(given.unknown)}, [options({})])
}

test_a_method_that_somebody_wrote if {
	count(rule.findings) == 0 with input as api({}, [options({"generated": false})])
}

test_a_function_that_sees_every_preflight_may_let_it_pass if {
	uncached := request({"ttlSeconds": given.written(0)})
	count(rule.findings) == 0 with input as api({"authorizers": given.complete([uncached])}, [options({})])
}

test_cached_answers_need_the_header if {
	count(rule.findings) == 1 with input as api({"authorizers": given.complete([request({})])}, [options({})])
}

test_the_query_string_is_that_of_the_real_call if {
	query := request({"identitySources": given.texts(["method.request.querystring.token"])})
	count(rule.findings) == 0 with input as api({"authorizers": given.complete([query])}, [options({})])
}

test_an_authorizer_that_nobody_knows if {
	nobody := {"authorizationType": given.unknown, "authorizer": given.unknown}
	count(rule.findings) == 0 with input as api({}, [options(nobody)])
}

test_http_apis_answer_preflights_themselves if {
	count(rule.findings) == 0 with input as api({"protocol": given.written("HTTP")}, [options({})])
}

test_browsers_rarely_reach_a_private_api if {
	every type in [given.written("PRIVATE"), given.unknown] {
		some found in rule.findings with input as api({"endpointType": type}, [options({})])
		found.severity == "note"
	}
}

preflight(value) := {"defaultAuthorizer": value, "apiKeyRequired": given.by_default(true)}

request(changes) := given.authorizer(given.changed({"kind": given.written("request")}, changes))

options(changes) := given.changed(
	given.guarded("OPTIONS", "/orders"),
	given.changed({"generated": true, "authorizationType": given.written("CUSTOM")}, changes),
)

api(changes, methods) := {"api": given.changed(
	given.api({
		"format": "sam",
		"cors": {"configured": given.written(true)},
		"authorizers": given.complete([given.authorizer({})]),
		"methods": given.complete(methods),
		"preflight": preflight(given.by_default(true)),
	}),
	changes,
)}

test_an_authorizer_that_is_not_asked_refuses_nothing if {
	count(rule.findings) == 0 with input as api({}, [options({"authorizationType": given.written("NONE")})])
}

test_sam_can_be_told_not_to if {
	every value, safe in {given.by_default(true): true, given.written(true): false} {
		some found in rule.findings with input as api({"preflight": preflight(value)}, [options({})])
		found.fixes == [{
			"description": "set AddDefaultAuthorizerToCorsPreflight to false",
			"safe": safe,
			"touches": ["preflight.defaultAuthorizer", "methods.authorizationType", "methods.authorizer", "methods.scopes"],
			"changes": [{"at": given.there, "path": ["Properties", "Auth", "AddDefaultAuthorizerToCorsPreflight"], "value": false}],
		}]
	}
}
