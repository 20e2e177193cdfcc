package authlint.api["openapi-swagger2-on-http_test"]

import data.authlint.api["openapi-swagger2-on-http"] as rule
import data.authlint.testing as given

test_an_http_api_takes_no_swagger if {
	some found in rule.findings with input as api("HTTP", given.written("2.0"))
	found.range == given.here
	found.predicts == {"deployment": "refused"}
	found.message == "HTTP API api is defined by a Swagger 2.0 document, and HTTP APIs import OpenAPI 3.0 only"
}

test_a_rest_api_takes_it if {
	count(rule.findings) == 0 with input as api("REST", given.written("2.0"))
}

test_openapi_3_is_fine if {
	every version in ["3.0.1", "3.1.0"] {
		count(rule.findings) == 0 with input as api("HTTP", given.written(version))
	}
}

test_an_api_without_a_document if {
	count(rule.findings) == 0 with input as api("HTTP", given.unset)
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as api("HTTP", given.unknown)
	count(rule.findings) == 0 with input as {"api": given.api({"protocol": given.unknown, "definition": {"version": given.written("2.0")}})}
}

api(protocol, version) := {"api": given.api({"protocol": given.written(protocol), "definition": {"version": version}})}
