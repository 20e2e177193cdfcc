package authlint.api["authorizer-reference-undefined_test"]

import data.authlint.api["authorizer-reference-undefined"] as rule
import data.authlint.testing as given

test_sam_finds_no_such_name if {
	some found in rule.findings with input as sam("Staff")
	found.range == given.here
	found.message == "the SAM transform refuses Resources.F.Events.E: the event names the authorizer Staff"
	found.predicts == {"deployment": "refused"}
}

test_other_refusals_are_another_rule_s if {
	count(rule.findings) == 0 with input as sam("")
}

test_a_reference_to_no_resource if {
	some found in rule.findings with input as naming(given.text([given.hole("missing", "Staff")]))
	found.range == given.here
	found.message == "GET /orders names the authorizer Staff, and the template has no resource of that name"
	found.predicts.body == "Template format error: Unresolved resource dependencies"
}

test_an_attribute_of_no_resource if {
	some found in rule.findings with input as naming(given.text([{"kind": "missing", "of": "Staff", "attribute": "AuthorizerId"}]))
	found.predicts.body == "Template error: instance of Fn::GetAtt references undefined resource"
}

test_what_may_be_there_is_left_alone if {
	every authorizer in [given.unknown, given.unset, given.written("authorizer"), given.text([given.hole("other", "Staff")])] {
		count(rule.findings) == 0 with input as naming(authorizer)
	}
}

sam(name) := {"api": given.api({"format": "sam", "refusals": [{
	"address": "Resources.F.Events.E",
	"range": given.here,
	"by": "transform",
	"reason": "the event names the authorizer Staff",
	"authorizer": name,
}]})}

naming(authorizer) := {"api": given.api({
	"format": "cloudformation",
	"methods": given.complete([given.method("GET", "/orders", {"authorizer": authorizer})]),
})}

test_a_sam_template_has_resources_of_its_own if {
	about := naming(given.text([given.hole("missing", "Staff")]))
	count(rule.findings) == 1 with input as {"api": given.changed(about.api, {"format": "sam"})}
}

test_a_text_around_a_reference_is_no_reference if {
	count(rule.findings) == 0 with input as naming(given.text([given.hole("missing", "Staff"), "-v2"]))
}
