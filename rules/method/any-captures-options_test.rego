package authlint.method["any-captures-options_test"]

import data.authlint.method["any-captures-options"] as rule
import data.authlint.testing as given

guarded := {"authorizationType": given.written("CUSTOM"), "authorizer": given.written("authorizer")}

elsewhere := given.method("OPTIONS", "/status", {})

test_any_is_options_too if {
	some found in rule.findings with input as asked(guarded, {}, [elsewhere])
	found.range == given.here
	found.message == "ANY /orders takes preflights as well and asks for the credentials of authorizer authorizer, which browsers never send with them"
	found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":"Unauthorized"}`, "methods": ["ANY /orders"]}
	found.related == [{"range": given.there, "message": "OPTIONS /status answers preflights"}]
}

test_a_user_pool_wants_a_token if {
	some found in rule.findings with input as asked({"authorizationType": given.written("COGNITO_USER_POOLS")}, {}, [elsewhere])
	contains(found.message, "a token of a user pool")
}

test_iam_wants_a_signature if {
	some found in rule.findings with input as asked({"authorizationType": given.written("AWS_IAM")}, {}, [elsewhere])
	found.predicts.responseType == "MISSING_AUTHENTICATION_TOKEN"
}

test_a_key_is_never_sent if {
	some found in rule.findings with input as asked({"apiKeyRequired": given.written(true)}, {}, [elsewhere])
	found.predicts.responseType == "INVALID_API_KEY"
}

test_a_cached_request_authorizer_looks_for_its_header if {
	count(rule.findings) == 1 with input as asked(guarded, {"kind": given.written("request"), "ttlSeconds": given.written(300), "identitySources": given.texts(["method.request.header.X-Token"])}, [elsewhere])
}

test_without_a_cache_the_function_decides if {
	every ttl in [given.written(0), given.unknown] {
		count(rule.findings) == 0 with input as asked(guarded, {"kind": given.written("request"), "ttlSeconds": ttl, "identitySources": given.texts(["method.request.header.X-Token"])}, [elsewhere])
	}
}

test_the_resource_has_options if {
	every verb in [given.written("OPTIONS"), given.unknown] {
		own := given.method("OPTIONS", "/orders", {"verb": verb})
		count(rule.findings) == 0 with input as asked(guarded, {}, [elsewhere, own])
	}
}

test_the_resource_may_have_options if {
	own := given.method("OPTIONS", "/orders", {"path": given.unknown})
	count(rule.findings) == 0 with input as asked(guarded, {}, [elsewhere, own])
	count(rule.findings) == 0 with input as given.changed(
		asked(guarded, {}, [elsewhere]),
		{"api": given.api({"methods": given.incomplete([elsewhere])})},
	)
}

test_other_signs_of_browsers if {
	every sign in [
		{"cors": {"configured": given.written(true)}},
		{"gatewayResponses": given.complete([given.response("DEFAULT_4XX", ["Access-Control-Allow-Origin"])])},
	] {
		count(rule.findings) == 1 with input as given.changed(asked(guarded, {}, []), {"api": given.api(sign)})
	}
	some found in rule.findings with input as given.changed(asked(guarded, {}, []), {"api": given.api({"cors": {"configured": given.written(true)}})})
	found.related == [{"range": given.here, "message": "CORS is set up here"}]
}

test_without_browsers_nobody_minds if {
	every other in [
		given.guarded("GET", "/status"),
		given.method("GET", "/status", {}),
		given.guarded("OPTIONS", "/status"),
		given.changed(elsewhere, {"exists": given.unknown}),
	] {
		count(rule.findings) == 0 with input as asked(guarded, {}, [other])
	}
	every customised in [
		given.response("DEFAULT_4XX", ["X-Reason"]),
		given.changed(given.response("DEFAULT_4XX", ["Access-Control-Allow-Origin"]), {"exists": given.unknown}),
	] {
		count(rule.findings) == 0 with input as given.changed(asked(guarded, {}, []), {"api": given.api({"gatewayResponses": given.complete([customised])})})
	}
}

test_an_open_method if {
	count(rule.findings) == 0 with input as asked({}, {}, [elsewhere])
}

test_what_may_not_be_there_is_left_alone if {
	count(rule.findings) == 0 with input as asked(object.union(guarded, {"exists": given.unknown}), {}, [elsewhere])
}

test_http_apis_answer_preflights_themselves if {
	http := given.api({"protocol": given.written("HTTP"), "methods": given.complete([elsewhere])})
	count(rule.findings) == 0 with input as given.changed(asked(guarded, {}, []), {"api": http})
}

asked(method, authorizer, others) := {
	"method": any_method,
	"authorizer": given.authorizer(authorizer),
	"api": given.api({"methods": given.complete(array.concat([any_method], others))}),
} if {
	any_method := given.method("ANY", "/orders", method)
}
