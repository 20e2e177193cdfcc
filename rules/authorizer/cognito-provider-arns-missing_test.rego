package authlint.authorizer["cognito-provider-arns-missing_test"]

import data.authlint.authorizer["cognito-provider-arns-missing"] as rule
import data.authlint.testing as given

test_a_pool_is_needed if {
	every arns in [given.unset, given.written([])] {
		some found in rule.findings with input as authorizer({"providerArns": arns})
		found.range == given.here
		found.severity == "error"
		found.predicts.body == "ProviderARNs cannot be empty"
		found.message == "authorizer authorizer is of the kind cognito_user_pools, but names no user pool"
	}
}

test_an_import_is_not_recorded if {
	some found in rule.findings with input as authorizer({"scheme": {"name": "pool"}})
	found.severity == "warning"
}

test_a_pool_is_named if {
	count(rule.findings) == 0 with input as authorizer({"providerArns": given.texts(["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI"])})
}

test_other_kinds_have_none if {
	count(rule.findings) == 0 with input as authorizer({"kind": given.written("token")})
}

test_an_api_that_cannot_have_it_is_another_mistake if {
	count(rule.findings) == 0 with input as given.changed(authorizer({}), {"api": given.api({"protocol": given.written("HTTP")})})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer({"providerArns": given.unknown})
	count(rule.findings) == 0 with input as authorizer({"kind": given.unknown})
	count(rule.findings) == 0 with input as given.changed(authorizer({}), {"api": given.api({"protocol": given.unknown})})
}

authorizer(changes) := {
	"authorizer": given.authorizer(given.changed({"kind": given.written("cognito_user_pools"), "providerArns": given.unset}, changes)),
	"api": given.api({}),
}
