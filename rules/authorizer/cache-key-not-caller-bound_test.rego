package authlint.authorizer["cache-key-not-caller-bound_test"]

import data.authlint.authorizer["cache-key-not-caller-bound"] as rule
import data.authlint.testing as given

test_the_stage_is_the_same_for_all if {
	some found in rule.findings with input as rest({"identitySources": given.texts(["context.stage", "stageVariables.tenant"])})
	found.range == given.here
	found.severity == "error"
	found.predicts == {"exposure": "wider", "methods": ["GET /orders"]}
	found.message == "authorizer authorizer keeps answers by context.stage, stageVariables.tenant, for 300 s, the default: no part of that is the caller's, so that all callers get the answer that the first of them got"
	[place.message | some place in found.related] == ["the answers are kept for 300 s, the default"]
}

test_so_is_a_route if {
	some found in rule.findings with input as http({"identitySources": given.texts(["$context.routeKey"])})
	found.severity == "error"
}

test_an_address_is_shared if {
	every expressions in [["context.identity.sourceIp"], ["context.stage", "context.identity.userAgent"]] {
		some found in rule.findings with input as rest({"identitySources": given.texts(expressions)})
		found.severity == "warning"
		endswith(found.message, "callers who share that get each other's answers, whatever their credentials")
	}
}

test_a_credential_binds_the_key if {
	every expression in ["method.request.header.Authorization", "method.request.querystring.token", "context.identity.apiKey", "context.requestId"] {
		count(rule.findings) == 0 with input as rest({"identitySources": given.texts(["context.stage", expression])})
	}
}

test_without_a_cache_nothing_is_kept if {
	every ttl in [given.written(0), given.unknown] {
		count(rule.findings) == 0 with input as rest({"ttlSeconds": ttl, "identitySources": given.texts(["context.stage"])})
	}
}

test_a_second_is_a_cache if {
	count(rule.findings) == 1 with input as rest({"ttlSeconds": given.written(1), "identitySources": given.texts(["context.stage"])})
}

test_what_nobody_knows_is_left_alone if {
	every sources in [
		given.unknown,
		given.unset,
		given.texts([]),
		given.written([given.written("context.stage"), given.unknown]),
		given.written([given.text(["context.", given.hole("variable", "var.key")])]),
	] {
		count(rule.findings) == 0 with input as rest({"identitySources": sources})
	}
}

test_other_kinds_and_apis_have_other_keys if {
	count(rule.findings) == 0 with input as rest({"kind": given.written("token"), "identitySources": given.texts(["context.stage"])})
	count(rule.findings) == 0 with input as given.changed(
		rest({"identitySources": given.texts(["context.stage"])}),
		{"api": given.api({"protocol": given.written("WEBSOCKET")})},
	)
}

rest(authorizer) := {
	"authorizer": given.authorizer(given.changed({"kind": given.written("request")}, authorizer)),
	"methods": given.complete([given.guarded("GET", "/orders")]),
	"api": given.api({}),
}

http(authorizer) := given.changed(rest(authorizer), {"api": given.api({"protocol": given.written("HTTP")})})

test_nothing_of_the_call_itself_tells_callers_apart if {
	every name in [
		"accountId", "apiId", "domainName", "domainPrefix", "httpMethod", "path",
		"protocol", "resourceId", "resourcePath", "routeKey", "stage",
	] {
		some found in rule.findings with input as rest({"identitySources": given.texts([$"context.{name}"])})
		found.severity == "error"
	}
}

test_headers_may_have_such_names if {
	every name in ["stage", "identity.sourceIp"] {
		count(rule.findings) == 0 with input as rest({"identitySources": given.texts([$"method.request.header.{name}"])})
	}
}
