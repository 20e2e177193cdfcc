package authlint.authorizer["cached-policy-single-method_test"]

import data.authlint.authorizer["cached-policy-multiple-methods"] as multiple
import data.authlint.authorizer["cached-policy-single-method"] as rule
import data.authlint.authorizer["http-cache-without-route-key"] as route_key
import data.authlint.testing as given

two := [given.guarded("GET", "/a"), given.guarded("POST", "/a")]

bound := given.outcome({"range": given.there, "verdicts": [given.verdict("GET /a", "yes", "no"), given.verdict("POST /a", "yes", "no")]})

wide := given.outcome({"verdicts": [given.verdict("GET /a", "yes", "yes"), given.verdict("POST /a", "yes", "yes")]})

denial := given.outcome({"verdicts": [given.verdict("GET /a", "no", "no"), given.verdict("POST /a", "no", "no")]})

test_a_policy_for_one_call_locks_callers_out if {
	some found in rule.findings with input as asked("REST", {"handler": given.handler([denial, bound])})
	found.range == given.here
	found.message == "authorizer authorizer keeps the policy of its function for 300 s, and the function allows only the call that it was asked about: meanwhile the same caller gets 403 from GET /a, POST /a"
	found.predicts.methods == ["GET /a", "POST /a"]
	found.predicts.status == 403
	found.related[0] == {"range": given.there, "message": "the function returns the policy here"}
	count(found.related) == 3
}

test_it_speaks_in_place_of_the_rules_that_do_not_know_the_function if {
	of := asked("REST", {"handler": given.handler([bound])})
	count(rule.findings) == 1 with input as of
	count(multiple.findings) == 0 with input as of
	half := asked("REST", {"handler": given.written(given.changed(given.handler_value([bound]), {"followed": false}))})
	count(rule.findings) == 1 with input as half
	count(multiple.findings) == 0 with input as half
	routes := asked("HTTP", {"kind": given.written("request"), "handler": given.handler([bound])})
	count(rule.findings) == 1 with input as routes
	count(route_key.findings) == 0 with input as routes
}

test_a_function_that_nobody_could_follow_may_be_bound if {
	half := asked("REST", {"handler": given.written(given.changed(given.handler_value([wide]), {"followed": false}))})
	count(rule.findings) == 0 with input as half
	count(multiple.findings) == 1 with input as half
	routes := asked("HTTP", {"kind": given.written("request"), "handler": given.written(given.changed(given.handler_value([]), {"followed": false}))})
	count(route_key.findings) == 1 with input as routes
}

test_a_wide_policy_is_no_trouble if {
	of := asked("REST", {"handler": given.handler([denial, wide])})
	count(rule.findings) == 0 with input as of
	count(multiple.findings) == 0 with input as of
}

test_nothing_is_kept_without_a_cache if {
	count(rule.findings) == 0 with input as asked("REST", {"ttlSeconds": given.written(0), "handler": given.handler([bound])})
	count(rule.findings) == 0 with input as asked("REST", {"ttlSeconds": given.unknown, "handler": given.handler([bound])})
}

test_a_key_for_each_method_keeps_them_apart if {
	count(rule.findings) == 0 with input as asked("HTTP", {
		"kind": given.written("request"),
		"identitySources": given.texts(["$request.header.Authorization", "$context.routeKey"]),
		"handler": given.handler([bound]),
	})
}

test_without_its_source_nothing_is_known if {
	count(rule.findings) == 0 with input as asked("REST", {})
	count(rule.findings) == 0 with input as asked("REST", {"handler": given.unknown})
	count(rule.findings) == 0 with input as asked("REST", {"kind": given.written("jwt"), "handler": given.handler([bound])})
}

asked(protocol, changes) := {
	"api": given.api({"protocol": given.written(protocol)}),
	"authorizer": given.authorizer(given.changed({"ttlSeconds": given.written(300)}, changes)),
	"methods": given.complete(two),
	"guarded": two,
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as asked("REST", {"ttlSeconds": given.written(1), "handler": given.handler([bound])})
}

test_one_method_is_enough_to_be_locked_out_of if {
	path_alone := given.outcome({"verdicts": [given.verdict("GET /a", "yes", "yes"), given.verdict("POST /a", "yes", "no")]})
	some found in rule.findings with input as asked("REST", {"handler": given.handler([path_alone])})
	found.predicts.methods == ["POST /a"]
}
