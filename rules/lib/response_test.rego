package authlint.lib.response_test

import data.authlint.lib.response

test_there_are_twenty_one_types if {
	count(response.types) == 21
}

test_each_falls_back_to_the_default_of_its_class if {
	response.default_of("UNAUTHORIZED") == "DEFAULT_4XX"
	response.default_of("AUTHORIZER_FAILURE") == "DEFAULT_5XX"
	{type | some type in response.types; response.default_of(type)} == object.keys(response.statuses)
}

test_a_placeholder_is_no_name if {
	{text | some text in ["UNAUTHORIZED", "${type}", "<TYPE>"]; response.is_name(text)} == {"UNAUTHORIZED"}
}

test_a_status_has_three_digits if {
	{text | some text in ["100", "599", "600", "99", "4000", "4xx", ""]; response.is_status(text)} == {"100", "599"}
}

test_names_of_headers_have_no_case if {
	response.allows_origin("access-control-allow-ORIGIN")
	response.allows_credentials("Access-Control-Allow-Credentials")
}

test_an_import_may_go_on if {
	[response.refused_unless_imported(imported).predicts | some imported in [true, false]] == [{}, {"deployment": "refused"}]
	[response.refused_unless_imported(imported).severity | some imported in [true, false]] == ["warning", "error"]
}

test_statuses_are_those_of_the_service if {
	{status: types | some status in response.statuses; types := {type | response.statuses[type] == status}} == {
		400: {"BAD_REQUEST_BODY", "BAD_REQUEST_PARAMETERS"},
		401: {"UNAUTHORIZED"},
		403: {"ACCESS_DENIED", "EXPIRED_TOKEN", "INVALID_API_KEY", "INVALID_SIGNATURE", "MISSING_AUTHENTICATION_TOKEN", "WAF_FILTERED"},
		404: {"RESOURCE_NOT_FOUND"},
		413: {"REQUEST_TOO_LARGE"},
		415: {"UNSUPPORTED_MEDIA_TYPE"},
		429: {"QUOTA_EXCEEDED", "THROTTLED"},
		500: {"API_CONFIGURATION_ERROR", "AUTHORIZER_CONFIGURATION_ERROR", "AUTHORIZER_FAILURE"},
		504: {"INTEGRATION_FAILURE", "INTEGRATION_TIMEOUT"},
	}
}

test_each_header_is_told_by_its_own_name if {
	not response.allows_origin("Access-Control-Allow-Credentials")
	not response.allows_credentials("Access-Control-Allow-Origin")
}
