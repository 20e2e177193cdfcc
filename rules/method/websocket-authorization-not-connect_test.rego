package authlint.method["websocket-authorization-not-connect_test"]

import data.authlint.method["websocket-authorization-not-connect"] as rule
import data.authlint.testing as given

test_other_routes_take_none if {
	every key in ["$default", "$disconnect", "sendMessage"] {
		some found in rule.findings with input as route("CUSTOM", key)
		found.range == given.here
		found.predicts.body == "Currently, authorization is restricted to the $connect route only"
		found.message == $"route {key} has the authorization type CUSTOM; a WebSocket API takes one on $connect only, and the deployment is refused"
	}
	every type in ["AWS_IAM", "JWT", "COGNITO_USER_POOLS"] {
		count(rule.findings) == 1 with input as route(type, "sendMessage")
	}
}

test_connect_takes_one if {
	count(rule.findings) == 0 with input as route("CUSTOM", "$connect")
}

test_a_route_without_is_fine if {
	count(rule.findings) == 0 with input as route("NONE", "sendMessage")
}

test_http_apis_take_one_everywhere if {
	count(rule.findings) == 0 with input as given.changed(route("CUSTOM", "$default"), {"api": given.api({"protocol": given.written("HTTP")})})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as given.changed(route("CUSTOM", "$default"), {"api": given.api({"protocol": given.unknown})})
	count(rule.findings) == 0 with input as given.changed(
		route("CUSTOM", "$default"),
		{"method": given.method("", "", {"authorizationType": given.written("CUSTOM"), "routeKey": given.unknown})},
	)
	count(rule.findings) == 0 with input as given.changed(
		route("CUSTOM", "$default"),
		{"method": given.method("", "", {"authorizationType": given.unknown, "routeKey": given.written("$default")})},
	)
}

route(type, key) := {
	"method": given.method("", "", {"verb": given.unset, "routeKey": given.written(key), "authorizationType": given.written(type)}),
	"api": given.api({"protocol": given.written("WEBSOCKET")}),
}

test_the_route_can_be_left_alone if {
	every format, path in {"terraform": ["authorizer_id"], "cloudformation": ["Properties", "AuthorizerId"]} {
		about := route("CUSTOM", "move")
		some found in rule.findings with input as {
			"method": given.changed(about.method, {"authorizer": given.written("authorizer")}),
			"api": given.changed(about.api, {"format": format}),
		}
		found.fixes == [{
			"description": "take the authorization of this route away",
			"safe": false,
			"touches": ["methods.authorizationType", "methods.authorizer"],
			"changes": [{"at": given.here, "remove": true}, {"at": given.there, "path": path, "remove": true}],
		}]
	}
}

test_iam_names_no_authorizer if {
	some found in rule.findings with input as route("AWS_IAM", "move")
	some written in found.fixes
	written.changes == [{"at": given.here, "remove": true}]
}
