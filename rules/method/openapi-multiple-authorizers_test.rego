package authlint.method["openapi-multiple-authorizers_test"]

import data.authlint.method["openapi-multiple-authorizers"] as rule
import data.authlint.testing as given

test_an_http_api_refuses_two if {
	some found in rule.findings with input as method("HTTP", [required("jwt", 0, "authorizer"), required("lambda", 1, "authorizer")])
	found.severity == "error"
	found.predicts == {"deployment": "refused"}
	found.range == given.here
	found.message == "GET /orders names the authorizers jwt and lambda: an HTTP API takes one for each operation, and refuses the document"
}

test_a_rest_api_takes_one_of_the_alternatives if {
	some found in rule.findings with input as method("REST", [required("pool", 0, "authorizer"), required("token", 1, "authorizer")])
	found.severity == "warning"
	found.predicts.status == 401
	found.predicts.methods == ["GET /orders"]
	endswith(found.message, "a REST API asks one of them only, and it is not documented which")
}

test_what_is_required_together_is_not_all_asked_for if {
	some found in rule.findings with input as method("REST", [required("pool", 0, "authorizer"), required("token", 0, "authorizer")])
	found.predicts == {"exposure": "wider", "methods": ["GET /orders"]}
}

test_iam_counts if {
	count(rule.findings) == 1 with input as method("HTTP", [required("jwt", 0, "authorizer"), required("sigv4", 1, "iam")])
}

test_the_first_two_are_named if {
	some found in rule.findings with input as method("HTTP", [required("key", 0, "api_key"), required("a", 0, "authorizer"), required("b", 1, "authorizer"), required("c", 2, "authorizer")])
	startswith(found.message, "GET /orders names the authorizers a and b:")
}

test_an_api_key_is_no_authorizer if {
	every grants in ["api_key", "nothing", "refused"] {
		count(rule.findings) == 0 with input as method("REST", [required("token", 0, "authorizer"), required("other", 0, grants)])
	}
}

test_one_is_enough if {
	count(rule.findings) == 0 with input as method("HTTP", [required("jwt", 0, "authorizer")])
	count(rule.findings) == 0 with input as method("HTTP", [])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as method("HTTP", [required("jwt", 0, "authorizer"), given.required("other", given.unknown)])
	count(rule.findings) == 0 with input as given.changed(
		method("HTTP", [required("a", 0, "authorizer"), required("b", 1, "authorizer")]),
		{"api": given.api({"protocol": given.unknown})},
	)
}

required(scheme, alternative, grants) := object.union(given.required(scheme, given.written(grants)), {"alternative": alternative})

method(protocol, requirements) := {
	"method": given.method("GET", "/orders", {"requirements": requirements}),
	"deciding": [required | some required in requirements; required.grants.value in {"authorizer", "iam"}],
	"api": given.api({"protocol": given.written(protocol)}),
}
