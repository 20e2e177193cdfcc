package authlint.method["options-protected_test"]

import data.authlint.method["options-protected"] as rule
import data.authlint.testing as given

test_a_token_is_never_sent if {
	some found in rule.findings with input as preflight("REST", {"authorizationType": given.written("CUSTOM")}, {})
	found.range == given.here
	found.predicts.status == 401
	found.predicts.methods == ["OPTIONS /orders"]
	found.message == "OPTIONS /orders asks for the credentials of authorizer authorizer, which browsers never send with a preflight"
}

test_a_user_pool_wants_a_token if {
	some found in rule.findings with input as preflight("REST", {"authorizationType": given.written("COGNITO_USER_POOLS")}, {})
	found.predicts.responseType == "UNAUTHORIZED"
}

test_iam_wants_a_signature if {
	some found in rule.findings with input as preflight("REST", {"authorizationType": given.written("AWS_IAM")}, {})
	found.predicts.body == `{"message":"Missing Authentication Token"}`
}

test_a_key_is_never_sent if {
	some found in rule.findings with input as preflight("REST", {"apiKeyRequired": given.written(true)}, {})
	found.range == given.here
	found.predicts.responseType == "INVALID_API_KEY"
}

test_authorization_comes_before_the_key if {
	found := rule.findings with input as preflight("REST", {"authorizationType": given.written("CUSTOM"), "apiKeyRequired": given.written(true)}, {})
	[f.predicts.responseType | some f in found] == ["UNAUTHORIZED"]
}

test_a_second_is_a_cache if {
	request := {"kind": given.written("request"), "ttlSeconds": given.written(1)}
	count(rule.findings) == 1 with input as preflight("REST", {"authorizationType": given.written("CUSTOM")}, request)
}

test_what_the_transform_makes_has_rules_of_its_own if {
	count(rule.findings) == 0 with input as preflight("REST", {"authorizationType": given.written("CUSTOM"), "generated": true}, {})
}

test_an_open_preflight if {
	count(rule.findings) == 0 with input as preflight("REST", {}, {})
}

test_other_verbs_may_ask if {
	count(rule.findings) == 0 with input as {
		"method": given.guarded("GET", "/orders"),
		"authorizer": given.authorizer({}),
		"api": given.api({}),
	}
}

test_an_unknown_verb_is_left_alone if {
	count(rule.findings) == 0 with input as preflight(
		"REST",
		{"verb": given.unknown, "authorizationType": given.written("CUSTOM")}, {},
	)
}

test_an_unknown_type_is_left_alone if {
	count(rule.findings) == 0 with input as preflight("REST", {"authorizationType": given.unknown, "apiKeyRequired": given.unknown}, {})
}

test_an_authorizer_out_of_view_may_let_it_pass if {
	count(rule.findings) == 0 with input as {
		"method": given.guarded("OPTIONS", "/orders"),
		"api": given.api({}),
	}
}

test_a_jwt_is_never_sent if {
	some found in rule.findings with input as preflight(
		"HTTP",
		{"authorizationType": given.written("JWT")},
		{"kind": given.written("jwt"), "identitySources": given.texts(["$request.header.Authorization"])},
	)
	found.predicts == {"status": 401, "body": `{"message":"Unauthorized"}`, "methods": ["OPTIONS /orders"]}
}

test_a_cached_request_authorizer_looks_for_its_header if {
	count(rule.findings) == 1 with input as request("REST", {"ttlSeconds": given.written(300)})
}

test_without_a_cache_the_function_decides if {
	every ttl in [given.written(0), given.unknown] {
		count(rule.findings) == 0 with input as request("REST", {"ttlSeconds": ttl})
	}
}

test_a_query_string_comes_with_the_preflight if {
	count(rule.findings) == 0 with input as request("REST", {"identitySources": given.texts(["method.request.querystring.token"])})
}

test_some_headers_are_always_sent if {
	count(rule.findings) == 0 with input as request("REST", {"identitySources": given.texts(["method.request.header.Origin"])})
}

test_unknown_sources_are_left_alone if {
	count(rule.findings) == 0 with input as request("REST", {"identitySources": given.unknown})
}

test_browsers_rarely_reach_a_private_api if {
	every pair in [["EDGE", "warning"], ["PRIVATE", "note"], ["${type}", "note"]] {
		api := given.api({"endpointType": given.written(pair[0])})
		open := given.changed(preflight("REST", {"authorizationType": given.written("AWS_IAM")}, {}), {"api": api})
		[found.severity | some found in rule.findings] == [pair[1]] with input as open
	}
}

test_an_http_api_has_no_private_endpoint if {
	api := given.api({"protocol": given.written("HTTP"), "endpointType": given.unknown})
	some found in rule.findings with input as given.changed(preflight("HTTP", {"authorizationType": given.written("AWS_IAM")}, {}), {"api": api})
	found.severity == "warning"
}

request(protocol, authorizer) := preflight(
	protocol,
	{"authorizationType": given.written("CUSTOM")},
	given.changed(
		{
			"kind": given.written("request"),
			"ttlSeconds": given.written(300),
			"identitySources": given.texts(["method.request.header.X-Token"]),
		},
		authorizer,
	),
)

preflight(protocol, method, authorizer) := {
	"method": given.method("OPTIONS", "/orders", method),
	"authorizer": given.authorizer(authorizer),
	"api": given.api({"protocol": given.written(protocol)}),
}

test_a_token_is_never_sent_whatever_the_protocol if {
	some found in rule.findings with input as given.changed(
		preflight("REST", {"authorizationType": given.written("CUSTOM")}, {}),
		{"api": given.api({"protocol": given.unknown})},
	)
	found.predicts == {"status": 401, "methods": ["OPTIONS /orders"]}
}

test_preflights_may_come_without_credentials if {
	every row in [
		["terraform", [], "authorizer_id", "authorization_scopes"],
		["cloudformation", ["Properties"], "AuthorizerId", "AuthorizationScopes"],
	] {
		[format, prefix, authorizer, scopes] := row
		guarded := preflight(
			"REST", {
				"authorizationType": given.written("COGNITO_USER_POOLS"),
				"authorizer": given.written("authorizer"),
				"scopes": given.texts(["pets/read"]),
			},
			{},
		)
		some found in rule.findings with input as given.changed(guarded, {"api": given.api({"format": format})})
		found.fixes == [{
			"description": "let preflights in without credentials",
			"safe": false,
			"touches": ["methods.authorizationType", "methods.authorizer", "methods.scopes"],
			"changes": [
				{"at": given.here, "value": "NONE"},
				{"at": given.there, "path": array.concat(prefix, [authorizer]), "remove": true},
				{"at": given.there, "path": array.concat(prefix, [scopes]), "remove": true},
			],
		}]
	}
}

test_only_what_is_there_can_go if {
	some found in rule.findings with input as preflight("REST", {"authorizationType": given.written("AWS_IAM"), "scopes": given.unset}, {})
	some written in found.fixes
	written.changes == [{"at": given.here, "value": "NONE"}]
}

test_preflights_may_come_without_a_key if {
	some found in rule.findings with input as preflight("REST", {"apiKeyRequired": given.written(true)}, {})
	found.fixes == [{
		"description": "let preflights in without a key",
		"safe": false,
		"touches": ["methods.apiKeyRequired"],
		"changes": [{"at": given.here, "value": false}],
	}]
}
