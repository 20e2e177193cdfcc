package authlint.authorizer["jwt-configuration-missing_test"]

import data.authlint.authorizer["jwt-configuration-missing"] as rule
import data.authlint.testing as given

test_an_issuer_is_needed if {
	every issuer in [given.unset, given.written("")] {
		some found in rule.findings with input as authorizer(issuer, audience, {}, {})
		found.range == given.here
		found.severity == "error"
		found.predicts == {"deployment": "refused"}
		found.message == "JWT authorizer authorizer has no issuer to compare tokens with: the deployment is refused"
	}
}

test_an_audience_is_needed if {
	every nobody in [given.unset, given.written([])] {
		some found in rule.findings with input as authorizer(issuer, nobody, {}, {})
		found.range == given.here
		found.message == "JWT authorizer authorizer has no audience to compare tokens with: the deployment is refused"
	}
}

test_both_are_one_finding if {
	found := rule.findings with input as authorizer(given.unset, given.unset, {}, {})
	[f.message | some f in found] == ["JWT authorizer authorizer has no audience and no issuer to compare tokens with: the deployment is refused"]
}

test_an_import_is_not_recorded if {
	some found in rule.findings with input as authorizer(given.unset, audience, {"scheme": {"name": "login"}}, {"format": "openapi"})
	found.severity == "warning"
}

test_sam_imports_http_apis if {
	some found in rule.findings with input as authorizer(issuer, given.unset, {}, {"format": "sam"})
	found.severity == "warning"
}

test_both_are_said if {
	count(rule.findings) == 0 with input as authorizer(issuer, audience, {}, {})
}

test_other_kinds_read_no_tokens if {
	count(rule.findings) == 0 with input as authorizer(given.unset, given.unset, {"kind": given.written("request")}, {})
}

test_other_apis_have_none if {
	count(rule.findings) == 0 with input as authorizer(given.unset, given.unset, {}, {"protocol": given.written("WEBSOCKET")})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer(given.unknown, given.unknown, {}, {})
	count(rule.findings) == 0 with input as authorizer(given.unset, audience, {"kind": given.unknown}, {})
	count(rule.findings) == 0 with input as authorizer(given.unset, audience, {}, {"protocol": given.unknown})
}

issuer := given.written("https://login.example.com/")

audience := given.texts(["orders"])

authorizer(by, towards, changes, api) := {
	"authorizer": given.authorizer(given.changed({"kind": given.written("jwt"), "jwt": {"issuer": by, "audience": towards}}, changes)),
	"api": given.api(given.changed({"protocol": given.written("HTTP")}, api)),
}
