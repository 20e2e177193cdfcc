package authlint.authorizer["authorizer-allows-by-default_test"]

import data.authlint.authorizer["authorizer-allows-by-default"] as rule
import data.authlint.testing as given

allowing := {"reached": "error", "verdicts": [given.verdict("GET /a", "yes", "yes"), given.verdict("POST /a", "no", "no")]}

test_an_allowance_after_an_error if {
	some found in rule.findings with input as asked({}, allowing)
	found.range == given.here
	found.message == "the function of authorizer authorizer allows the call after an error: GET /a"
	found.predicts == {"exposure": "wider", "methods": ["GET /a"]}
	found.related == [{"range": given.there, "message": "this authorizer calls the function"}]
}

test_a_simple_response if {
	yes := {"reached": "error", "kind": given.written("simple"), "isAuthorized": given.written(true)}
	some found in rule.findings with input as asked({"simpleResponses": given.written(true)}, yes)
	found.predicts.methods == ["GET /a", "POST /a"]
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true)}, given.changed(yes, {"isAuthorized": given.written(false)}))
	count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true)}, given.changed(yes, {"isAuthorized": given.unknown}))
	count(rule.findings) == 0 with input as asked({}, yes)
}

test_a_denial_after_an_error_is_right if {
	count(rule.findings) == 0 with input as asked({}, {"reached": "error", "verdicts": [given.verdict("GET /a", "no", "no")]})
}

test_what_may_not_be_after_an_error if {
	count(rule.findings) == 0 with input as asked({}, given.changed(allowing, {"reached": "maybe"}))
	count(rule.findings) == 0 with input as asked({}, given.changed(allowing, {"reached": "always"}))
	count(rule.findings) == 0 with input as asked({}, given.changed(allowing, {"kind": given.unknown}))
	count(rule.findings) == 0 with input as asked({"handler": given.unset}, allowing)
	count(rule.findings) == 0 with input as asked({"kind": given.written("jwt")}, allowing)
}

asked(authorizer, changes) := {
	"api": given.api({}),
	"authorizer": given.authorizer(given.changed({"handler": given.handler([given.outcome(changes)])}, authorizer)),
	"guarded": [given.guarded("GET", "/a"), given.guarded("POST", "/a")],
}

test_a_request_authorizer_may_allow_after_an_error if {
	count(rule.findings) == 1 with input as asked({"kind": given.written("request")}, allowing)
}

test_only_a_simple_response_is_for_all_methods if {
	yes := {"reached": "error", "isAuthorized": given.written(true)}
	every kind in [given.written("policy"), given.unknown] {
		count(rule.findings) == 0 with input as asked({"simpleResponses": given.written(true)}, given.changed(yes, {"kind": kind}))
	}
}
