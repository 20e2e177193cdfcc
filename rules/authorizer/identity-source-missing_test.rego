package authlint.authorizer["identity-source-missing_test"]

import data.authlint.authorizer["identity-source-missing"] as rule
import data.authlint.authorizer["identity-source-missing-with-cache"] as with_cache
import data.authlint.testing as given

test_cloudformation_fills_in_no_header if {
	every kind in ["token", "cognito_user_pools"] {
		some found in rule.findings with input as rest({"kind": given.written(kind), "identitySources": given.unset})
		found.range == given.here
		found.predicts.deployment == "refused"
		found.message == "authorizer authorizer names no header that the token is in, and API Gateway refuses to create it"
	}
}

test_the_words_are_known_for_token_authorizers if {
	some token in rule.findings with input as rest({"identitySources": given.unset})
	token.predicts.body == "IdentitySource cannot be empty"
	some cognito in rule.findings with input as rest({"kind": given.written("cognito_user_pools"), "identitySources": given.unset})
	cognito.predicts == {"deployment": "refused"}
}

test_an_empty_text_names_none if {
	count(rule.findings) == 1 with input as rest({"identitySources": given.texts([])})
}

test_a_header_is_enough if {
	count(rule.findings) == 0 with input as rest({})
	count(rule.findings) == 0 with input as rest({"identitySources": given.texts(["method.request.header.X-Token"])})
}

test_a_request_authorizer_is_another_rules_business if {
	request := rest({"kind": given.written("request"), "identitySources": given.unset})
	count(rule.findings) == 0 with input as request
	count(with_cache.findings) == 1 with input as request

	token := rest({"identitySources": given.unset})
	count(with_cache.findings) == 0 with input as token
}

test_a_document_has_the_name_of_the_scheme if {
	count(rule.findings) == 0 with input as rest({"identitySources": given.unset, "scheme": {"name": "token"}})
}

test_what_nobody_knows_is_left_alone if {
	every sources in [given.unknown, given.written([given.unknown])] {
		count(rule.findings) == 0 with input as rest({"identitySources": sources})
	}
	count(rule.findings) == 0 with input as rest({"kind": given.unknown, "identitySources": given.unset})
	count(rule.findings) == 0 with input as given.changed(
		rest({"identitySources": given.unset}),
		{"api": given.api({"protocol": given.unknown})},
	)
}

rest(authorizer) := {"authorizer": given.authorizer(authorizer), "api": given.api({})}
