package authlint.authorizer["authorizer-decision-not-in-cache-key_test"]

import data.authlint.authorizer["authorizer-decision-not-in-cache-key"] as rule
import data.authlint.testing as given

wide := given.outcome({"verdicts": [given.verdict("GET /a", "yes", "yes")]})

test_a_request_authorizer_that_decides_by_the_path if {
	some found in rule.findings with input as asked({}, "path")
	found.range == given.there
	found.message == "the function of authorizer authorizer decides by path, but its answer is kept for 300 s for all calls that are alike in the identity sources"
	found.predicts == {"exposure": "wider", "methods": ["GET /a"]}
	found.related == [{"range": given.here, "message": "the answer is kept"}]
}

test_a_request_authorizer_that_decides_by_another_header if {
	some found in rule.findings with input as asked({}, "headers.X-Tenant")
	contains(found.message, " decides by headers.X-Tenant, ")
}

test_the_event_of_a_token_authorizer_has_no_such_fields if {
	every field in ["path", "headers.Authorization", "authorizationToken"] {
		count(rule.findings) == 0 with input as asked({"kind": given.written("token")}, field)
	}
}

test_what_the_key_tells_apart if {
	every pair in [
		["method.request.header.X-Tenant", "headers.x-tenant"],
		["method.request.header.X-Tenant", "multiValueHeaders.X-Tenant"],
		["$request.header.x-tenant", "headers.X-Tenant"],
		["method.request.querystring.tenant", "queryStringParameters.tenant"],
		["context.httpMethod", "httpMethod"],
		["context.identity.sourceIp", "requestContext.identity.sourceIp"],
		["$context.routeKey", "routeKey"],
		["$context.routeKey", "requestContext.http.method"],
		["$request.querystring.tenant", "multiValueQueryStringParameters.tenant"],
		["context.httpMethod", "requestContext.httpMethod"],
		["$context.httpMethod", "requestContext.http.method"],
		["$context.identity.sourceIp", "requestContext.http.sourceIp"],
		["context.path", "path"],
		["context.path", "requestContext.path"],
		["$context.path", "rawPath"],
		["$context.path", "requestContext.http.path"],
		["context.resourcePath", "resource"],
		["context.resourcePath", "requestContext.resourcePath"],
		["$context.routeKey", "requestContext.routeKey"],
		["$context.routeKey", "httpMethod"],
		["$context.routeKey", "requestContext.httpMethod"],
	] {
		count(rule.findings) == 0 with input as asked(request(pair[0]), pair[1])
		count(rule.findings) == 1 with input as asked(request("method.request.header.Other"), pair[1])
	}
}

test_what_is_the_same_in_every_call if {
	every field in ["stageVariables.tenant", "requestContext.stage", "authorizationToken", "type"] {
		count(rule.findings) == 0 with input as asked({}, field)
	}
}

test_a_policy_for_one_call_lets_nobody_in if {
	bound := given.outcome({"verdicts": [given.verdict("GET /a", "yes", "no")]})
	count(rule.findings) == 0 with input as with_outcome({}, "path", bound)
}

test_a_simple_response_is_for_all_calls if {
	yes := given.outcome({"kind": given.written("simple"), "isAuthorized": given.written(true)})
	simple := given.changed(request("$request.header.Authorization"), {"simpleResponses": given.written(true)})
	count(rule.findings) == 1 with input as with_outcome(simple, "routeKey", yes)
	count(rule.findings) == 0 with input as with_outcome(request("$request.header.Authorization"), "routeKey", yes)
}

test_what_is_not_known if {
	count(rule.findings) == 0 with input as asked({"ttlSeconds": given.unknown}, "path")
	count(rule.findings) == 0 with input as asked({"ttlSeconds": given.written(0)}, "path")
	count(rule.findings) == 0 with input as asked({"identitySources": given.written([given.unknown])}, "path")
	count(rule.findings) == 0 with input as asked({"identitySources": given.unknown}, "path")
	count(rule.findings) == 0 with input as asked({"handler": given.unset}, "path")
	undecided := given.changed(given.handler_value([wide]), {"reads": given.complete([{"field": "path", "range": given.there, "decides": given.unknown}])})
	count(rule.findings) == 0 with input as asked({"handler": given.written(undecided)}, "path")
}

request(source) := {"identitySources": given.texts([source])}

asked(authorizer, field) := with_outcome(authorizer, field, wide)

with_outcome(authorizer, field, outcome) := {
	"api": given.api({}),
	"authorizer": given.authorizer(given.changed(
		{
			"kind": given.written("request"),
			"identitySources": given.texts(["method.request.header.Authorization"]),
			"ttlSeconds": given.written(300),
			"handler": given.written(given.changed(
				given.handler_value([outcome]),
				{"reads": given.complete([{"field": field, "range": given.there, "decides": given.written(true)}])},
			)),
		},
		authorizer,
	)),
	"guarded": [given.guarded("GET", "/a")],
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as asked({"ttlSeconds": given.written(1)}, "path")
}

test_a_source_that_is_not_known_may_tell_them_apart if {
	sources := given.written([given.written("method.request.header.Authorization"), given.unknown])
	count(rule.findings) == 0 with input as asked({"identitySources": sources}, "path")
}

test_other_kinds_call_no_function if {
	every kind in [given.written("jwt"), given.unknown] {
		count(rule.findings) == 0 with input as asked({"kind": kind}, "path")
	}
}

test_what_the_policy_itself_refuses_lets_nobody_in if {
	every own in ["no", "unknown"] {
		refused := given.outcome({"verdicts": [given.verdict("GET /a", own, "yes")]})
		count(rule.findings) == 0 with input as with_outcome({}, "path", refused)
	}
}

test_only_a_simple_response_that_says_yes_lets_callers_in if {
	simple := given.changed(request("$request.header.Authorization"), {"simpleResponses": given.written(true)})
	every changes in [
		{"kind": given.written("simple"), "isAuthorized": given.written(false)},
		{"kind": given.written("simple"), "isAuthorized": given.unknown},
		{"kind": given.written("policy"), "isAuthorized": given.written(true)},
		{"kind": given.unknown, "isAuthorized": given.written(true)},
	] {
		count(rule.findings) == 0 with input as with_outcome(simple, "routeKey", given.outcome(changes))
	}
}
