package authlint.method["method-authorizer-other-api_test"]

import data.authlint.method["method-authorizer-other-api"] as rule
import data.authlint.testing as given

test_an_authorizer_means_nothing_elsewhere if {
	every type in ["CUSTOM", "COGNITO_USER_POOLS"] {
		some found in rule.findings with input as method("REST", type, "other")
		found.range == given.here
		found.predicts.body == "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer."
		found.message == "GET /orders of api names authorizer auth, which belongs to other: the deployment is refused"
	}
}

test_http_apis_say_it_in_other_words if {
	some found in rule.findings with input as method("HTTP", "JWT", "other")
	found.predicts.body == "Setting the authorization type to JWT requires a valid JWT authorizer."
}

test_what_http_apis_say_of_custom_is_not_recorded if {
	some found in rule.findings with input as method("HTTP", "CUSTOM", "other")
	found.predicts == {"deployment": "refused"}
}

test_its_own_is_fine if {
	count(rule.findings) == 0 with input as method("REST", "CUSTOM", "")
}

test_one_that_is_not_asked_is_another_mistake if {
	every type in ["NONE", "AWS_IAM"] {
		count(rule.findings) == 0 with input as method("REST", type, "other")
	}
}

test_what_nobody_knows_is_left_alone if {
	every changes in [{"authorizationType": given.unknown}, {"authorizer": given.unknown}] {
		count(rule.findings) == 0 with input as {
			"method": given.changed(method("REST", "CUSTOM", "other").method, changes),
			"api": given.api({}),
		}
	}
}

method(protocol, type, other) := {
	"method": given.method("GET", "/orders", {
		"authorizationType": given.written(type),
		"authorizer": given.written("auth"),
		"authorizerApi": other,
	}),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_a_rest_api_refuses_a_type_that_it_does_not_have if {
	some found in rule.findings with input as method("REST", "JWT", "other")
	found.predicts.deployment == "refused"
}
