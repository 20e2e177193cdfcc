package authlint.authorizer["authorizer-output-invalid_test"]

import data.authlint.authorizer["authorizer-output-invalid"] as rule
import data.authlint.testing as given

test_what_is_no_policy if {
	said({"kind": given.written("nothing")}) == {"returns nothing"}
	said({"kind": given.written("other")}) == {"returns something that is no policy"}
	said({"kind": given.written("simple")}) == {"returns isAuthorized in place of a policy"}
	said({"principalId": given.unset}) == {"returns no principalId"}
	said({"policy": given.unset, "version": given.unknown}) == {"returns no policyDocument"}
	said({"version": given.unset}) == {"returns a policy without Version"}
	said({"policy": of("routeArn")}) == {"makes its policy of event.routeArn, which the event of this API does not have"}
	said({"context": items("object")}) == {"puts a value of type object into the context as \"claims\""}
	said({"context": items("array")}) == {"puts a value of type array into the context as \"claims\""}
}

test_what_is_one if {
	said({}) == set()
	said({"kind": given.written("error")}) == set()
	said({"kind": given.unknown}) == set()
	said({"principalId": given.unknown, "version": given.unknown, "policy": given.unknown}) == set()
	said({"policy": of("methodArn")}) == set()
	said({"context": items("string")}) == set()
	said({"context": {"items": [{"key": "k", "range": given.here, "type": given.unknown}], "complete": true}}) == set()
}

test_http_apis if {
	said_http({"payloadFormat": given.written("2.0")}, {"policy": of("methodArn")}) == {"makes its policy of event.methodArn, which an event of payload format 2.0 does not have"}
	said_http({"payloadFormat": given.written("2.0")}, {"policy": of("routeArn")}) == set()
	said_http({"payloadFormat": given.written("1.0")}, {"policy": of("routeArn")}) == {"makes its policy of event.routeArn, which an event of payload format 1.0 does not have"}
	said_http({"payloadFormat": given.written("2.0"), "simpleResponses": given.written(false)}, {"kind": given.written("nothing")}) == {"returns nothing"}
	said_http({"payloadFormat": given.written("2.0")}, {"context": items("object")}) == set()
}

test_other_forms_are_the_business_of_another_rule if {
	said_http({"payloadFormat": given.written("2.0")}, {"kind": given.written("simple")}) == set()
	said_http({"payloadFormat": given.written("2.0"), "simpleResponses": given.written(true)}, {"kind": given.written("nothing")}) == set()
	said_http({"payloadFormat": given.unknown}, {"policy": of("methodArn")}) == set()
}

test_how_it_is_told if {
	some found in rule.findings with input as asked("REST", {}, {"kind": given.written("nothing"), "reached": "always"})
	found.severity == "error"
	found.message == "the function of authorizer authorizer returns nothing, which API Gateway answers with 500"
	found.range == given.here
	found.predicts.body == `{"message":null}`
	found.predicts.methods == ["GET /a"]
	some other in rule.findings with input as asked("WEBSOCKET", {}, {"kind": given.written("nothing"), "reached": "error"})
	other.severity == "warning"
	other.message == "the function of authorizer authorizer returns nothing after an error, which API Gateway answers with 500"
}

test_nobody_meets_it if {
	count(rule.findings) == 0 with input as given.changed(asked("REST", {}, {"kind": given.written("nothing")}), {"guarded": []})
	count(rule.findings) == 0 with input as asked("REST", {"kind": given.written("jwt")}, {"kind": given.written("nothing")})
	count(rule.findings) == 0 with input as asked("REST", {"handler": given.unset}, {})
}

said(changes) := said_of("REST", {}, changes)

said_http(authorizer, changes) := said_of("HTTP", given.changed({"kind": given.written("request")}, authorizer), changes)

said_of(protocol, authorizer, changes) := {text |
	some found in rule.findings with input as asked(protocol, authorizer, changes)
	text := trim_suffix(trim_prefix(found.message, "the function of authorizer authorizer "), " on one of its ways, which API Gateway answers with 500")
}

of(field) := given.written({"statements": given.complete([given.statement({"resources": given.written([given.text([given.hole("event", field)])])})])})

items(type) := given.complete([{"key": "claims", "range": given.here, "type": given.written(type)}])

asked(protocol, authorizer, changes) := {
	"api": given.api({"protocol": given.written(protocol)}),
	"authorizer": given.authorizer(given.changed({"handler": given.handler([given.outcome(changes)])}, authorizer)),
	"guarded": [given.guarded("GET", "/a")],
}

test_a_websocket_api_takes_what_a_rest_api_takes if {
	said_of("WEBSOCKET", {}, {"kind": given.written("simple")}) == {"returns isAuthorized in place of a policy"}
	said_of("WEBSOCKET", {}, {"context": items("object")}) == {"puts a value of type object into the context as \"claims\""}
	said_of("WEBSOCKET", {}, {"policy": of("routeArn")}) == {"makes its policy of event.routeArn, which the event of this API does not have"}
	said_of("WEBSOCKET", {}, {"policy": of("methodArn")}) == set()
}

test_only_http_apis_know_simple_responses if {
	every protocol in ["REST", "WEBSOCKET"] {
		said_of(protocol, {"simpleResponses": given.written(true)}, {"kind": given.written("nothing")}) == {"returns nothing"}
	}
}

test_only_events_of_http_apis_have_a_format if {
	every format in ["1.0", "2.0"] {
		said_of("WEBSOCKET", {"payloadFormat": given.written(format)}, {"policy": of("methodArn")}) == set()
		count(said_of("WEBSOCKET", {"payloadFormat": given.written(format)}, {"policy": of("routeArn")})) == 1
	}
}

test_the_context_of_what_is_no_policy_is_not_the_trouble if {
	said({"kind": given.written("simple"), "context": items("object")}) == {"returns isAuthorized in place of a policy"}
	said({"kind": given.unknown, "context": items("object")}) == set()
}

test_a_variable_may_be_called_like_a_field_of_the_event if {
	named := given.written([given.text([given.hole("variable", "routeArn")])])
	said({"policy": given.written({"statements": given.complete([given.statement({"resources": named})])})}) == set()
}

test_without_the_protocol_nobody_knows_what_is_taken if {
	of := asked("REST", {}, {"kind": given.written("nothing")})
	count(rule.findings) == 0 with input as given.changed(of, {"api": given.api({"protocol": given.unknown})})
}

test_what_is_put_around_a_function_may_answer_in_its_place if {
	count(rule.findings) == 0 with input as asked("REST", {"handler": given.written(object.union(given.handler_value([given.outcome({"kind": given.written("nothing")})]), {"wrappers": ["middy"]}))}, {})
}
