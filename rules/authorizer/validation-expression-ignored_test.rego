package authlint.authorizer["validation-expression-ignored_test"]

import data.authlint.authorizer["validation-expression-ignored"] as rule
import data.authlint.testing as given

test_a_request_authorizer_uses_none if {
	some found in rule.findings with input as authorizer("REST", {})
	found.range == given.here
	found.predicts == {"exposure": "wider", "methods": ["GET /orders"]}
	found.message == "validation expression of authorizer authorizer is not used: REST APIs test the tokens of token and cognito_user_pools authorizers, and this is a request authorizer"
}

test_other_apis_use_none if {
	every protocol, called in {"HTTP": "HTTP", "WEBSOCKET": "WebSocket"} {
		some found in rule.findings with input as authorizer(protocol, {})
		endswith(found.message, $"is not used: {called} APIs test no tokens")
	}
	count(rule.findings) == 1 with input as authorizer("HTTP", {"kind": given.written("jwt")})
}

test_others_use_it if {
	every kind in ["token", "cognito_user_pools"] {
		count(rule.findings) == 0 with input as authorizer("REST", {"kind": given.written(kind)})
	}
}

test_none_is_written if {
	every expression in [given.unset, given.written(""), given.by_default(".*")] {
		count(rule.findings) == 0 with input as authorizer("REST", {"validationExpression": expression})
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer("REST", {"validationExpression": given.unknown})
	count(rule.findings) == 0 with input as authorizer("REST", {"kind": given.unknown})
	count(rule.findings) == 0 with input as given.changed(authorizer("REST", {}), {"api": given.api({"protocol": given.unknown})})
}

authorizer(protocol, changes) := {
	"authorizer": given.authorizer(given.changed({"kind": given.written("request"), "validationExpression": given.written("^Bearer .+$")}, changes)),
	"guarded": [given.guarded("GET", "/orders")],
	"api": given.api({"protocol": given.written(protocol)}),
}

# Who wrote it wants tokens to be tested: that they are not is to be known before it goes.
test_the_expression_can_go if {
	some found in rule.findings with input as authorizer("HTTP", {})
	found.fixes == [{
		"description": "take the expression away",
		"safe": false,
		"touches": ["authorizers.validationExpression"],
		"changes": [{"at": given.here, "remove": true}],
	}]
}
