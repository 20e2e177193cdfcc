package authlint.authorizer["simple-responses-payload_test"]

import data.authlint.authorizer["simple-responses-payload"] as rule
import data.authlint.testing as given

test_version_1_has_no_simple_responses if {
	every version in ["1.0", "1"] {
		some found in rule.findings with input as authorizer({"payloadFormat": given.written(version)}, {})
		found.range == given.here
		found.severity == "error"
		found.predicts.body == `EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0"`
		found.message == $"authorizer authorizer has simple responses, which payload version 2.0 alone has, and names version {version}: the deployment is refused"
	}
}

test_an_import_is_not_recorded if {
	some found in rule.findings with input as authorizer({"scheme": {"name": "auth"}}, {"format": "openapi"})
	found.severity == "warning"
}

test_sam_imports_http_apis if {
	some found in rule.findings with input as authorizer({}, {"format": "sam"})
	found.severity == "warning"
}

test_version_2_has_them if {
	count(rule.findings) == 0 with input as authorizer({"payloadFormat": given.written("2.0")}, {})
}

test_no_version_is_another_mistake if {
	count(rule.findings) == 0 with input as authorizer({"payloadFormat": given.unset}, {})
}

test_without_them_any_version_will_do if {
	every simple in [given.written(false), given.by_default(false), given.unset] {
		count(rule.findings) == 0 with input as authorizer({"simpleResponses": simple}, {})
	}
}

test_a_websocket_api_has_neither if {
	count(rule.findings) == 0 with input as authorizer({}, {"protocol": given.written("WEBSOCKET")})
}

test_what_nobody_knows_is_left_alone if {
	every changes in [{"payloadFormat": given.unknown}, {"simpleResponses": given.unknown}, {"kind": given.unknown}] {
		count(rule.findings) == 0 with input as authorizer(changes, {})
	}
	count(rule.findings) == 0 with input as authorizer({}, {"protocol": given.unknown})
}

authorizer(changes, api) := {
	"authorizer": given.authorizer(given.changed(
		{
			"kind": given.written("request"),
			"payloadFormat": given.written("1.0"),
			"simpleResponses": given.written(true),
		},
		changes,
	)),
	"api": given.api(given.changed({"protocol": given.written("HTTP")}, api)),
}

test_the_version_that_has_them if {
	some found in rule.findings with input as authorizer({}, {})
	found.fixes == [{
		"description": "set the payload version to 2.0",
		"safe": false,
		"touches": ["authorizers.payloadFormat"],
		"changes": [{"at": given.here, "value": "2.0"}],
	}]
}
