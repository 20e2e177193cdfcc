package authlint.authorizer["authorizer-unused_test"]

import data.authlint.authorizer["authorizer-unused"] as rule
import data.authlint.testing as given

public := given.method("GET", "/orders", {})

test_nobody_uses_it if {
	some found in rule.findings with input as used_by(given.complete([]), [public])
	found.range == given.there
	found.message == "authorizer authorizer is used by no method of api"
}

test_somebody_uses_it if {
	guarded := given.guarded("GET", "/orders")
	count(rule.findings) == 0 with input as used_by(given.complete([guarded]), [guarded])
}

test_a_method_that_names_it_in_vain_is_another_mistake if {
	ignoring := given.changed(given.guarded("GET", "/orders"), {"authorizationType": given.written("NONE")})
	count(rule.findings) == 0 with input as used_by(given.complete([]), [ignoring])
}

test_somebody_out_of_view_may_use_it if {
	count(rule.findings) == 0 with input as used_by(given.incomplete([]), [public])
}

test_an_api_without_methods_gets_them_elsewhere if {
	count(rule.findings) == 0 with input as used_by(given.complete([]), [])
}

test_methods_that_may_not_be_there_prove_nothing if {
	perhaps := given.changed(public, {"exists": given.unknown})
	count(rule.findings) == 0 with input as used_by(given.complete([]), [perhaps])
}

test_a_document_without_any_security_is_told_otherwise if {
	count(rule.findings) == 0 with input as declared_by_a_scheme({}, [unsecured])
}

test_a_scheme_among_others if {
	count(rule.findings) == 1 with input as declared_by_a_scheme({}, [public])
	count(rule.findings) == 1 with input as declared_by_a_scheme({}, [unsecured, given.changed(public, {"authorizationType": given.written("AWS_IAM")})])
}

test_a_document_whose_api_is_guarded_otherwise if {
	count(rule.findings) == 1 with input as declared_by_a_scheme({"endpointType": given.written("PRIVATE")}, [unsecured])
	count(rule.findings) == 1 with input as declared_by_a_scheme({"resourcePolicy": given.written({})}, [unsecured])
}

test_one_that_the_transform_refuses_is_told_by_its_reason if {
	every pair in [[given.there, 0], [given.here, 1]] {
		[range, expected] := pair
		api := given.api({"methods": given.complete([public]), "refusals": [{"range": range}]})
		count(rule.findings) == expected with input as given.changed(used_by(given.complete([]), []), {"api": api})
	}
}

unsecured := given.changed(public, {"unsecured": true})

declared_by_a_scheme(changes, methods) := {
	"authorizer": given.authorizer({"scheme": {"name": "callers"}}),
	"methods": given.complete([]),
	"api": given.api(given.changed({"methods": given.complete(methods)}, changes)),
}

used_by(users, methods) := {
	"authorizer": given.authorizer({}),
	"methods": users,
	"api": given.api({"methods": given.complete(methods)}),
}

test_one_beside_a_document_without_any_security if {
	count(rule.findings) == 1 with input as used_by(given.complete([]), [unsecured])
}

test_one_operation_without_security_is_enough_to_be_told_otherwise if {
	count(rule.findings) == 0 with input as declared_by_a_scheme({}, [unsecured, public])
}

test_a_document_that_asks_for_another_authorization if {
	every type in ["CUSTOM", "COGNITO_USER_POOLS", "JWT", "AWS_IAM"] {
		other := given.changed(public, {"authorizationType": given.written(type)})
		count(rule.findings) == 1 with input as declared_by_a_scheme({}, [unsecured, other])
	}
}
