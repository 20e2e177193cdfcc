package authlint.lib.permission_test

import data.authlint.lib.permission

test_another_service if {
	permission.for_another_service("events.amazonaws.com")
	not permission.for_another_service("apigateway.amazonaws.com")
}

test_an_account_may_be_anyone if {
	not permission.for_another_service("111122223333")
}

test_something_else if {
	permission.for_something_else("lambda:GetFunction")
	not permission.for_something_else("lambda:InvokeFunction")
}

test_a_star_is_everything if {
	not permission.for_something_else("lambda:*")
}

test_calls if {
	every action in ["lambda:InvokeFunction", "lambda:invokefunction", "lambda:*", "*"] {
		permission.for_calls(action)
	}
	not permission.for_calls("lambda:GetFunction")
}

live := {"state": "written", "value": "live"}

blue := {"state": "written", "value": "blue"}

version := {"state": "unknown", "parts": [{"hole": {"kind": "attribute", "of": "function", "attribute": "version"}}]}

of_environment := {"state": "unknown", "parts": [{"literal": "live-"}, {"hole": {"kind": "variable", "of": "var.env"}}]}

none := {"state": "unset"}

test_another_version if {
	every pair in [[live, none], [none, live], [live, blue], [version, none], [none, version], [version, live], [live, version], [of_environment, none]] {
		permission.on_another_version(pair[0], pair[1])
	}
}

test_the_same_version_or_nobody_knows if {
	latest := {"state": "written", "value": "$LATEST"}
	staged := {"state": "written", "value": "${stageVariables.alias}"}
	third := {"state": "written", "value": "3"}
	unknown := {"state": "unknown"}
	every pair in [
		[none, none], [live, live], [version, version], [third, version], [version, third], [of_environment, live],
		[latest, none], [none, latest], [staged, none], [staged, live], [unknown, none], [none, unknown], [live, unknown],
	] {
		not permission.on_another_version(pair[0], pair[1])
	}
}

test_cloudformation_writes_the_version_with_a_capital_letter if {
	version_of_a_template := {"state": "unknown", "parts": [{"hole": {"kind": "attribute", "of": "Function", "attribute": "Version"}}]}
	permission.on_another_version(version_of_a_template, none)
	permission.on_another_version(version_of_a_template, live)
}

test_what_is_permitted_may_be_latest_or_of_a_stage if {
	every value in ["$LATEST", "${stageVariables.alias}"] {
		every called in [live, version] {
			not permission.on_another_version(called, {"state": "written", "value": value})
		}
	}
}

test_a_text_without_literals_may_be_empty if {
	variable := {"state": "unknown", "parts": [{"hole": {"kind": "variable", "of": "var.alias"}}]}
	not permission.on_another_version(variable, none)
	not permission.on_another_version(none, variable)
}

test_more_than_a_version_may_be_an_alias if {
	suffixed := {"state": "unknown", "parts": array.concat(version.parts, [{"hole": {"kind": "variable", "of": "var.suffix"}}])}
	not permission.on_another_version(suffixed, live)
	not permission.on_another_version(live, suffixed)
}
