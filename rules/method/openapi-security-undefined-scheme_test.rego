package authlint.method["openapi-security-undefined-scheme_test"]

import data.authlint.method["openapi-security-undefined-scheme"] as rule
import data.authlint.testing as given

test_a_scheme_that_is_not_there if {
	some found in rule.findings with input as method("terraform", [given.required("tokne", given.unset)])
	found.range == given.here
	found.severity == "warning"
	found.predicts == {"exposure": "wider", "methods": ["GET /orders"]}
	found.message == "GET /orders asks for the security scheme tokne, which is not defined: API Gateway refuses the document, or leaves the method open to anyone"
}

test_a_document_alone_may_get_it_from_elsewhere if {
	some found in rule.findings with input as method("openapi", [given.required("tokne", given.unset)])
	found.severity == "note"
	endswith(found.message, "(in this document; whoever deploys it may add that)")
}

test_each_is_found if {
	count(rule.findings) == 2 with input as method("terraform", [given.required("a", given.unset), given.requirement("b"), given.required("c", given.unset)])
}

test_those_that_are_there if {
	every grants in ["authorizer", "iam", "api_key", "nothing", "refused"] {
		count(rule.findings) == 0 with input as method("terraform", [given.required("a", given.written(grants))])
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as method("terraform", [given.required("a", given.unknown)])
	count(rule.findings) == 0 with input as method("terraform", [])
}

method(format, requirements) := {
	"method": given.method("GET", "/orders", {"requirements": requirements}),
	"undefined": [required | some required in requirements; required.grants.state == "unset"],
	"api": given.api({"format": format}),
}
