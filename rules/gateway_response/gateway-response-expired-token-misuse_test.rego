package authlint.gateway_response["gateway-response-expired-token-misuse_test"]

import data.authlint.gateway_response["gateway-response-expired-token-misuse"] as rule
import data.authlint.testing as given

expired := given.changed(given.response("EXPIRED_TOKEN", []), {"type": given.written("EXPIRED_TOKEN")})

orders := given.guarded("GET", "/orders")

test_it_is_not_about_jwts if {
	some found in rule.findings with input as asked(expired, {})
	found.range == given.here
	found.predicts == {"status": 401, "responseType": "UNAUTHORIZED", "methods": ["GET /orders"]}
	startswith(found.message, "EXPIRED_TOKEN is about AWS credentials")
}

test_iam_looks_at_credentials if {
	iam := given.method("GET", "/admin", {"authorizationType": given.written("AWS_IAM")})
	count(rule.findings) == 0 with input as asked(expired, {"methods": given.complete([orders, iam])})
}

test_iam_may_look_at_credentials if {
	perhaps := given.method("GET", "/admin", {"authorizationType": given.unknown})
	every methods in [given.complete([orders, perhaps]), given.incomplete([orders])] {
		count(rule.findings) == 0 with input as asked(expired, {"methods": methods})
	}
}

test_nobody_asks_for_a_token if {
	every method in [given.method("GET", "/orders", {}), given.changed(orders, {"exists": given.unknown})] {
		count(rule.findings) == 0 with input as asked(expired, {"methods": given.complete([method])})
	}
}

test_unauthorized_is_customised_as_well if {
	every other in [given.response("UNAUTHORIZED", []), given.response("${type}", [])] {
		count(rule.findings) == 0 with input as asked(expired, {"gatewayResponses": given.complete([expired, other])})
	}
}

test_unauthorized_may_be_customised_as_well if {
	other := given.changed(expired, {"type": given.unknown})
	every responses in [given.complete([expired, other]), given.incomplete([expired])] {
		count(rule.findings) == 0 with input as asked(expired, {"gatewayResponses": responses})
	}
}

test_the_default_does_not_stand_for_it if {
	count(rule.findings) == 1 with input as asked(expired, {"gatewayResponses": given.complete([expired, given.response("DEFAULT_4XX", [])])})
}

test_other_types if {
	count(rule.findings) == 0 with input as asked(given.response("ACCESS_DENIED", []), {})
}

test_other_apis_have_no_gateway_responses_at_all if {
	count(rule.findings) == 0 with input as asked(expired, {"protocol": given.unknown})
}

asked(response, api) := {
	"gateway_response": response,
	"api": given.api(given.changed(
		{"methods": given.complete([orders]), "gatewayResponses": given.complete([response])},
		api,
	)),
}

test_a_user_pool_has_its_own_answer_too if {
	pool := given.changed(orders, {"authorizationType": given.written("COGNITO_USER_POOLS")})
	count(rule.findings) == 1 with input as asked(expired, {"methods": given.complete([pool])})
}

test_open_methods_have_no_token_to_expire if {
	some found in rule.findings with input as asked(expired, {"methods": given.complete([orders, given.method("GET", "/status", {})])})
	found.predicts.methods == ["GET /orders"]
}
