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
