package authlint.authorizer["authorizer-uri-missing_test"]

import data.authlint.authorizer["authorizer-uri-missing"] as rule
import data.authlint.testing as given

test_nobody_is_asked if {
	every pair in [["REST", "token"], ["REST", "request"], ["HTTP", "request"], ["WEBSOCKET", "request"]] {
		some found in rule.findings with input as authorizer(pair[0], {"kind": given.written(pair[1])})
		found.range == given.here
		found.predicts == {"deployment": "refused"}
		found.message == $"authorizer authorizer is of the kind {pair[1]}, but names no function to ask: the deployment is refused"
	}
}

test_an_empty_uri_is_none if {
	count(rule.findings) == 1 with input as authorizer("REST", {"uri": given.written("")})
}

test_a_function_is_named if {
	count(rule.findings) == 0 with input as authorizer("REST", {"uri": given.written("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:auth/invocations")})
	count(rule.findings) == 0 with input as authorizer("REST", {"uri": given.text(["arn:", {"kind": "partition"}, ":apigateway:"])})
}

test_others_ask_no_function if {
	every kind in ["cognito_user_pools", "jwt"] {
		count(rule.findings) == 0 with input as authorizer("REST", {"kind": given.written(kind)})
	}
}

test_a_kind_that_the_api_cannot_have_is_another_mistake if {
	count(rule.findings) == 0 with input as authorizer("HTTP", {"kind": given.written("token")})
}

test_sam_looks_for_the_function if {
	count(rule.findings) == 0 with input as given.changed(authorizer("REST", {}), {"api": given.api({"format": "sam"})})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer("REST", {"uri": given.unknown})
	count(rule.findings) == 0 with input as authorizer("REST", {"kind": given.unknown})
	count(rule.findings) == 0 with input as given.changed(authorizer("REST", {}), {"api": given.api({"protocol": given.unknown})})
}

authorizer(protocol, changes) := {
	"authorizer": given.authorizer(given.changed({"uri": given.unset}, changes)),
	"api": given.api({"protocol": given.written(protocol)}),
}
