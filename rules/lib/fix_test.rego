package authlint.lib.fix_test

import data.authlint.lib.fix

test_paths_in_each_language if {
	fix.within("terraform", "a_b", "AB") == ["a_b"]
	fix.within("cloudformation", "a_b", "AB") == ["Properties", "AB"]
	fix.within("sam", "a_b", "AB") == ["Properties", "AB"]
}

test_headers_of_gateway_responses if {
	written := {"imported": false}
	fix.header(_api("openapi"), {"imported": true}, "X") == ["responseParameters", "gatewayresponse.header.X"]
	fix.header(_api("terraform"), {"imported": true}, "X") == ["responseParameters", "gatewayresponse.header.X"]
	fix.header(_api("terraform"), written, "X") == ["response_parameters", "gatewayresponse.header.X"]
	fix.header(_api("cloudformation"), written, "X") == ["Properties", "ResponseParameters", "gatewayresponse.header.X"]
	fix.header(_api("sam"), {"imported": true}, "X") == ["ResponseParameters", "Headers", "X"]
	fix.header({"format": "sam", "definition": {"body": true}}, {"imported": true}, "X") == ["responseParameters", "gatewayresponse.header.X"]
}

_api(format) := {"format": format, "definition": {"body": false}}

test_references_are_within_a_module if {
	fix.reference("aws_api_gateway_deployment.d", "aws_api_gateway_method.m") == "aws_api_gateway_method.m"
	fix.reference("aws_api_gateway_deployment.d", `aws_api_gateway_method.m["a.b"]`) == "aws_api_gateway_method.m"
	fix.reference("module.x.aws_api_gateway_deployment.d", "module.x.aws_api_gateway_method.m-1") == "aws_api_gateway_method.m-1"
	fix.reference("module.x.module.y.aws_a.d[0]", "module.x.module.y.aws_b.c[1]") == "aws_b.c"
	not fix.reference("module.x.aws_api_gateway_deployment.d", "aws_api_gateway_method.m")
	not fix.reference("aws_api_gateway_deployment.d", "module.x.aws_api_gateway_method.m")
	not fix.reference("aws_api_gateway_deployment.d", "paths./orders.get")
}

test_who_decides if {
	fix.safe("x", ["y"], []) == {"description": "x", "safe": true, "touches": ["y"], "changes": []}
	fix.unsafe("x", ["y"], []) == {"description": "x", "safe": false, "touches": ["y"], "changes": []}
}

test_what_is_written_out_can_be_copied if {
	fix.copy(_value("'*'", 0, 3)) == "'*'"
	fix.copy(_value("'*'", 0, 5)) == "'*'"
	fix.copy(_value("'*'", 7, 14)) == "'*'"
	not fix.copy(_value("'https://a.example.com'", 0, 13))
	not fix.copy(_value("'*'", 0, 4))
	not fix.copy({"state": "unknown", "range": {"file": "f", "start": 0, "end": 3}})
}

_value(text, start, end) := {"state": "written", "value": text, "range": {"file": "f", "start": start, "end": end}}

test_attributes_are_those_of_the_only_one if {
	fix.attribute("aws_a.b", "aws_c.d", "arn") == "aws_c.d.arn"
	fix.attribute("module.x.aws_a.b[0]", "module.x.aws_c.d", "arn") == "aws_c.d.arn"
	not fix.attribute("aws_a.b", "aws_c.d[0]", "arn")
	not fix.attribute("aws_a.b[\"k\"]", "aws_c.d[\"k\"]", "arn")
	not fix.attribute("aws_a.b", "module.x.aws_c.d", "arn")
}

test_logical_ids_are_within_a_template if {
	fix.logical_id("Resources.A", "Resources.B") == "B"
	fix.logical_id("Resources.Api.Auth.Authorizers.A", "Resources.B2") == "B2"
	fix.logical_id("Resources.A (App/A)", "Resources.B (App/B/Default)") == "B"
	fix.logical_id("Resources.Stack.Resources.A", "Resources.Stack.Resources.B") == "B"
	not fix.logical_id("Resources.Stack.Resources.A", "Resources.B")
	not fix.logical_id("Resources.A", "Resources.Stack.Resources.B")
	not fix.logical_id("Resources.One.Resources.A", "Resources.Two.Resources.B")
	not fix.logical_id("Resources.A", "Resources.B.Events.Get")
	not fix.logical_id("Resources.A", "paths./orders.get")
	not fix.logical_id("aws_a.b", "aws_c.d")
}
