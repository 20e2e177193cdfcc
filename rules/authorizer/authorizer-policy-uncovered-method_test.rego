package authlint.authorizer["authorizer-policy-uncovered-method_test"]

import data.authlint.authorizer["authorizer-policy-uncovered-method"] as rule
import data.authlint.testing as given

some_of := given.outcome({"verdicts": [given.verdict("GET /a", "yes", "yes"), given.verdict("POST /a", "no", "no")]})

denial := given.outcome({"verdicts": [given.verdict("GET /a", "no", "no"), given.verdict("POST /a", "no", "no")]})

failure := given.outcome({"kind": given.written("error"), "verdicts": []})

nothing := given.outcome({"kind": given.written("nothing"), "verdicts": []})

test_a_method_that_no_policy_allows if {
	some found in rule.findings with input as asked(given.handler([denial, failure, nothing, some_of]))
	found.range == given.here
	found.message == "the function of authorizer authorizer allows other methods, and never POST /a: every call gets 403"
	found.predicts.methods == ["POST /a"]
	found.predicts.status == 403
	found.related == [{"range": given.there, "message": "this authorizer calls the function"}]
}

test_another_way_may_allow_it if {
	every other in [
		given.outcome({"verdicts": [given.verdict("GET /a", "no", "no"), given.verdict("POST /a", "yes", "no")]}),
		given.outcome({"verdicts": [given.verdict("GET /a", "no", "no"), given.verdict("POST /a", "no", "unknown")]}),
		given.outcome({"verdicts": [given.verdict("GET /a", "no", "no"), given.verdict("POST /a", "unknown", "no")]}),
		given.outcome({"kind": given.unknown}),
		given.outcome({"kind": given.written("simple")}),
	] {
		count(rule.findings) == 0 with input as asked(given.handler([some_of, other]))
	}
}

test_a_function_that_allows_nothing_is_a_choice if {
	count(rule.findings) == 0 with input as asked(given.handler([denial]))
}

test_what_was_not_followed_may_allow_it if {
	count(rule.findings) == 0 with input as asked(given.written(given.changed(given.handler_value([some_of]), {"followed": false})))
	count(rule.findings) == 0 with input as asked(given.written(given.changed(given.handler_value([some_of]), {"outcomes": given.incomplete([some_of])})))
	count(rule.findings) == 0 with input as asked(given.unset)
	count(rule.findings) == 0 with input as asked(given.unknown)
}

asked(handler) := {
	"api": given.api({}),
	"authorizer": given.authorizer({"handler": handler}),
	"guarded": [given.guarded("GET", "/a"), given.guarded("POST", "/a")],
}

test_only_lambda_authorizers_call_a_function if {
	of := given.handler([some_of])
	count(rule.findings) == 1 with input as given.changed(asked(of), {"authorizer": given.authorizer({"kind": given.written("request"), "handler": of})})
	every kind in [given.written("cognito_user_pools"), given.written("jwt"), given.unknown] {
		count(rule.findings) == 0 with input as given.changed(asked(of), {"authorizer": given.authorizer({"kind": kind, "handler": of})})
	}
}
