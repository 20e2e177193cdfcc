package authlint.scheme["openapi-scheme-without-authorizer_test"]

import data.authlint.scheme["openapi-scheme-without-authorizer"] as rule
import data.authlint.testing as given

open := given.method("GET", "/orders", {"requirements": [given.requirement("bearer")]})

test_a_bearer_scheme_alone_guards_nothing if {
	some found in rule.findings with input as scheme({}, [open])
	found.range == given.there
	found.predicts == {"exposure": "wider", "methods": ["GET /orders"]}
	found.message == "security scheme bearer (http) means nothing to API Gateway, which asks for no authorization on GET /orders (in this document; whoever deploys it may add that)"
	count(found.related) == 1
}

test_in_view_of_the_whole_api_it_is_public if {
	every api in [given.api({"format": "sam"}), given.api({"format": "openapi", "protocol": given.written("HTTP")})] {
		some found in rule.findings with input as given.changed(scheme({}, [open]), {"api": api})
		found.severity == "warning"
		found.predicts.exposure == "public"
		endswith(found.message, "on GET /orders")
	}
}

test_a_scheme_of_this_type_may_be_a_key if {
	every key in [given.unknown, given.written(true)] {
		method := given.changed(open, {"apiKeyRequired": key})
		some found in rule.findings with input as scheme({"type": given.written("apiKey")}, [method])
		found.severity == "note"
		found.predicts.exposure == "wider"
		contains(found.message, "asks for no authorization, or for an API key only, on GET /orders")
	}
	count(rule.findings) == 0 with input as scheme({}, [given.changed(open, {"apiKeyRequired": given.unknown})])
}

test_a_policy_or_an_endpoint_may_keep_callers_out if {
	every api in [{"resourcePolicy": given.unknown}, {"endpointType": given.written("PRIVATE")}] {
		some found in rule.findings with input as given.changed(scheme({}, [open]), {"api": given.api(api)})
		found.predicts.exposure == "wider"
	}
}

test_a_key_may_be_asked_for_in_view_of_the_whole_api if {
	method := given.changed(open, {"apiKeyRequired": given.unknown})
	some found in rule.findings with input as given.changed(
		scheme({"type": given.written("apiKey")}, [method]),
		{"api": given.api({"format": "sam"})},
	)
	found.predicts.exposure == "wider"
}

test_every_type_needs_the_extension if {
	every type in ["apiKey", "basic", "oauth2", "openIdConnect"] {
		count(rule.findings) == 1 with input as scheme({"type": given.written(type)}, [open])
	}
}

test_an_authorizer_a_signature_or_a_key if {
	every grants in ["authorizer", "iam", "api_key"] {
		count(rule.findings) == 0 with input as scheme({"grants": given.written(grants)}, [open])
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as scheme({"grants": given.unknown}, [open])
	count(rule.findings) == 0 with input as scheme({"type": given.unknown}, [open])
}

test_mutual_tls_is_set_up_elsewhere if {
	count(rule.findings) == 0 with input as scheme({"type": given.written("mutualTLS")}, [open])
}

test_nobody_asks_for_it if {
	count(rule.findings) == 0 with input as scheme({}, [])
}

test_another_scheme_guards_the_method if {
	count(rule.findings) == 0 with input as scheme({}, [given.guarded("GET", "/orders")])
}

test_a_key_is_demanded_as_well if {
	count(rule.findings) == 0 with input as scheme({}, [given.changed(open, {"apiKeyRequired": given.written(true)})])
}

test_a_preflight_is_open_anyway if {
	count(rule.findings) == 0 with input as scheme({}, [given.method("OPTIONS", "/orders", {"requirements": [given.requirement("bearer")]})])
}

test_only_open_methods_are_named if {
	some found in rule.findings with input as scheme({}, [open, given.guarded("POST", "/orders")])
	found.predicts.methods == ["GET /orders"]
}

scheme(changes, methods) := {
	"scheme": given.changed(
		{
			"address": "components.securitySchemes.bearer",
			"name": "bearer",
			"range": given.there,
			"type": given.written("http"),
			"grants": given.written("nothing"),
		},
		changes,
	),
	"methods": given.complete(methods),
	"api": given.api({"format": "openapi"}),
}
