package authlint.api["policy-arn-uncovered-method_test"]

import data.authlint.api["policy-arn-uncovered-method"] as rule
import data.authlint.testing as given

pets := given.method("GET", "/pets", {})

orders := given.method("POST", "/orders", {})

only_pets := statement("Allow", [given.written("execute-api:/prod/GET/pets")])

test_a_public_method_is_left_out if {
	some found in rule.findings with input as rest([pets, orders], [only_pets])
	found.range == given.here
	found.predicts.status == 403
	found.predicts.methods == ["POST /orders"]
	found.message == "resource policy of api allows some methods, but not POST /orders"
	{related.message | some related in found.related} == {"no statement covers POST /orders: execute-api:/*/POST/orders would"}
}

test_a_user_pool_has_to_be_allowed_as_well if {
	pool := given.changed(orders, {"authorizationType": given.written("COGNITO_USER_POOLS")})
	count(rule.findings) == 1 with input as rest([pets, pool], [only_pets])
}

test_a_lambda_authorizer_or_iam_can_allow_by_itself if {
	every type in ["CUSTOM", "AWS_IAM"] {
		other := given.changed(orders, {"authorizationType": given.written(type)})
		count(rule.findings) == 0 with input as rest([pets, other], [only_pets])
	}
}

test_everything_is_covered if {
	count(rule.findings) == 0 with input as rest([pets, orders], [statement("Allow", [given.written("execute-api:/*")])])
}

test_two_statements_cover_it_together if {
	both := [only_pets, statement("Allow", [given.written("execute-api:/*/POST/*")])]
	count(rule.findings) == 0 with input as rest([pets, orders], both)
}

everything_denied := statement("Deny", [given.written("execute-api:/*")])

test_a_deny_allows_nothing if {
	partner := {"notPrincipal": given.by_default(false), "principals": given.written([{"type": "AWS", "value": given.written("111122223333")}])}
	every changes in [{"conditional": given.written(true)}, partner] {
		denied := given.changed(everything_denied, changes)
		count(rule.findings) == 1 with input as rest([pets, orders], [only_pets, denied])
	}
}

test_a_deny_for_everybody_is_meant if {
	anyone := {"notPrincipal": given.by_default(false), "principals": given.written([{"type": "*", "value": given.written("*")}])}
	every changes in [anyone, {"conditional": given.unknown}, {"conditional": given.by_default(false)}] {
		denied := given.changed(everything_denied, changes)
		count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, denied])
	}
}

test_a_policy_that_covers_none_is_another_mistake if {
	count(rule.findings) == 0 with input as rest([orders], [only_pets])
}

test_a_resource_nobody_knows_may_cover_it if {
	count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, statement("Allow", [given.unknown])])
}

test_a_statement_that_excepts_something_may_cover_it if {
	except := {"exists": given.by_default(true), "effect": given.written("Allow"), "resources": given.unset}
	count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, except])
}

test_an_effect_nobody_knows_may_allow_it if {
	unclear := given.changed(statement("Allow", [given.written("execute-api:/*")]), {"effect": given.unknown})
	count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, unclear])
}

test_a_statement_about_another_action_allows_no_call if {
	other := given.changed(
		statement("Allow", [given.written("execute-api:/*")]),
		{"actions": given.texts(["execute-api:InvalidateCache", "execute-api:ManageConnections"])},
	)
	count(rule.findings) == 1 with input as rest([pets, orders], [only_pets, other])
	count(rule.findings) == 0 with input as rest([pets, orders], [given.changed(other, {"resources": only_pets.resources})])
}

test_actions_have_wildcards_and_no_case if {
	every action in ["*", "execute-api:*", "EXECUTE-API:invoke", "execute-api:Inv*", "execute-api:Invok?"] {
		all_paths := given.changed(statement("Allow", [given.written("execute-api:/*")]), {"actions": given.texts([action])})
		count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, all_paths])
		some_paths := given.changed(only_pets, {"actions": given.texts([action])})
		count(rule.findings) == 1 with input as rest([pets, orders], [some_paths])
	}
}

test_an_action_nobody_knows_may_be_a_call if {
	every actions in [given.unknown, given.unset, given.texts(["${action}"]), given.written([given.unknown])] {
		perhaps := given.changed(statement("Allow", [given.written("execute-api:/*")]), {"actions": actions})
		count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, perhaps])
		count(rule.findings) == 0 with input as rest([pets, orders], [given.changed(only_pets, {"actions": actions})])
	}
}

test_more_statements_may_be_out_of_view if {
	count(rule.findings) == 0 with input as {"api": given.api({
		"methods": given.complete([pets, orders]),
		"resourcePolicy": given.written({"statements": given.incomplete([only_pets])}),
	})}
}

test_a_method_that_may_not_be_there_is_left_alone if {
	perhaps := given.changed(orders, {"exists": given.unknown})
	count(rule.findings) == 0 with input as rest([pets, perhaps], [only_pets])
}

test_http_apis_have_no_resource_policy if {
	count(rule.findings) == 0 with input as {"api": given.changed(
		rest([pets, orders], [only_pets]).api,
		{"protocol": given.written("HTTP")},
	)}
}

test_a_caller_is_given_nothing if {
	some found in rule.findings with input as called_with([given.execute_api(["/prod/GET/users"])], [pets, orders])
	found.range == given.here
	found.predicts.responseType == "ACCESS_DENIED"
	found.message == "a resource of statement covers no method of api: one that ends in /*/GET/pets would cover GET /pets"
}

test_least_privilege_is_fine if {
	count(rule.findings) == 0 with input as called_with([given.execute_api(["/prod/GET/pets"])], [pets, orders])
}

test_a_wildcard_that_covers_nothing if {
	count(rule.findings) == 1 with input as called_with([given.execute_api(["/*/users"])], [pets, orders])
}

test_what_matches_no_call_has_a_rule_of_its_own if {
	every rest in ["/prod/ANY/pets", "/*/get/pets", "/prod/GET/{proxy+}", "/GET/pets", "/prod/GET"] {
		count(rule.findings) == 0 with input as called_with([given.execute_api([rest])], [pets, orders])
	}
}

test_connections_are_no_routes if {
	count(rule.findings) == 0 with input as called_with([given.execute_api(["/prod/POST/@connections/*"])], [pets])
}

test_other_apis_are_left_alone if {
	other := given.text(["arn:aws:execute-api:eu-west-1:111122223333:", given.hole("api", "other"), "/prod/GET/users"])
	count(rule.findings) == 0 with input as called_with([other], [pets])
}

test_methods_may_be_out_of_view if {
	every methods in [given.incomplete([pets]), given.complete([])] {
		count(rule.findings) == 0 with input as {"api": given.changed(
			called_with([given.execute_api(["/prod/GET/users"])], []).api,
			{"methods": methods},
		)}
	}
}

test_only_allowing_to_call_counts if {
	every change in [
		{"effect": given.written("Deny")},
		{"effect": given.unknown},
		{"actions": given.texts(["execute-api:ManageConnections"])},
		{"actions": given.unknown},
	] {
		policy := given.changed(statement("Allow", [given.execute_api(["/prod/GET/users"])]), change)
		count(rule.findings) == 0 with input as {"api": given.api({
			"methods": given.complete([pets]),
			"callerPolicies": given.complete([policy]),
		})}
	}
}

statement(effect, resources) := {
	"address": "statement",
	"exists": given.by_default(true),
	"effect": given.written(effect),
	"actions": given.texts(["execute-api:Invoke"]),
	"resources": given.written(resources),
}

rest(methods, statements) := {"api": given.api({
	"methods": given.complete(methods),
	"resourcePolicy": given.written({"statements": given.complete(statements)}),
})}

called_with(resources, methods) := {"api": given.api({
	"methods": given.complete(methods),
	"callerPolicies": given.complete([statement("Allow", resources)]),
})}

test_one_method_is_enough_to_cover_none if {
	count(rule.findings) == 1 with input as called_with([given.execute_api(["/prod/GET/users"])], [pets])
}

test_an_action_is_no_pattern_of_its_own if {
	perhaps := {"actions": given.texts(["execute-api:(Invoke"])}
	count(rule.findings) == 0 with input as rest([pets, orders], [given.changed(only_pets, perhaps)])
	count(rule.findings) == 0 with input as {"api": given.api({
		"methods": given.complete([pets]),
		"callerPolicies": given.complete([given.changed(statement("Allow", [given.execute_api(["/prod/GET/users"])]), perhaps)]),
	})}
}

test_a_policy_for_other_methods_is_another_mistake if {
	guarded := given.changed(pets, {"authorizationType": given.written("CUSTOM")})
	every stage in ["*", "prod"] {
		count(rule.findings) == 0 with input as rest([guarded, orders], [statement("Allow", [given.written($"execute-api:/{stage}/GET/pets")])])
	}
}

test_a_statement_that_may_not_be_there_allows_nothing_for_sure if {
	count(rule.findings) == 0 with input as rest([pets, orders], [given.changed(only_pets, {"exists": given.unknown})])
}

test_one_action_of_several_allows_a_call if {
	several := given.changed(
		statement("Allow", [given.written("execute-api:/*")]),
		{"actions": given.texts(["execute-api:InvalidateCache", "execute-api:Invoke"])},
	)
	count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, several])
}

test_a_part_of_the_action_is_another_one if {
	every action in ["Invoke", "execute-api:Inv"] {
		other := given.changed(statement("Allow", [given.written("execute-api:/*")]), {"actions": given.texts([action])})
		count(rule.findings) == 1 with input as rest([pets, orders], [only_pets, other])
	}
}

test_the_name_of_the_api_is_not_its_id if {
	name := {"kind": "attribute", "of": "api", "attribute": "name"}
	count(rule.findings) == 0 with input as called_with([given.text(["arn:aws:execute-api:eu-west-1:111122223333:", name, "/prod/GET/users"])], [pets])
}

test_a_condition_allows_some_calls if {
	perhaps := given.changed(statement("Allow", [given.written("execute-api:/*")]), {"conditional": given.written(true)})
	count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, perhaps])
}

test_whom_a_policy_allows_a_method_is_another_question if {
	partner := {"notPrincipal": given.by_default(false), "principals": given.written([{"type": "AWS", "value": given.written("111122223333")}])}
	allowed := given.changed(statement("Allow", [given.written("execute-api:/*")]), partner)
	count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, allowed])
}

test_a_deny_for_everybody_may_name_some if {
	partner := {"type": "AWS", "value": given.written("111122223333")}
	every changes in [
		{"notPrincipal": given.written(true), "principals": given.written([partner])},
		{"notPrincipal": given.by_default(false), "principals": given.written([partner, {"type": "*", "value": given.written("*")}])},
	] {
		count(rule.findings) == 0 with input as rest([pets, orders], [only_pets, given.changed(everything_denied, changes)])
	}
}
