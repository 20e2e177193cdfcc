package authlint.deployment["deployment-missing-dependency_test"]

import data.authlint.deployment["deployment-missing-dependency"] as rule
import data.authlint.testing as given

get := given.method("GET", "/orders", {})

post := given.method("POST", "/orders", {})

test_no_method_is_there_in_time if {
	some found in rule.findings with input as waits([], [get, post], {})
	found.range == given.here
	found.severity == "error"
	found.predicts == {
		"deployment": "refused",
		"body": "The REST API doesn't contain any methods",
		"methods": ["GET /orders", "POST /orders"],
	}
	found.message == "deployment live does not wait for GET /orders, POST /orders: API Gateway refuses to deploy an API without methods"
	count(found.related) == 2
}

test_some_methods_are_there_in_time if {
	some found in rule.findings with input as waits([get], [post], {})
	found.severity == "warning"
	found.predicts.status == 403
	found.predicts.methods == ["POST /orders"]
	found.message == "deployment live does not wait for POST /orders: the first deployment may lack them"
}

test_a_document_has_methods_in_any_case if {
	about := waits([], [get], {})
	body := given.changed(about, {"api": given.changed(about.api, {"definition": {"body": true}})})
	{found.severity | some found in rule.findings} == {"warning"} with input as body
}

test_methods_out_of_view_may_be_there_in_time if {
	about := waits([], [get], {})
	more := given.changed(about, {"api": given.changed(about.api, {"methods": given.incomplete([get])})})
	{found.severity | some found in rule.findings} == {"warning"} with input as more
}

test_all_methods_are_there_in_time if {
	count(rule.findings) == 0 with input as waits([get], [], {})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as waits([], [get], {"dependsOn": given.incomplete([])})
	count(rule.findings) == 0 with input as waits([], [get], {"exists": given.unknown})
}

test_other_protocols_are_left_alone if {
	about := given.changed(waits([], [get], {}), {"api": given.api({"protocol": given.written("HTTP")})})
	count(rule.findings) == 0 with input as about
}

waits(before, unordered, changes) := {
	"deployment": given.deployment(changes),
	"before": before,
	"unordered": unordered,
	"api": given.api({"definition": {"body": false}, "methods": given.complete(array.concat(before, unordered))}),
}

test_the_deployment_waits if {
	methods := [
		given.changed(get, {"address": `aws_api_gateway_method.m["get"]`, "integration": `aws_api_gateway_integration.i["get"]`}),
		given.changed(get, {"address": `aws_api_gateway_method.m["put"]`, "integration": `aws_api_gateway_integration.i["put"]`}),
		given.changed(post, {"address": "aws_api_gateway_method.post"}),
	]
	some found in rule.findings with input as waits([], methods, {"address": "aws_api_gateway_deployment.live"})
	found.fixes == [{
		"description": "wait for the methods",
		"safe": true,
		"touches": ["deployments.dependsOn"],
		"changes": [{
			"at": given.here,
			"path": ["depends_on"],
			"code": "aws_api_gateway_integration.i, aws_api_gateway_method.post",
			"append": true,
		}],
	}]
}

test_the_deployment_of_a_template_waits if {
	every format in ["cloudformation", "sam"] {
		some found in rule.findings with input as in_template(format, ["Resources.Get", "Resources.Post"])
		some written in found.fixes
		written.changes == [{"at": given.here, "path": ["DependsOn"], "value": ["Get", "Post"], "append": true}]
	}
}

test_nobody_waits_for_what_is_elsewhere if {
	every row in [
		["cloudformation", ["Resources.Get", "Resources.Stack.Resources.Post"]],
		["openapi", ["Resources.Get", "Resources.Post"]],
		["terraform", ["aws_api_gateway_method.get", "module.more.aws_api_gateway_method.post"]],
	] {
		[format, addresses] := row
		some found in rule.findings with input as in_template(format, addresses)
		found.fixes == []
	}
}

in_template(format, addresses) := given.changed(about, {"api": given.changed(about.api, {"format": format})}) if {
	about := waits([], [given.method("GET", "/", {"address": address}) | some address in addresses], {"address": "Resources.Live"})
}
