package authlint.authorizer["jwt-issuer-cognito-domain_test"]

import data.authlint.authorizer["jwt-issuer-cognito-domain"] as rule
import data.authlint.testing as given

test_the_domain_of_the_pages_issues_nothing if {
	every issuer in [
		given.written("https://shop.auth.eu-west-1.amazoncognito.com"),
		given.text(["https://", given.hole("variable", "var.domain"), ".auth.eu-west-1.amazoncognito.com/"]),
	] {
		some found in rule.findings with input as authorizer(issuer)
		found.range == given.here
		found.predicts == {"status": 401, "body": `{"message":"Unauthorized"}`, "methods": ["GET /orders"]}
		found.message == "issuer of JWT authorizer authorizer is the domain of sign-in pages; tokens of a user pool have https://cognito-idp.REGION.amazonaws.com/POOL_ID, and get 401"
	}
}

test_the_id_of_the_pool_is_needed if {
	every issuer in [
		given.written("https://cognito-idp.eu-west-1.amazonaws.com"),
		given.text(["https://cognito-idp.", {"kind": "region"}, ".amazonaws.com/"]),
	] {
		some found in rule.findings with input as authorizer(issuer)
		startswith(found.message, "issuer of JWT authorizer authorizer names no user pool;")
	}
}

test_a_pool_is_one if {
	every issuer in [
		given.written("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"),
		given.text(["https://cognito-idp.", {"kind": "region"}, ".amazonaws.com/", given.hole("attribute", "Resources.UserPool")]),
		given.written("https://login.example.com/"),
		given.written("https://execute-api.eu-west-1.amazonaws.com"),
	] {
		count(rule.findings) == 0 with input as authorizer(issuer)
	}
}

test_without_https_it_is_another_mistake if {
	count(rule.findings) == 0 with input as authorizer(given.written("shop.auth.eu-west-1.amazoncognito.com"))
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer(given.unknown)
	wrong := authorizer(given.written("https://shop.auth.eu-west-1.amazoncognito.com"))
	count(rule.findings) == 0 with input as given.changed(wrong, {"api": given.api({"protocol": given.unknown})})
	count(rule.findings) == 0 with input as given.changed(wrong, {"authorizer": given.authorizer({"kind": given.unknown, "jwt": {"issuer": given.written("https://shop.auth.eu-west-1.amazoncognito.com")}})})
}

authorizer(issuer) := {
	"authorizer": given.authorizer({"kind": given.written("jwt"), "jwt": {"issuer": issuer}}),
	"guarded": [given.guarded("GET", "/orders")],
	"api": given.api({"protocol": given.written("HTTP")}),
}
