package authlint.method["method-public-among-protected_test"]

import data.authlint.method["method-public-among-protected"] as rule
import data.authlint.testing as given

test_one_that_is_open_among_others if {
	every verb in ["GET", "HEAD", "ANY"] {
		some found in rule.findings with input as open(verb, "/orders", {})
		found.range == given.here
		found.message == $"{verb} /orders asks for no authorization, unlike DELETE /orders of the same API"
		found.predicts == {"exposure": "public", "methods": [$"{verb} /orders"]}
		[place.message | some place in found.related] == ["DELETE /orders asks for authorization"]
	}
}

test_all_are_open if {
	count(rule.findings) == 0 with input as object.remove(open("GET", "/orders", {}), ["protected"])
}

test_writing_is_told_where_the_authorizer_is_in_view if {
	every verb in ["POST", "PUT", "PATCH", "DELETE"] {
		count(rule.findings) == 1 with input as open(verb, "/orders", {})
		count(rule.findings) == 0 with input as in_api({"authorizers": given.complete([given.authorizer({})])}, open(verb, "/orders", {}))
		count(rule.findings) == 0 with input as in_api({"authorizers": given.incomplete([])}, open(verb, "/orders", {}))
	}
}

test_reading_is_told_with_it_as_well if {
	count(rule.findings) == 1 with input as in_api({"authorizers": given.complete([given.authorizer({})])}, open("GET", "/orders", {}))
}

test_preflights_are_open if {
	count(rule.findings) == 0 with input as open("OPTIONS", "/orders", {})
}

test_a_catch_all_route if {
	route := {"verb": given.written("ANY"), "path": given.unset, "routeKey": given.written("$default")}
	count(rule.findings) == 1 with input as in_api({"protocol": given.written("HTTP")}, open("ANY", "/orders", route))
	count(rule.findings) == 1 with input as in_api({"protocol": given.written("HTTP")}, open("ANY", "/orders", given.changed(route, {"verb": given.unset})))
}

test_some_paths_have_to_be_open if {
	count(rule.findings) == 0 with input as open("GET", "/health", {})
	count(rule.findings) == 0 with input as open("GET", "/orders", {"path": given.unknown})
}

test_a_default_of_the_format_is_nothing_that_anybody_said if {
	every format in ["terraform", "sam", "openapi"] {
		count(rule.findings) == 1 with input as in_api({"format": format}, open("GET", "/orders", {"authorizationType": given.by_default("NONE")}))
	}
}

test_what_is_said_to_be_open if {
	every format in ["sam", "openapi"] {
		count(rule.findings) == 0 with input as in_api({"format": format}, open("GET", "/orders", {}))
	}
	count(rule.findings) == 0 with input as in_api({"definition": {"body": true}}, open("GET", "/orders", {}))
}

test_a_document_alone_may_not_be_all if {
	some found in rule.findings with input as in_api({"format": "openapi"}, open("GET", "/orders", {"authorizationType": given.by_default("NONE")}))
	found.predicts.exposure == "wider"
	endswith(found.message, "(in this document; whoever deploys it may add that)")
}

test_something_else_keeps_callers_out if {
	count(rule.findings) == 0 with input as open("GET", "/orders", {"apiKeyRequired": given.written(true)})
	count(rule.findings) == 0 with input as in_api({"endpointType": given.written("PRIVATE")}, open("GET", "/orders", {}))
}

test_what_is_named_in_vain_is_another_mistake if {
	count(rule.findings) == 0 with input as open("GET", "/orders", {"authorizer": given.written("authorizer")})
	count(rule.findings) == 0 with input as open("GET", "/orders", {"requirements": [given.requirement("bearer")]})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as open("GET", "/orders", {"authorizationType": given.unknown})
	count(rule.findings) == 0 with input as open("GET", "/orders", {"exists": given.unknown})
	count(rule.findings) == 0 with input as open("GET", "/orders", {"verb": given.unknown})
}

open(verb, path, changes) := {
	"method": given.method(verb, path, given.changed({"authorizationType": given.written("NONE")}, changes)),
	"protected": given.guarded("DELETE", "/orders"),
	"api": given.api({}),
}

in_api(changes, of) := given.changed(of, {"api": given.api(changes)})
