package authlint.api["cors-credentials-wildcard_test"]

import data.authlint.api["cors-credentials-wildcard"] as rule
import data.authlint.testing as given

test_an_http_api_refuses_that if {
	some found in rule.findings with input as http("terraform", given.texts(["*"]), given.written(true))
	found.range == given.here
	found.severity == "error"
	found.predicts == {"deployment": "refused"}
	found.message == "HTTP API api allows credentials for any origin; API Gateway refuses that"
	count(found.related) == 1
}

test_an_import_may_ignore_it if {
	every format in ["openapi", "sam"] {
		some found in rule.findings with input as http(format, given.texts(["https://a.example.com", "*"]), given.written(true))
		found.severity == "warning"
		endswith(found.message, "or ignores the CORS configuration")
	}
}

test_one_without_the_other if {
	count(rule.findings) == 0 with input as http("terraform", given.texts(["*"]), given.written(false))
	count(rule.findings) == 0 with input as http("terraform", given.texts(["*"]), given.unset)
	count(rule.findings) == 0 with input as http("terraform", given.texts(["https://a.example.com"]), given.written(true))
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as http("terraform", given.texts(["*"]), given.unknown)
	count(rule.findings) == 0 with input as http("terraform", given.unknown, given.written(true))
}

test_browsers_refuse_such_a_gateway_response if {
	some found in rule.findings with input as rest("UNAUTHORIZED", given.written("'*'"), given.written("'true'"))
	found.range == given.here
	found.severity == "warning"
	found.predicts == {"responseType": "UNAUTHORIZED"}
	startswith(found.message, "UNAUTHORIZED allows credentials for any origin")
}

test_a_default_stands_for_many_types if {
	some found in rule.findings with input as rest("DEFAULT_4XX", given.written("'*'"), given.written("'true'"))
	found.predicts == {}
}

test_a_gateway_response_with_an_origin if {
	count(rule.findings) == 0 with input as rest("UNAUTHORIZED", given.written("'https://a.example.com'"), given.written("'true'"))
	count(rule.findings) == 0 with input as rest("UNAUTHORIZED", given.written("'*'"), given.written("'false'"))
	count(rule.findings) == 0 with input as rest("UNAUTHORIZED", given.unknown, given.written("'true'"))
}

http(format, origins, credentials) := given.about(given.api({
	"format": format,
	"protocol": given.written("HTTP"),
	"cors": {"configured": given.written(true), "allowOrigins": origins, "allowCredentials": credentials},
}))

rest(type, origin, credentials) := headers(type, [
	{"name": "Access-Control-Allow-Origin", "range": given.there, "value": origin},
	{"name": "Access-Control-Allow-Credentials", "range": given.there, "value": credentials},
])

test_other_apis_have_neither if {
	document := http("terraform", given.texts(["*"]), given.written(true))
	count(rule.findings) == 0 with input as given.about(given.changed(document.api, {"protocol": given.written("REST")}))
	responses := rest("UNAUTHORIZED", given.written("'*'"), given.written("'true'"))
	count(rule.findings) == 0 with input as given.about(given.changed(responses.api, {"protocol": given.written("HTTP")}))
}

test_other_headers_say_nothing_of_origins if {
	every names in [["X-Scope", "Access-Control-Allow-Credentials"], ["Access-Control-Allow-Origin", "X-Cached"]] {
		count(rule.findings) == 0 with input as headers("UNAUTHORIZED", [
			{"name": names[0], "range": given.there, "value": given.written("'*'")},
			{"name": names[1], "range": given.there, "value": given.written("'true'")},
		])
	}
}

test_a_type_that_nobody_knows_has_headers_too if {
	document := rest("UNAUTHORIZED", given.written("'*'"), given.written("'true'"))
	responses := given.complete([given.changed(response, {"type": given.unknown}) | some response in document.api.gatewayResponses.items])
	some found in rule.findings with input as given.about(given.changed(document.api, {"gatewayResponses": responses}))
	startswith(found.message, "a gateway response allows credentials for any origin")
	found.predicts == {}
}

headers(type, items) := given.about(given.api({"gatewayResponses": given.complete([given.changed(
	given.response(type, []),
	{"headers": given.complete(items)},
)])}))
