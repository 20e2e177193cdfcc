package authlint.authorizer["authorizer-permission-qualifier_test"]

import data.authlint.authorizer["authorizer-permission-qualifier"] as rule
import data.authlint.testing as given

live := given.written("live")

on_the_function := permission({"qualifier": given.unset})

on_live := permission({"qualifier": live})

test_an_alias_is_called_and_the_function_permitted if {
	some found in rule.findings with input as function(live, [on_the_function])
	found.range == given.here
	found.message == "authorizer authorizer calls alias or version live of the function, and API Gateway has a permission for the function itself only"
	found.predicts.status == 500
	found.predicts.methods == ["GET /orders"]
	[place.message | some place in found.related] == ["this permission is on the function itself"]
}

test_the_function_is_called_and_an_alias_permitted if {
	some found in rule.findings with input as function(given.unset, [on_live])
	startswith(found.message, "authorizer authorizer calls the function itself")
	found.related[0].message == "this permission is on alias or version live of the function"
}

test_a_version_that_the_deployment_makes if {
	version := given.text([{"kind": "attribute", "of": "function", "attribute": "version"}])
	some found in rule.findings with input as function(version, [on_live])
	startswith(found.message, "authorizer authorizer calls a version of the function, and API Gateway has a permission for alias or version live of the function only")
}

test_the_same_alias if {
	count(rule.findings) == 0 with input as function(live, [on_live])
	count(rule.findings) == 0 with input as function(given.unset, [on_the_function])
}

test_one_of_two_is_right if {
	count(rule.findings) == 0 with input as function(live, [on_the_function, on_live])
}

test_permissions_for_others_do_not_help if {
	for_events := permission({"principal": given.written("events.amazonaws.com")})
	for_reading := permission({"action": given.written("lambda:GetFunction")})
	for_methods := permission({"qualifier": live, "sourceArn": given.execute_api(["/*/GET/orders"])})
	count(rule.findings) == 1 with input as function(live, [on_the_function, for_events, for_reading, for_methods])
}

test_without_a_source_arn if {
	count(rule.findings) == 1 with input as function(live, [permission({"qualifier": given.unset, "sourceArn": given.unset})])
}

test_one_that_is_too_narrow_anyway_is_another_mistake if {
	narrow := permission({"qualifier": given.unset, "sourceArn": given.execute_api(["/*/GET/orders"])})
	count(rule.findings) == 0 with input as function(live, [narrow])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as function(given.unknown, [on_the_function])
	count(rule.findings) == 0 with input as function(live, [permission({"qualifier": given.unknown})])
	count(rule.findings) == 0 with input as function(live, [on_the_function, permission({"principal": given.unknown})])
	every changes in [
		{"permissions": given.incomplete([on_the_function])},
		{"invokeRole": given.unknown},
		{"kind": given.unknown},
	] {
		input_ := function(live, [on_the_function])
		count(rule.findings) == 0 with input as given.changed(input_, {"authorizer": given.changed(input_.authorizer, changes)})
	}
}

test_without_methods_nobody_fails if {
	count(rule.findings) == 0 with input as given.changed(function(live, [on_the_function]), {"methods": given.complete([])})
}

permission(changes) := given.changed(
	{
		"range": given.there,
		"principal": given.written("apigateway.amazonaws.com"),
		"action": given.written("lambda:InvokeFunction"),
		"sourceArn": given.execute_api(["/authorizers/*"]),
		"qualifier": given.unset,
	},
	changes,
)

function(qualifier, permissions) := {
	"authorizer": given.authorizer({
		"uri": given.written("uri"),
		"qualifier": qualifier,
		"permissions": given.complete(permissions),
	}),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

test_only_what_is_for_another_version_is_told if {
	on_old := permission({"qualifier": given.written("old")})
	for_events := permission({"principal": given.written("events.amazonaws.com"), "qualifier": given.written("nightly")})
	some found in rule.findings with input as function(live, [for_events, on_the_function, on_old])
	endswith(found.message, " has a permission for alias or version old of the function and the function itself only")
	[place.message | some place in found.related] == [
		"this permission is on the function itself",
		"this permission is on alias or version old of the function",
	]
}

test_of_an_unknown_protocol_the_status_is_known if {
	some found in rule.findings with input as given.changed(function(live, [on_the_function]), {"api": given.api({"protocol": given.unknown})})
	found.predicts == {"status": 500, "methods": ["GET /orders"]}
}

test_for_whatever_callers_it_is_on_another_version if {
	count(rule.findings) == 1 with input as function(live, [permission({"sourceArn": given.unknown})])
}

test_one_on_the_alias_for_something_else_does_not_help if {
	for_reading := permission({"action": given.written("lambda:GetFunction"), "qualifier": live})
	count(rule.findings) == 1 with input as function(live, [on_the_function, for_reading])
}

test_one_for_methods_does_not_help_whoever_has_it if {
	for_methods := permission({"principal": given.unknown, "qualifier": live, "sourceArn": given.execute_api(["/*/GET/orders"])})
	count(rule.findings) == 1 with input as function(live, [on_the_function, for_methods])
}
