package authlint.authorizer["websocket-v2-only-settings_test"]

import data.authlint.authorizer["websocket-v2-only-settings"] as rule
import data.authlint.testing as given

test_a_payload_version if {
	some found in rule.findings with input as authorizer({"payloadFormat": given.written("1.0")}, {})
	found.range == given.here
	found.predicts == {"deployment": "refused"}
	found.message == "authorizer authorizer has a payload version, which HTTP APIs alone have: on a WebSocket API it is refused, or without effect"
}

test_any_version_is_one if {
	every version in ["1.0", "2.0"] {
		count(rule.findings) == 1 with input as authorizer({"payloadFormat": given.written(version)}, {})
	}
}

test_simple_responses if {
	some found in rule.findings with input as authorizer({"simpleResponses": given.written(true)}, {})
	startswith(found.message, "authorizer authorizer has simple responses,")
}

test_a_jwt_configuration if {
	some found in rule.findings with input as authorizer({"jwt": {"issuer": given.written("https://login.example.com/")}}, {})
	startswith(found.message, "authorizer authorizer has a JWT configuration,")
}

test_nothing_of_that if {
	count(rule.findings) == 0 with input as authorizer({}, {})
	every changes in [{"payloadFormat": given.written("")}, {"simpleResponses": given.written(false)}, {"jwt": {"issuer": given.written("")}}] {
		count(rule.findings) == 0 with input as authorizer(changes, {})
	}
}

test_http_apis_have_them if {
	count(rule.findings) == 0 with input as authorizer({"payloadFormat": given.written("2.0")}, {"protocol": given.written("HTTP")})
}

test_another_kind_is_another_mistake if {
	count(rule.findings) == 0 with input as authorizer({"kind": given.written("jwt"), "jwt": {"issuer": given.written("https://login.example.com/")}}, {})
}

test_what_nobody_knows_is_left_alone if {
	every changes in [{"payloadFormat": given.unknown}, {"simpleResponses": given.unknown}, {"jwt": {"issuer": given.unknown}}] {
		count(rule.findings) == 0 with input as authorizer(changes, {})
	}
	every changes in [{"protocol": given.unknown}] {
		count(rule.findings) == 0 with input as authorizer({"payloadFormat": given.written("1.0")}, changes)
	}
	count(rule.findings) == 0 with input as authorizer({"payloadFormat": given.written("1.0"), "kind": given.unknown}, {})
}

authorizer(changes, api) := {
	"authorizer": given.authorizer(given.changed(
		{
			"kind": given.written("request"),
			"payloadFormat": given.unset,
			"simpleResponses": given.by_default(false),
			"jwt": {"issuer": given.unset},
		},
		changes,
	)),
	"api": given.api(given.changed({"protocol": given.written("WEBSOCKET")}, api)),
}

test_what_is_filled_in_is_nobodys_choice if {
	every changes in [{"payloadFormat": given.by_default("1.0")}, {"jwt": {"issuer": given.by_default("https://login.example.com/")}}] {
		count(rule.findings) == 0 with input as authorizer(changes, {})
	}
}

test_each_can_go_by_itself if {
	every row in [
		["a payload version", "payloadFormat", given.written("2.0")],
		["simple responses", "simpleResponses", given.written(true)],
	] {
		[what, field, value] := row
		some found in rule.findings with input as authorizer({field: value}, {})
		found.fixes == [{
			"description": $"take {what} away",
			"safe": true,
			"touches": [$"authorizers.{field}"],
			"changes": [{"at": given.here, "remove": true}],
		}]
	}
}

test_of_a_jwt_configuration_more_would_have_to_go if {
	some found in rule.findings with input as authorizer({"jwt": {"issuer": given.written("https://login.example.com/")}}, {})
	found.fixes == []
}
