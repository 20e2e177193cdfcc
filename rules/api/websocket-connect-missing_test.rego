package authlint.api["websocket-connect-missing_test"]

import data.authlint.api["websocket-connect-missing"] as rule
import data.authlint.testing as given

test_nobody_asks_the_authorizer if {
	some found in rule.findings with input as api({})
	found.range == given.there
	found.predicts == {"exposure": "public", "methods": ["sendMessage"]}
	found.message == "api has the authorizer authorizer, but no route $connect to ask it on: anyone can connect"
	[related.message | some related in found.related] == ["this authorizer is never asked"]
}

test_connect_is_there if {
	count(rule.findings) == 0 with input as api({"methods": given.complete([route("sendMessage"), route("$connect")])})
}

test_a_route_nobody_knows_may_be_it if {
	perhaps := given.changed(route("x"), {"routeKey": given.unknown})
	count(rule.findings) == 0 with input as api({"methods": given.complete([route("sendMessage"), perhaps])})
}

test_routes_out_of_view_may_have_it if {
	count(rule.findings) == 0 with input as api({"methods": given.incomplete([route("sendMessage")])})
}

test_an_api_without_routes_gets_them_elsewhere if {
	perhaps := given.changed(route("sendMessage"), {"exists": given.unknown})
	count(rule.findings) == 0 with input as api({"methods": given.complete([])})
	count(rule.findings) == 0 with input as api({"methods": given.complete([perhaps])})
}

test_an_authorizer_that_may_not_be_there_proves_nothing if {
	perhaps := given.authorizer({"exists": given.unknown})
	every authorizers in [given.complete([]), given.complete([perhaps])] {
		count(rule.findings) == 0 with input as api({"authorizers": authorizers})
	}
}

test_other_apis_have_no_connect if {
	every protocol in [given.written("HTTP"), given.unknown] {
		count(rule.findings) == 0 with input as api({"protocol": protocol})
	}
}

route(key) := given.method("", "", {"label": key, "verb": given.unset, "routeKey": given.written(key)})

api(changes) := {"api": given.api(given.changed(
	{
		"protocol": given.written("WEBSOCKET"),
		"authorizers": given.complete([given.authorizer({})]),
		"methods": given.complete([route("sendMessage")]),
	},
	changes,
))}

test_what_is_refused_lets_nobody_in if {
	refused := {"range": given.here, "by": "transform", "reason": "Auth is about the route $connect"}
	count(rule.findings) == 0 with input as api({"refusals": [refused]})
}
