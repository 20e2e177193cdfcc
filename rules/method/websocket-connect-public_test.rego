package authlint.method["websocket-connect-public_test"]

import data.authlint.method["websocket-connect-public"] as rule
import data.authlint.testing as given

test_an_authorizer_is_not_asked if {
	some found in rule.findings with input as route({}, {"authorizers": given.complete([given.authorizer({})])})
	found.range == given.here
	found.severity == "warning"
	found.predicts == {"exposure": "public", "methods": ["$connect"]}
	found.message == "route $connect asks for no authorization, although the API has the authorizer authorizer: anyone can connect"
	[related.message | some related in found.related] == ["this authorizer is not asked"]
	other := given.authorizer({"address": "other"})
	some first in rule.findings with input as route({}, {"authorizers": given.complete([given.authorizer({}), other])})
	count(first.related) == 1
}

test_without_an_authorizer_it_may_be_meant if {
	every authorizers in [given.complete([]), given.complete([given.authorizer({"exists": given.unknown})])] {
		some found in rule.findings with input as route({}, {"authorizers": authorizers})
		found.severity == "note"
		found.related == []
		found.message == "route $connect asks for no authorization: anyone can connect"
	}
}

test_somebody_decides if {
	every type in ["CUSTOM", "AWS_IAM"] {
		count(rule.findings) == 0 with input as route({"authorizationType": given.written(type)}, {})
	}
}

test_a_key_is_asked_for if {
	count(rule.findings) == 0 with input as route({"apiKeyRequired": given.written(true)}, {})
}

test_other_routes_are_guarded_by_connect if {
	count(rule.findings) == 0 with input as route({"routeKey": given.written("$default")}, {})
}

test_other_apis_have_no_connect if {
	count(rule.findings) == 0 with input as route({}, {"protocol": given.written("HTTP")})
}

test_an_authorizer_named_in_vain_is_another_mistake if {
	count(rule.findings) == 0 with input as route({"authorizer": given.written("authorizer")}, {})
}

test_what_nobody_knows_is_left_alone if {
	every changes in [
		{"authorizationType": given.unknown},
		{"routeKey": given.unknown},
		{"exists": given.unknown},
		{"apiKeyRequired": given.unknown},
		{"authorizer": given.unknown},
	] {
		count(rule.findings) == 0 with input as route(changes, {})
	}
	count(rule.findings) == 0 with input as route({}, {"protocol": given.unknown})
}

route(changes, api) := {
	"method": given.method("", "", given.changed(
		{
			"label": "$connect",
			"verb": given.unset,
			"routeKey": given.written("$connect"),
			"authorizationType": given.by_default("NONE"),
		},
		changes,
	)),
	"api": given.api(given.changed({"protocol": given.written("WEBSOCKET")}, api)),
}
