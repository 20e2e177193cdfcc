package authlint.method["http-route-api-key_test"]

import data.authlint.method["http-route-api-key"] as rule
import data.authlint.testing as given

test_an_http_api_has_no_keys if {
	every format in ["terraform", "cloudformation"] {
		some found in rule.findings with input as route({}, {"format": format})
		found.range == given.here
		found.predicts.body == "ApiKeyRequired is not currently supported for HTTP APIs."
		found.message == "GET /orders requires an API key, which HTTP APIs do not have: the deployment is refused"
	}
}

test_other_apis_have if {
	every protocol in ["REST", "WEBSOCKET"] {
		count(rule.findings) == 0 with input as route({}, {"protocol": given.written(protocol)})
	}
}

test_no_key_is_asked_for if {
	every key in [given.written(false), given.unset] {
		count(rule.findings) == 0 with input as route({"apiKeyRequired": key}, {})
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as route({"apiKeyRequired": given.unknown}, {})
	count(rule.findings) == 0 with input as route({}, {"protocol": given.unknown})
}

test_what_is_imported_is_another_matter if {
	count(rule.findings) == 0 with input as route({}, {"format": "openapi"})
	count(rule.findings) == 0 with input as route({"requirements": [given.requirement("key")]}, {})
}

route(changes, api) := {
	"method": given.method("GET", "/orders", given.changed({"apiKeyRequired": given.written(true)}, changes)),
	"api": given.api(given.changed({"protocol": given.written("HTTP")}, api)),
}

test_no_key_is_asked_for_instead if {
	some found in rule.findings with input as route({}, {})
	found.fixes == [{
		"description": "ask for no API key",
		"safe": false,
		"touches": ["methods.apiKeyRequired"],
		"changes": [{"at": given.here, "remove": true}],
	}]
}
