package authlint.scheme["openapi-scheme-type-rest_test"]

import data.authlint.scheme["openapi-scheme-type-rest"] as rule
import data.authlint.testing as given

test_an_authorizer_that_is_not_imported if {
	some found in rule.findings with input as scheme({}, [given.method("GET", "/orders", {})])
	found.severity == "error"
	found.range == given.here
	found.predicts == {"exposure": "wider", "methods": ["GET /orders"]}
	found.message == "security scheme pool is of the type oauth2, and a REST API takes authorizers from the type apiKey only: this one is not imported, and does not guard GET /orders"
	[place.message | some place in found.related] == ["GET /orders asks for pool"]
}

test_nobody_asks_for_it if {
	some found in rule.findings with input as scheme({}, [])
	found.severity == "note"
	endswith(found.message, "this one is not imported")
}

test_what_is_imported_is_fine if {
	every grants in ["authorizer", "iam", "api_key", "nothing"] {
		count(rule.findings) == 0 with input as scheme({"grants": given.written(grants)}, [])
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as scheme({"grants": given.unknown}, [])
	count(rule.findings) == 0 with input as scheme({"type": given.unknown}, [])
}

scheme(changes, methods) := {
	"scheme": given.changed(
		{
			"name": "pool",
			"range": given.there,
			"type": given.written("oauth2"),
			"grants": given.written("refused"),
		},
		changes,
	),
	"methods": given.complete(methods),
	"api": given.api({}),
}
