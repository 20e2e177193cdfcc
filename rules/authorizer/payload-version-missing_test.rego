package authlint.authorizer["payload-version-missing_test"]

import data.authlint.authorizer["payload-version-missing"] as rule
import data.authlint.testing as given

test_an_http_api_wants_a_version if {
	some found in rule.findings with input as authorizer({}, {})
	found.range == given.here
	found.severity == "error"
	found.predicts.body == "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer"
	found.message == "authorizer authorizer names no payload version (1.0 or 2.0), and an HTTP API refuses a request authorizer without one"
}

test_an_import_is_not_recorded if {
	some found in rule.findings with input as authorizer({"scheme": {"name": "auth"}}, {"format": "openapi"})
	found.severity == "warning"
}

test_sam_refuses_it_by_itself if {
	count(rule.findings) == 0 with input as authorizer({}, {"format": "sam"})
}

test_a_version_is_named if {
	count(rule.findings) == 0 with input as authorizer({"payloadFormat": given.written("2.0")}, {})
}

test_a_jwt_authorizer_calls_no_function if {
	count(rule.findings) == 0 with input as authorizer({"kind": given.written("jwt")}, {})
}

test_other_apis_have_no_versions if {
	every protocol in ["REST", "WEBSOCKET"] {
		count(rule.findings) == 0 with input as authorizer({}, {"protocol": given.written(protocol)})
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer({"payloadFormat": given.unknown}, {})
	count(rule.findings) == 0 with input as authorizer({"kind": given.unknown}, {})
	count(rule.findings) == 0 with input as authorizer({}, {"protocol": given.unknown})
}

authorizer(changes, api) := {
	"authorizer": given.authorizer(given.changed({"kind": given.written("request"), "payloadFormat": given.unset}, changes)),
	"api": given.api(given.changed({"protocol": given.written("HTTP")}, api)),
}

test_the_version_of_today if {
	every row in [
		[{}, "terraform", ["authorizer_payload_format_version"]],
		[{}, "cloudformation", ["Properties", "AuthorizerPayloadFormatVersion"]],
		[{"scheme": {"name": "auth"}}, "openapi", ["x-amazon-apigateway-authorizer", "authorizerPayloadFormatVersion"]],
		[{"scheme": {"name": "auth"}}, "terraform", ["x-amazon-apigateway-authorizer", "authorizerPayloadFormatVersion"]],
	] {
		[changes, format, path] := row
		some found in rule.findings with input as authorizer(changes, {"format": format})
		found.fixes == [{
			"description": "set the payload version to 2.0",
			"safe": false,
			"touches": ["authorizers.payloadFormat", "authorizers.simpleResponses"],
			"changes": [{"at": given.there, "path": path, "value": "2.0"}],
		}]
	}
}
