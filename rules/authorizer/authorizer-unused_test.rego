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

used_by(users, methods) := {
	"authorizer": given.authorizer({}),
	"methods": users,
	"api": given.api({"methods": given.complete(methods)}),
}
