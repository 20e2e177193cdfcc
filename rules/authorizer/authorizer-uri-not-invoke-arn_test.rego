package authlint.authorizer["authorizer-uri-not-invoke-arn_test"]

import data.authlint.authorizer["authorizer-uri-not-invoke-arn"] as rule
import data.authlint.testing as given

function := given.hole("function", "aws_lambda_function.auth")

function_arn := [
	"arn:", {"kind": "partition"}, ":lambda:", {"kind": "region"}, ":", {"kind": "account"}, ":function:",
	function,
]

test_the_arn_of_a_function_is_refused if {
	some found in rule.findings with input as api("REST", given.text(function_arn))
	found.range == given.here
	found.predicts == {"deployment": "refused", "body": "Invalid Authorizer URI"}
	startswith(found.message, "URI of authorizer authorizer is the ARN of a function; API Gateway takes the ARN of its invocation")
}

test_a_qualified_arn_is_refused if {
	qualified := array.concat(function_arn, [":", {"kind": "attribute", "of": "aws_lambda_function.auth", "attribute": "version"}])
	count(rule.findings) == 1 with input as api("REST", given.text(qualified))
}

test_a_literal_arn_is_refused if {
	every uri in [
		"arn:aws:lambda:eu-west-1:111122223333:function:auth",
		"arn:aws-us-gov:lambda:us-gov-west-1:111122223333:function:auth:live",
		"arn:${AWS::Partition}:lambda:${AWS::Region}:111122223333:function:auth",
	] {
		count(rule.findings) == 1 with input as api("REST", given.written(uri))
	}
}

test_a_literal_arn_with_holes_is_refused if {
	some found in rule.findings with input as api("REST", given.text([
		"arn:aws:lambda:eu-west-1:", {"kind": "account"}, ":function:auth",
	]))
	contains(found.message, "is the ARN of a function;")
}

test_the_name_of_a_function_is_refused if {
	some found in rule.findings with input as api("HTTP", given.text([function]))
	contains(found.message, "is the name of a function")
}

test_an_invocation_arn_is_accepted if {
	invocation := array.concat(
		["arn:", {"kind": "partition"}, ":apigateway:", {"kind": "region"}, ":lambda:path/2015-03-31/functions/"],
		array.concat(function_arn, ["/invocations"]),
	)
	count(rule.findings) == 0 with input as api("REST", given.text(invocation))
}

test_a_literal_invocation_arn_is_accepted if {
	count(rule.findings) == 0 with input as api(
		"REST",
		given.written("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:auth/invocations"),
	)
}

test_what_is_filled_in_later_is_left_alone if {
	every uri in [
		given.unknown,
		given.unset,
		given.text([given.hole("variable", "var.authorizer_uri")]),
		given.text(["arn:", given.hole("variable", "var.rest")]),
		given.text(["arn:", given.hole("variable", "var.prefix"), ":lambda:path/2015-03-31/functions/", function, "/invocations"]),
		given.text(["urn:", {"kind": "partition"}, ":lambda:", function]),
		given.text([function, ":live"]),
		given.written("${authorizer_uri}"),
	] {
		count(rule.findings) == 0 with input as api("REST", uri)
	}
}

test_a_cognito_authorizer_has_no_uri if {
	count(rule.findings) == 0 with input as {
		"authorizer": given.authorizer({"kind": given.written("cognito_user_pools"), "uri": given.text(function_arn)}),
		"api": given.api({}),
	}
}

test_an_unknown_kind_is_left_alone if {
	count(rule.findings) == 0 with input as {
		"authorizer": given.authorizer({"kind": given.unknown, "uri": given.text(function_arn)}),
		"api": given.api({}),
	}
}

test_other_apis_answer_500 if {
	every protocol in ["HTTP", "WEBSOCKET"] {
		some found in rule.findings with input as api(protocol, given.text(function_arn))
		found.predicts.status == 500
	}
}

test_without_a_protocol_the_uri_is_wrong_all_the_same if {
	some found in rule.findings with input as {
		"authorizer": given.authorizer({"uri": given.text(function_arn)}),
		"api": given.api({"protocol": given.unknown}),
	}
	found.predicts == {}
}

api(protocol, uri) := {
	"authorizer": given.authorizer({"uri": uri}),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_a_request_authorizer_takes_the_same if {
	count(rule.findings) == 1 with input as {
		"authorizer": given.authorizer({"kind": given.written("request"), "uri": given.text(function_arn)}),
		"api": given.api({}),
	}
}

test_terraform_has_an_attribute_for_it if {
	every uri, attribute in {given.text(function_arn): ".arn", given.text([function]): ".function_name"} {
		some found in rule.findings with input as api("REST", uri)
		found.fixes == [{
			"description": "name the ARN of the invocation",
			"safe": true,
			"touches": [
				"authorizers.uri", "authorizers.function", "authorizers.invokes", "authorizers.qualifier",
				"authorizers.handler", "authorizers.permissions",
			],
			"changes": [{"at": given.here, "from": attribute, "code": ".invoke_arn"}],
		}]
	}
}

test_templates_write_the_invocation if {
	every format in ["cloudformation", "sam"] {
		some found in rule.findings with input as template(format, "Resources.Authorizer")
		some written in found.fixes
		written.changes == [{
			"at": given.here,
			"value": {"Fn::Sub": "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations"},
		}]
	}
}

test_nobody_writes_it_from_elsewhere if {
	every row in [["cloudformation", "Resources.Stack.Resources.Authorizer"], ["openapi", "Resources.Authorizer"]] {
		[format, address] := row
		some found in rule.findings with input as template(format, address)
		found.fixes == []
	}
}

test_an_alias_has_to_stay if {
	every last in [":live", given.hole("variable", "var.alias")] {
		some found in rule.findings with input as api("REST", given.text(array.concat(function_arn, [last])))
		found.fixes == []
	}
}

test_a_literal_arn_is_not_made_of_a_function if {
	some found in rule.findings with input as api("REST", given.written("arn:aws:lambda:eu-west-1:111122223333:function:auth"))
	found.fixes == []
}

template(format, address) := {
	"authorizer": given.authorizer({"address": address, "uri": given.text([given.hole("function", "Resources.F")])}),
	"api": given.api({"format": format}),
}
