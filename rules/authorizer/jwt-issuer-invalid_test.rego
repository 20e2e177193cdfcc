package authlint.authorizer["jwt-issuer-invalid_test"]

import data.authlint.authorizer["jwt-issuer-invalid"] as rule
import data.authlint.testing as given

test_it_has_to_be_https if {
	every issuer in [
		"http://login.example.com/",
		"HTTP://login.example.com/",
		"login.example.com",
		"tenant.eu.auth0.com/",
		"cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
	] {
		some found in rule.findings with input as authorizer(given.written(issuer))
		found.range == given.here
		found.severity == "error"
		found.predicts.body == "Issuer is not a valid URL for JWT Authorizer"
		found.message == "issuer of JWT authorizer authorizer is no https address: the deployment is refused"
	}
	count(rule.findings) == 1 with input as authorizer(given.text(["http://", given.hole("variable", "var.host")]))
	count(rule.findings) == 1 with input as authorizer(given.text(["cognito-idp.", {"kind": "region"}, ".amazonaws.com/"]))
}

test_an_attribute_without_https if {
	every hole in [
		{"kind": "attribute", "of": "aws_cognito_user_pool.this", "attribute": "endpoint"},
		{"kind": "attribute", "of": "Resources.UserPool", "attribute": "ProviderName"},
	] {
		every rest in [[], ["/"]] {
			some found in rule.findings with input as authorizer(given.text(array.concat([hole], rest)))
			found.severity == "error"
		}
	}
}

test_the_metadata_document_is_no_issuer if {
	every issuer in [
		given.written("https://login.example.com/.well-known/openid-configuration"),
		given.written("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI/.well-known/jwks.json"),
		given.text(["https://", given.hole("variable", "var.host"), "/.well-known/openid-configuration"]),
	] {
		some found in rule.findings with input as authorizer(issuer)
		found.severity == "error"
		found.predicts == {"status": 401, "body": `{"message":"Unauthorized"}`, "methods": ["GET /orders"]}
		contains(found.message, "is the address of the metadata document,")
	}
}

test_a_user_pool_has_no_slash if {
	some found in rule.findings with input as authorizer(given.written("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI/"))
	found.severity == "warning"
	endswith(found.message, "authorizer ends with a slash, which that of a Cognito user pool does not: its tokens get 401")
}

test_an_auth0_tenant_has_one if {
	every issuer in ["https://tenant.auth0.com", "https://tenant.eu.auth0.com"] {
		some found in rule.findings with input as authorizer(given.written(issuer))
		found.severity == "warning"
		endswith(found.message, "authorizer lacks the slash at the end, which that of an Auth0 tenant has: its tokens get 401")
	}
}

test_an_issuer if {
	every issuer in [
		"https://login.example.com",
		"https://login.example.com/",
		"https://tenant.eu.auth0.com/",
		"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
		"https://login.microsoftonline.com/0f8fad5b-d9cb-469f-a165-70867728950e/v2.0",
	] {
		count(rule.findings) == 0 with input as authorizer(given.written(issuer))
	}
	count(rule.findings) == 0 with input as authorizer(given.text(["https://", {"kind": "attribute", "of": "aws_cognito_user_pool.this", "attribute": "endpoint"}]))
	count(rule.findings) == 0 with input as authorizer(given.text([{"kind": "attribute", "of": "Resources.UserPool", "attribute": "ProviderURL"}]))
}

test_what_is_filled_in_later_is_left_alone if {
	every issuer in ["${issuer}", "<issuer>", "ISSUER", "", "issuer"] {
		count(rule.findings) == 0 with input as authorizer(given.written(issuer))
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer(given.unknown)
	count(rule.findings) == 0 with input as authorizer(given.text([given.hole("variable", "var.issuer")]))
	wrong := authorizer(given.written("http://login.example.com/"))
	count(rule.findings) == 0 with input as given.changed(wrong, {"api": given.api({"protocol": given.unknown})})
	count(rule.findings) == 0 with input as given.changed(wrong, {"authorizer": given.authorizer({"kind": given.unknown, "jwt": {"issuer": given.written("http://login.example.com/")}})})
}

authorizer(issuer) := {
	"authorizer": given.authorizer({"kind": given.written("jwt"), "jwt": {"issuer": issuer}}),
	"guarded": [given.guarded("GET", "/orders")],
	"api": given.api({"protocol": given.written("HTTP")}),
}

test_what_is_meant_is_clear if {
	every row in [
		["http://login.example.com/", "https://login.example.com/", "make it an https address"],
		["HTTP://login.example.com/", "https://login.example.com/", "make it an https address"],
		["tenant.eu.auth0.com/", "https://tenant.eu.auth0.com/", "make it an https address"],
		["https://login.example.com/x/.well-known/openid-configuration", "https://login.example.com/x", "make it the issuer"],
		["https://login.example.com/.well-known", "https://login.example.com", "make it the issuer"],
		["https://tenant.auth0.com/.well-known/jwks.json", "https://tenant.auth0.com/", "make it the issuer"],
		[
			"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI/",
			"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI",
			"make it that of a user pool",
		],
		["https://tenant.auth0.com", "https://tenant.auth0.com/", "make it that of an Auth0 tenant"],
	] {
		[issuer, meant, what] := row
		some found in rule.findings with input as authorizer(given.written(issuer))
		found.fixes == [{
			"description": what,
			"safe": true,
			"touches": ["authorizers.jwt.issuer"],
			"changes": [{"at": given.here, "value": meant}],
		}]
	}
}

test_what_is_meant_is_not_all_known if {
	every issuer in [
		given.text(["http://", given.hole("variable", "var.host")]),
		given.text(["https://", given.hole("variable", "var.host"), "/.well-known/openid-configuration"]),
		given.text(["https://", pool("Resources.UserPool", "ProviderName"), "/.well-known/openid-configuration"]),
		given.text([pool("aws_eks_cluster.this", "endpoint"), "/.well-known/openid-configuration"]),
		given.text([pool("module.users.aws_cognito_user_pool.this", "endpoint")]),
		given.text([pool("aws_cognito_user_pool.this[0]", "endpoint")]),
		given.text([pool("Resources.Stack.Resources.UserPool", "ProviderName")]),
	] {
		some found in rule.findings with input as authorizer_at("aws_apigatewayv2_authorizer.a", issuer)
		found.fixes == []
	}
}

test_a_pool_names_its_address if {
	every row in [
		["aws_apigatewayv2_authorizer.a", pool("aws_cognito_user_pool.this", "endpoint"), {"code": `"https://${aws_cognito_user_pool.this.endpoint}"`}],
		["Resources.Authorizer", pool("Resources.UserPool", "ProviderName"), {"value": {"Fn::Sub": "https://${UserPool.ProviderName}"}}],
	] {
		[address, hole, change] := row
		every rest in [[], ["/"], ["/.well-known/openid-configuration"]] {
			some found in rule.findings with input as authorizer_at(address, given.text(array.concat([hole], rest)))
			some written in found.fixes
			written.changes == [object.union({"at": given.here}, change)]
		}
	}
}

pool(address, attribute) := {"kind": "attribute", "of": address, "attribute": attribute}

authorizer_at(address, issuer) := given.changed(
	authorizer(issuer),
	{"authorizer": given.authorizer({"address": address, "kind": given.written("jwt"), "jwt": {"issuer": issuer}})},
)
