package authlint.authorizer["authorizer-permission-missing_test"]

import data.authlint.authorizer["authorizer-permission-missing"] as rule
import data.authlint.testing as given

test_nobody_may_call_the_function if {
	some found in rule.findings with input as function([], {})
	found.range == given.here
	found.message == "no permission lets API Gateway call the function of authorizer authorizer"
	found.predicts.status == 500
	found.predicts.body == `{"message":null}`
	found.predicts.methods == ["GET /orders"]
}

test_an_api_whose_protocol_nobody_knows if {
	some found in rule.findings with input as given.changed(function([], {}), {"api": given.api({"protocol": given.unknown})})
	found.predicts.status == 500
}

test_permissions_for_others_do_not_help if {
	for_events := permission({"principal": given.written("events.amazonaws.com")})
	for_reading := permission({"action": given.written("lambda:GetFunction")})
	count(rule.findings) == 1 with input as function([for_events, for_reading], {})
}

test_any_permission_for_api_gateway_is_another_matter if {
	count(rule.findings) == 0 with input as function([permission({})], {})
}

test_a_permission_for_nobody_knows_whom if {
	count(rule.findings) == 0 with input as function([permission({"principal": given.unknown})], {})
	count(rule.findings) == 0 with input as function([permission({"principal": given.written("*")})], {})
}

test_a_role_calls_the_function if {
	count(rule.findings) == 0 with input as function([], {"invokeRole": given.written("arn:aws:iam::111122223333:role/invoke")})
	count(rule.findings) == 0 with input as function([], {"invokeRole": given.unknown})
}

test_sam_could_make_the_permission if {
	count(rule.findings) == 0 with input as function([], {"defaultPermission": given.by_default(false)})
}

test_permissions_out_of_view if {
	count(rule.findings) == 0 with input as function([], {"permissions": given.incomplete([])})
}

test_tokens_of_an_issuer_need_no_function if {
	count(rule.findings) == 0 with input as function([], {"kind": given.written("jwt")})
	count(rule.findings) == 0 with input as function([], {"kind": given.unknown})
}

test_an_authorizer_without_methods_fails_nobody if {
	count(rule.findings) == 0 with input as given.changed(function([], {}), {"methods": given.complete([])})
}

permission(changes) := given.changed(
	{
		"principal": given.written("apigateway.amazonaws.com"),
		"action": given.written("lambda:InvokeFunction"),
		"sourceArn": given.execute_api(["/*/GET/orders"]),
	},
	changes,
)

function(permissions, changes) := {
	"authorizer": given.changed(
		given.authorizer({"uri": given.written("uri"), "permissions": given.complete(permissions)}),
		changes,
	),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}
