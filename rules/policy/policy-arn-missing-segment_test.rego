package authlint.policy["policy-arn-missing-segment_test"]

import data.authlint.policy["policy-arn-missing-segment"] as rule
import data.authlint.testing as given

test_a_stage_is_missing if {
	some found in rule.findings with input as caller({"resources": given.written([given.execute_api(["/GET/orders"])])}, {})
	found.range == given.here
	found.message == `a resource of statement matches no call of api: "GET" stands where the stage belongs, and "orders" where the verb does`
	startswith(found.predicts.body, `{"Message":"User: <ARN of the caller>`)
}

test_everything_is_missing if {
	count(rule.findings) == 1 with input as caller({"resources": given.written([given.execute_api([])])}, {"protocol": given.written("HTTP")})
}

test_a_verb_is_missing_in_a_resource_policy if {
	some found in rule.findings with input as own({"resources": given.texts(["execute-api:/prod/orders"])})
	found.message == `a resource of statement matches no call of api: "orders" stands where the verb belongs`
	startswith(found.predicts.body, `{"Message":"User: anonymous`)
}

test_what_is_denied_is_not_denied if {
	some found in rule.findings with input as own({"effect": given.written("Deny"), "resources": given.texts(["execute-api:/prod/admin"])})
	found.predicts == {"exposure": "wider"}
}

test_all_are_there if {
	count(rule.findings) == 0 with input as caller({"resources": given.written([given.execute_api(["/prod/GET/orders"]), given.execute_api(["/*"])])}, {})
	count(rule.findings) == 0 with input as own({})
}

test_another_api_is_meant if {
	other := given.text(["arn:aws:execute-api:eu-west-1:111122223333:", given.hole("api", "other"), "/GET/orders"])
	every resource in [other, given.written("arn:aws:execute-api:eu-west-1:111122223333:abc123/GET/orders")] {
		count(rule.findings) == 0 with input as caller({"resources": given.written([resource])}, {})
	}
}

test_what_nobody_knows_is_left_alone if {
	cut := given.written([given.execute_api(["/GET/orders"])])
	count(rule.findings) == 0 with input as caller({"resources": given.unknown}, {})
	count(rule.findings) == 0 with input as caller({"resources": given.written([given.execute_api(["/", {"kind": "variable"}])])}, {})
	count(rule.findings) == 0 with input as caller({"resources": cut, "effect": given.unknown}, {})
	count(rule.findings) == 0 with input as caller({"resources": cut}, {"protocol": given.unknown})
}

test_routes_of_a_websocket_api_have_two_segments if {
	count(rule.findings) == 0 with input as caller({"resources": given.written([given.execute_api(["/prod/$connect"])])}, {"protocol": given.written("WEBSOCKET")})
}

caller(changes, api) := {"of": "caller", "policy": given.statement(changes), "api": given.api(api)}

own(changes) := {"of": "resource", "policy": given.statement(changes), "api": given.api({})}

test_the_key_of_a_route_may_be_a_word if {
	count(rule.findings) == 0 with input as caller({"resources": given.written([given.execute_api(["/prod/sendMessage"])])}, {"protocol": given.written("WEBSOCKET")})
}
