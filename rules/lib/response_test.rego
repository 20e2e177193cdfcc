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
