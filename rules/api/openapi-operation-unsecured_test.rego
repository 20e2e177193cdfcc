package authlint.api["openapi-operation-unsecured_test"]

import data.authlint.api["openapi-operation-unsecured"] as rule
import data.authlint.testing as given

test_a_scheme_that_nobody_asks_for if {
	some found in rule.findings with input as document({}, [unsecured("GET", {}), unsecured("POST", {})])
	found.range == given.here
	found.message == "no security of the document names callers: API Gateway asks for no authorization on GET /orders, POST /orders"
	found.predicts == {"exposure": "public", "methods": ["GET /orders", "POST /orders"]}
	[place.message | some place in found.related] == ["GET /orders has no security", "POST /orders has no security"]
}

test_iam_is_authorization_too if {
	count(rule.findings) == 1 with input as document({"schemes": given.complete([scheme("iam")])}, [unsecured("GET", {})])
}

test_no_scheme_grants_anything if {
	every grants in ["api_key", "nothing", "refused"] {
		count(rule.findings) == 0 with input as document({"schemes": given.complete([scheme(grants)])}, [unsecured("GET", {})])
	}
}

test_what_is_open_on_purpose_is_left_alone if {
	said := given.changed(unsecured("GET", {}), {"unsecured": false})
	count(rule.findings) == 0 with input as document({}, [said])
	other := unsecured("GET", {"authorizationType": given.written("NONE")})
	count(rule.findings) == 0 with input as document({}, [other])
}

test_preflights_are_open if {
	count(rule.findings) == 0 with input as document({}, [unsecured("OPTIONS", {})])
}

test_a_key_is_demanded if {
	every key in [given.written(true), given.unknown] {
		count(rule.findings) == 0 with input as document({}, [unsecured("GET", {"apiKeyRequired": key})])
	}
}

test_one_that_asks_makes_the_others_a_matter_of_other_rules if {
	count(rule.findings) == 0 with input as document({}, [unsecured("POST", {}), given.guarded("GET", "/orders")])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as document({}, [unsecured("POST", {"authorizationType": given.unknown})])
	count(rule.findings) == 0 with input as document({}, [unsecured("POST", {"exists": given.unknown})])
	count(rule.findings) == 0 with input as document({"methods": given.incomplete([unsecured("POST", {})])}, [])
	count(rule.findings) == 0 with input as document({"resourcePolicy": given.unknown}, [unsecured("POST", {})])
}

test_a_document_alone_may_not_be_all if {
	some found in rule.findings with input as document({"format": "openapi"}, [unsecured("GET", {})])
	found.predicts.exposure == "wider"
	endswith(found.message, "(in this document; whoever deploys it may add that)")
}

unsecured(verb, changes) := given.method(verb, "/orders", given.changed({"unsecured": true, "authorizationType": given.by_default("NONE")}, changes))

scheme(grants) := {"name": "callers", "range": given.here, "grants": given.written(grants)}

document(changes, methods) := given.about(given.api(given.changed(
	{
		"methods": given.complete(methods),
		"definition": {"body": true},
		"schemes": given.complete([scheme("authorizer")]),
	},
	changes,
)))
