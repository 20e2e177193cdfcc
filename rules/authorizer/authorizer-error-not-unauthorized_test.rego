package authlint.authorizer["authorizer-error-not-unauthorized_test"]

import data.authlint.authorizer["authorizer-error-not-unauthorized"] as rule
import data.authlint.testing as given

test_texts_that_mean_401_and_make_500 if {
	every text in ["Unauthorized: the token has expired", "unauthorized", "UNAUTHORIZED", "[401] Unauthorized", "User is not authorized", "Unauthorised"] {
		count(rule.findings) == 1 with input as asked("REST", text, {})
	}
}

test_how_it_is_told if {
	some found in rule.findings with input as asked("REST", "unauthorized", {})
	found.range == given.here
	found.message == "the function of authorizer authorizer fails with \"unauthorized\": only \"Unauthorized\", exactly, makes a 401; this is answered with 500"
	found.predicts.body == `{"message":null}`
	found.predicts.methods == ["GET /a"]
}

test_other_failures_are_meant_as_such if {
	count(rule.findings) == 0 with input as asked("REST", "the table is not there", {})
	count(rule.findings) == 0 with input as asked("REST", "Unauthorized", {"refusing": given.written(true)})
}

test_what_is_not_known if {
	count(rule.findings) == 0 with input as asked("REST", "unauthorized", {"error": given.unknown})
	count(rule.findings) == 0 with input as asked("REST", "unauthorized", {"refusing": given.unknown})
	count(rule.findings) == 0 with input as asked("REST", "unauthorized", {"kind": given.unknown})
	count(rule.findings) == 0 with input as asked("HTTP", "unauthorized", {})
}

test_a_websocket_api_is_like_a_rest_api if {
	count(rule.findings) == 1 with input as asked("WEBSOCKET", "unauthorized", {})
}

test_nobody_meets_it if {
	count(rule.findings) == 0 with input as given.changed(asked("REST", "unauthorized", {}), {"guarded": []})
	count(rule.findings) == 0 with input as given.changed(asked("REST", "unauthorized", {}), {"authorizer": given.authorizer({"kind": given.written("cognito_user_pools")})})
}

asked(protocol, text, changes) := {
	"api": given.api({"protocol": given.written(protocol)}),
	"authorizer": given.authorizer({"handler": given.handler([given.outcome(given.changed(
		{"kind": given.written("error"), "error": given.written(text), "refusing": given.written(false)},
		changes,
	))])}),
	"guarded": [given.guarded("GET", "/a")],
}

test_only_lambda_authorizers_call_a_function if {
	failing := given.handler([given.outcome({
		"kind": given.written("error"),
		"error": given.written("unauthorized"),
		"refusing": given.written(false),
	})])
	count(rule.findings) == 1 with input as given.changed(
		asked("REST", "unauthorized", {}),
		{"authorizer": given.authorizer({"kind": given.written("request"), "handler": failing})},
	)
	every kind in [given.written("cognito_user_pools"), given.unknown] {
		count(rule.findings) == 0 with input as given.changed(
			asked("REST", "unauthorized", {}),
			{"authorizer": given.authorizer({"kind": kind, "handler": failing})},
		)
	}
}

test_what_is_put_around_a_function_may_answer_in_its_place if {
	count(rule.findings) == 0 with input as given.changed(asked("REST", "unauthorized", {}), {"authorizer": given.authorizer({"handler": given.written(object.union(given.handler_value([given.outcome({"kind": given.written("error"), "error": given.written("unauthorized"), "refusing": given.written(false)})]), {"wrappers": ["middy"]}))})})
}
