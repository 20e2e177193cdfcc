package authlint.authorizer["sam-http-authorizer-permission_test"]

import data.authlint.authorizer["sam-http-authorizer-permission"] as rule
import data.authlint.testing as given

test_nobody_may_call_the_function if {
	some found in rule.findings with input as function([], {})
	found.range == given.here
	found.message == "API Gateway may not call the function of authorizer authorizer: for HTTP APIs, SAM makes the permission only with EnableFunctionDefaultPermissions: true"
	found.predicts.status == 500
	found.predicts.body == `{"message":"Internal Server Error"}`
	found.predicts.methods == ["GET /orders"]
}

test_permissions_for_methods_and_for_others_do_not_help if {
	for_a_method := permission({"sourceArn": given.execute_api(["/*/GET/orders"])})
	for_events := permission({"principal": given.written("events.amazonaws.com")})
	for_reading := permission({"action": given.written("lambda:GetFunction")})
	count(rule.findings) == 1 with input as function([for_a_method, for_events, for_reading], {})
}

test_a_permission_covers_it if {
	count(rule.findings) == 0 with input as function([permission({})], {})
}

test_a_permission_that_nobody_knows_may_cover_it if {
	count(rule.findings) == 0 with input as function([permission({"sourceArn": given.unknown})], {})
	count(rule.findings) == 0 with input as function([permission({"principal": given.unknown})], {})
}

test_a_role_calls_the_function if {
	count(rule.findings) == 0 with input as function([], {"invokeRole": given.written("arn:aws:iam::111122223333:role/invoke")})
	count(rule.findings) == 0 with input as function([], {"invokeRole": given.unknown})
}

test_sam_makes_the_permission_or_may if {
	count(rule.findings) == 0 with input as function([], {"defaultPermission": given.written(true)})
	count(rule.findings) == 0 with input as function([], {"defaultPermission": given.unknown})
}

test_permissions_out_of_view if {
	count(rule.findings) == 0 with input as function([], {"permissions": given.incomplete([])})
}

test_an_authorizer_without_methods_fails_nobody if {
	unused := given.changed(function([], {}), {"methods": given.complete([])})
	count(rule.findings) == 0 with input as unused
}

test_another_kind_of_api if {
	other := given.changed(function([], {}), {"api": given.api({"format": "sam", "protocol": given.unknown})})
	count(rule.findings) == 0 with input as other
}

permission(changes) := given.changed(
	{
		"principal": given.by_default("apigateway.amazonaws.com"),
		"action": given.by_default("lambda:InvokeFunction"),
		"sourceArn": given.execute_api(["/authorizers/*"]),
	},
	changes,
)

function(permissions, changes) := {
	"authorizer": given.changed(
		given.authorizer({
			"kind": given.written("request"),
			"defaultPermission": given.by_default(false),
			"permissions": given.complete(permissions),
		}),
		changes,
	),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({"format": "sam", "protocol": given.written("HTTP")}),
}

test_whoever_may_call_it_from_elsewhere_may_not_from_here if {
	elsewhere := permission({"principal": given.unknown, "sourceArn": given.execute_api(["/*/GET/orders"])})
	count(rule.findings) == 1 with input as function([elsewhere], {})
}

test_others_have_no_function if {
	every kind in [given.unknown, given.written("jwt")] {
		count(rule.findings) == 0 with input as function([], {"kind": kind})
	}
}

test_sam_can_make_it if {
	every value, safe in {given.by_default(false): true, given.written(false): false} {
		some found in rule.findings with input as function([], {"defaultPermission": value})
		found.fixes == [{
			"description": "let SAM make the permission",
			"safe": safe,
			"touches": ["authorizers.defaultPermission", "authorizers.permissions"],
			"changes": [{"at": given.there, "path": ["EnableFunctionDefaultPermissions"], "value": true}],
		}]
	}
}
