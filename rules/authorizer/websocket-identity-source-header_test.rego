package authlint.authorizer["websocket-identity-source-header_test"]

import data.authlint.authorizer["websocket-identity-source-header"] as rule
import data.authlint.testing as given

test_browsers_cannot_add_a_header if {
	some found in rule.findings with input as websocket(["route.request.header.Authorization"])
	found.range == given.here
	found.predicts == {"status": 401, "methods": ["$connect"]}
	found.message == "authorizer authorizer asks for the header Authorization, which browsers cannot add to the handshake: they get 401 before the function is called"
}

test_some_come_by_themselves if {
	every name in ["Sec-WebSocket-Protocol", "sec-websocket-protocol", "Cookie", "Origin", "User-Agent", "X-Forwarded-For"] {
		count(rule.findings) == 0 with input as websocket([$"route.request.header.{name}"])
	}
}

test_other_places_are_fine if {
	count(rule.findings) == 0 with input as websocket(["route.request.querystring.token", "stageVariables.tenant", "context.stage"])
}

test_another_dialect_is_another_mistake if {
	count(rule.findings) == 0 with input as websocket(["$request.header.Authorization"])
}

test_other_apis_are_not_meant if {
	count(rule.findings) == 0 with input as given.changed(
		websocket(["route.request.header.Authorization"]),
		{"api": given.api({"protocol": given.unknown})},
	)
}

test_what_nobody_knows_is_left_alone if {
	every sources in [
		given.unknown,
		given.written([given.unknown]),
		given.written([given.text(["route.request.header.", given.hole("variable", "var.name")])]),
	] {
		count(rule.findings) == 0 with input as given.changed(
			websocket([]),
			{"authorizer": given.authorizer({"kind": given.written("request"), "identitySources": sources})},
		)
	}
}

websocket(sources) := {
	"authorizer": given.authorizer({"kind": given.written("request"), "identitySources": given.texts(sources)}),
	"methods": given.complete([given.changed(given.guarded("GET", "/"), {"label": "$connect"})]),
	"api": given.api({"protocol": given.written("WEBSOCKET")}),
}

test_what_comes_with_every_handshake if {
	every name in [
		"Accept-Encoding", "Accept-Language", "Cache-Control", "Connection", "Cookie",
		"Host", "Origin", "Pragma", "Upgrade", "User-Agent", "Via",
	] {
		count(rule.findings) == 0 with input as websocket([$"route.request.header.{name}"])
	}
}

test_another_kind_is_another_mistake if {
	every kind in [given.written("token"), given.unknown] {
		count(rule.findings) == 0 with input as given.changed(
			websocket([]),
			{"authorizer": given.authorizer({"kind": kind, "identitySources": given.texts(["route.request.header.Authorization"])})},
		)
	}
}
