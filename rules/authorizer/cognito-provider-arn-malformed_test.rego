package authlint.authorizer["cognito-provider-arn-malformed_test"]

import data.authlint.authorizer["cognito-provider-arn-malformed"] as rule
import data.authlint.testing as given

test_an_id_is_no_arn if {
	every id in ["eu-west-1_AbCdEfGhI", "us-gov-west-1_AbCdEfGhI"] {
		some found in rule.findings with input as pool(given.written(id))
		found.range == given.here
		found.predicts == {"methods": ["GET /orders"]}
		found.message == "authorizer authorizer names a user pool by its id, not by its ARN (arn:aws:cognito-idp:REGION:ACCOUNT:userpool/POOL_ID): the deployment is refused, or no token is accepted"
	}
}

test_an_issuer_is_no_arn if {
	every address in ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI", "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEfGhI"] {
		some found in rule.findings with input as pool(given.written(address))
		contains(found.message, "names a user pool by the address of an issuer,")
	}
	count(rule.findings) == 1 with input as pool(given.text(["https://cognito-idp.", {"kind": "region"}, ".amazonaws.com/eu-west-1_AbCdEfGhI"]))
}

test_the_arn_of_something_else if {
	every arn in [
		"arn:aws:cognito-identity:eu-west-1:111122223333:identitypool/eu-west-1:1",
		"arn:aws:cognito-idp:eu-west-1:111122223333:userpool",
		"arn:aws:cognito-idp:eu-west-1::userpool/eu-west-1_AbCdEfGhI",
		"arn:aws:lambda:eu-west-1:111122223333:function:auth",
	] {
		some found in rule.findings with input as pool(given.written(arn))
		contains(found.message, $"names a user pool by {arn}, not by its ARN")
	}
}

test_an_attribute_that_is_no_arn if {
	every attribute, what in {"id": "its id", "name": "its name", "endpoint": "the address of an issuer"} {
		hole := {"kind": "attribute", "of": "module.login.aws_cognito_user_pool.this", "attribute": attribute}
		some found in rule.findings with input as pool(given.text([hole]))
		contains(found.message, $"names a user pool by {what},")
	}
}

test_an_arn if {
	every arn in [
		"arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI",
		"arn:aws-cn:cognito-idp:cn-north-1:111122223333:userpool/cn-north-1_AbCdEfGhI",
	] {
		count(rule.findings) == 0 with input as pool(given.written(arn))
	}
	count(rule.findings) == 0 with input as pool(given.text([{"kind": "attribute", "of": "aws_cognito_user_pool.this", "attribute": "arn"}]))
	count(rule.findings) == 0 with input as pool(given.text(["arn:aws:cognito-idp:", {"kind": "region"}, ":111122223333:userpool/x"]))
}

test_what_is_filled_in_later_is_left_alone if {
	every text in ["${user_pool_arn}", "arn:aws:${service}:x", "<user pool ARN>", "USER_POOL_ARN", ""] {
		count(rule.findings) == 0 with input as pool(given.written(text))
	}
}

test_attributes_of_other_things_are_left_alone if {
	count(rule.findings) == 0 with input as pool(given.text([{"kind": "attribute", "of": "module.login", "attribute": "id"}]))
	count(rule.findings) == 0 with input as pool(given.text([given.hole("variable", "var.pool")]))
	id := {"kind": "attribute", "of": "aws_cognito_user_pool.this", "attribute": "id"}
	count(rule.findings) == 0 with input as pool(given.text([id, "/", given.hole("variable", "var.client")]))
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as pool(given.unknown)
	wrong := pool(given.written("eu-west-1_AbCdEfGhI"))
	count(rule.findings) == 0 with input as given.changed(wrong, {"authorizer": given.authorizer({"providerArns": given.unknown, "kind": given.written("cognito_user_pools")})})
	count(rule.findings) == 0 with input as given.changed(wrong, {"api": given.api({"protocol": given.unknown})})
}

test_other_kinds_have_none if {
	count(rule.findings) == 0 with input as given.changed(
		pool(given.unknown),
		{"authorizer": given.authorizer({"providerArns": given.texts(["eu-west-1_AbCdEfGhI"])})},
	)
}

pool(text) := {
	"authorizer": given.authorizer({"kind": given.written("cognito_user_pools"), "providerArns": given.written([text])}),
	"methods": given.complete([given.method("GET", "/orders", {})]),
	"api": given.api({}),
}
