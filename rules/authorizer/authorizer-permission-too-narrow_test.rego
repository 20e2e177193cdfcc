package authlint.authorizer["authorizer-permission-too-narrow_test"]

import data.authlint.authorizer["authorizer-permission-too-narrow"] as rule
import data.authlint.testing as given

for_methods := permission({"sourceArn": given.execute_api(["/*/GET/pets"])})

for_the_authorizer := permission({"sourceArn": given.execute_api(["/authorizers/", given.hole("authorizer", "authorizer")])})

for_nobody_knows := permission({"sourceArn": given.unknown})

test_a_permission_for_a_method_does_not_cover_the_authorizer if {
	some found in rule.findings with input as function([for_methods])
	found.range == given.here
	found.predicts.status == 500
	found.predicts.body == `{"message":null}`
	found.predicts.methods == ["GET /orders"]
	count(found.related) == 1
}

test_a_stage_or_three_segments_do_not_cover_it if {
	every rest in [["/prod/*"], ["/*/*/*"], ["/*/POST/orders/*"]] {
		count(rule.findings) == 1 with input as function([permission({"sourceArn": given.execute_api(rest)})])
	}
}

test_another_api_does_not_cover_it if {
	other := given.text(["arn:aws:execute-api:eu-west-1:111122223333:", given.hole("api", "other"), "/*/*"])
	count(rule.findings) == 1 with input as function([permission({"sourceArn": other})])
}

test_wide_patterns_cover_it if {
	every rest in [["/*"], ["/*/*"], ["/authorizers/*"]] {
		count(rule.findings) == 0 with input as function([permission({"sourceArn": given.execute_api(rest)})])
	}
}

test_one_that_covers_it_is_enough if {
	count(rule.findings) == 0 with input as function([for_methods, for_the_authorizer])
}

test_without_a_source_arn_any_api_may_call if {
	count(rule.findings) == 0 with input as function([for_methods, permission({"sourceArn": given.unset})])
}

test_a_source_arn_that_nobody_knows_may_be_the_right_one if {
	count(rule.findings) == 0 with input as function([for_methods, for_nobody_knows])
}

test_a_principal_that_nobody_knows_may_be_api_gateway if {
	someone := permission({"principal": given.unknown, "sourceArn": given.unknown})
	count(rule.findings) == 0 with input as function([for_methods, someone])
}

test_permissions_for_other_services_do_not_help if {
	events := permission({"principal": given.written("events.amazonaws.com"), "sourceArn": given.unset})
	count(rule.findings) == 1 with input as function([for_methods, events])
}

test_permissions_for_something_else_do_not_help if {
	read := permission({"action": given.written("lambda:GetFunction"), "sourceArn": given.unset})
	count(rule.findings) == 1 with input as function([for_methods, read])
}

test_every_action_includes_the_call if {
	all := permission({"action": given.written("lambda:*"), "sourceArn": given.unset})
	count(rule.findings) == 0 with input as function([for_methods, all])
}

test_no_permission_at_all_is_another_mistake if {
	count(rule.findings) == 0 with input as function([])
}

test_sam_could_make_the_permission if {
	count(rule.findings) == 0 with input as function_with({
		"permissions": given.complete([for_methods]),
		"defaultPermission": given.by_default(false),
	})
}

test_permissions_out_of_view_may_cover_it if {
	count(rule.findings) == 0 with input as function_with({"permissions": given.incomplete([for_methods])})
}

test_a_role_needs_no_permission if {
	every role in [given.written("arn:aws:iam::111122223333:role/invoke"), given.unknown] {
		count(rule.findings) == 0 with input as function_with({
			"permissions": given.complete([for_methods]),
			"invokeRole": role,
		})
	}
}

test_only_lambda_authorizers_call_a_function if {
	every kind in [given.written("jwt"), given.unknown] {
		count(rule.findings) == 0 with input as function_with({"permissions": given.complete([for_methods]), "kind": kind})
	}
}

test_an_unknown_protocol_leaves_the_status if {
	some found in rule.findings with input as given.changed(
		function([for_methods]),
		{"api": given.api({"protocol": given.unknown})},
	)
	found.predicts == {"status": 500, "methods": ["GET /orders"]}
}

permission(changes) := given.changed(
	{
		"address": "permission",
		"action": given.written("lambda:InvokeFunction"),
		"principal": given.written("apigateway.amazonaws.com"),
	},
	changes,
)

function(permissions) := function_with({"permissions": given.complete(permissions)})

function_with(authorizer) := {
	"authorizer": given.authorizer(given.changed({"uri": given.written("arn:aws:apigateway:…")}, authorizer)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

test_only_what_is_too_narrow_is_shown if {
	events := permission({
		"principal": given.written("events.amazonaws.com"),
		"sourceArn": given.changed(given.unset, {"range": given.there}),
	})
	some found in rule.findings with input as function([events, for_methods])
	found.related == [{"range": given.here, "message": "this source ARN does not cover the authorizer"}]
}

test_the_permission_of_another_service_is_not_too_narrow if {
	rule_of_events := permission({
		"principal": given.written("events.amazonaws.com"),
		"sourceArn": given.written("arn:aws:events:eu-west-1:111122223333:rule/nightly"),
	})
	count(rule.findings) == 0 with input as function([rule_of_events])
}

test_the_whole_api_may_call_instead if {
	some found in rule.findings with input as of("terraform", "aws_api_gateway_rest_api.pets", "aws_lambda_permission.pets")
	found.fixes == [{
		"description": "let all of this API call the function",
		"safe": false,
		"touches": ["authorizers.permissions"],
		"changes": [{"at": given.here, "code": `"${aws_api_gateway_rest_api.pets.execution_arn}/*"`}],
	}]
}

test_templates_write_the_arn if {
	every format in ["cloudformation", "sam"] {
		some found in rule.findings with input as of(format, "Resources.Api", "Resources.MayCall")
		some written in found.fixes
		written.changes == [{
			"at": given.here,
			"value": {"Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*"},
		}]
	}
}

test_nobody_writes_it_from_elsewhere if {
	every row in [
		["terraform", "module.x.aws_api_gateway_rest_api.pets", "aws_lambda_permission.pets"],
		["terraform", "aws_api_gateway_rest_api.pets[0]", "aws_lambda_permission.pets"],
		["cloudformation", "Resources.Api", "Resources.Stack.Resources.MayCall"],
		["openapi", "Resources.Api", "Resources.MayCall"],
	] {
		[format, address, permission] := row
		some found in rule.findings with input as of(format, address, permission)
		found.fixes == []
	}
}

test_the_permission_of_another_api_stays if {
	every row in [
		["terraform", "aws_api_gateway_rest_api.pets", "aws_lambda_permission.pets"],
		["cloudformation", "Resources.Api", "Resources.MayCall"],
	] {
		[format, address, permitting] := row
		about := of(format, address, permitting)
		other := permission({"address": permitting, "sourceArn": _arn("other", ["/*/*"])})
		some found in rule.findings with input as given.changed(
			about,
			{"authorizer": given.changed(about.authorizer, {"permissions": given.complete([other])})},
		)
		found.fixes == []
	}
}

test_of_two_permissions_nobody_knows_which_is_meant if {
	about := of("terraform", "aws_api_gateway_rest_api.pets", "aws_lambda_permission.pets")
	permissions := about.authorizer.permissions.items
	some found in rule.findings with input as given.changed(
		about,
		{"authorizer": given.changed(about.authorizer, {"permissions": given.complete(array.concat(permissions, permissions))})},
	)
	found.fixes == []
}

of(format, address, permitting) := {
	"authorizer": given.authorizer({
		"uri": given.written("arn:aws:apigateway:…"),
		"arn": _arn(address, ["/authorizers/", given.hole("authorizer", "authorizer")]),
		"permissions": given.complete([permission({"address": permitting, "sourceArn": _arn(address, ["/*/GET/pets"])})]),
	}),
	"methods": given.complete([]),
	"api": given.api({"address": address, "format": format}),
}

_arn(api, rest) := given.text(array.concat(["arn:aws:execute-api:eu-west-1:111122223333:", given.hole("api", api)], rest))
