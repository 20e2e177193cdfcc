package authlint.method["api-key-source-without-authorizer_test"]

import data.authlint.method["api-key-source-without-authorizer"] as rule
import data.authlint.testing as given

test_nobody_supplies_the_key if {
	every type in ["NONE", "AWS_IAM", "COGNITO_USER_POOLS"] {
		some found in rule.findings with input as method({"authorizationType": given.written(type)}, {})
		found.range == given.here
		found.predicts == {"status": 403, "responseType": "INVALID_API_KEY", "body": `{"message":"Forbidden"}`, "methods": ["GET /orders"]}
		found.message == $"GET /orders requires an API key, which a Lambda authorizer has to supply here, and has the authorization type {type}: every call gets 403"
		[related.message | some related in found.related] == ["keys come from the authorizer"]
	}
}

test_a_lambda_authorizer_may if {
	count(rule.findings) == 0 with input as method({"authorizationType": given.written("CUSTOM")}, {})
}

test_the_header_has_it if {
	every from in [given.written("HEADER"), given.by_default("HEADER"), given.unset] {
		count(rule.findings) == 0 with input as method({}, {"apiKeySource": from})
	}
}

test_no_key_is_asked_for if {
	count(rule.findings) == 0 with input as method({"apiKeyRequired": given.written(false)}, {})
}

test_an_authorizer_named_in_vain_is_another_mistake if {
	count(rule.findings) == 0 with input as method({"authorizer": given.written("authorizer")}, {})
}

test_a_preflight_is_another_mistake if {
	count(rule.findings) == 0 with input as method({"verb": given.written("OPTIONS")}, {})
}

test_other_apis_have_no_source if {
	count(rule.findings) == 0 with input as method({}, {"protocol": given.written("WEBSOCKET")})
}

test_what_nobody_knows_is_left_alone if {
	every changes in [{"apiKeyRequired": given.unknown}, {"authorizationType": given.unknown}, {"verb": given.unknown}, {"authorizer": given.unknown}] {
		count(rule.findings) == 0 with input as method(changes, {})
	}
	every changes in [{"protocol": given.unknown}, {"apiKeySource": given.unknown}] {
		count(rule.findings) == 0 with input as method({}, changes)
	}
}

method(changes, api) := {
	"method": given.method("GET", "/orders", given.changed({"apiKeyRequired": given.written(true)}, changes)),
	"api": given.api(given.changed({"apiKeySource": given.written("AUTHORIZER")}, api)),
}

test_a_user_pool_supplies_no_keys if {
	count(rule.findings) == 1 with input as method({"authorizationType": given.written("COGNITO_USER_POOLS"), "authorizer": given.written("pool")}, {})
}
