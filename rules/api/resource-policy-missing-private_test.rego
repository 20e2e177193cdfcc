package authlint.api["resource-policy-missing-private_test"]

import data.authlint.api["resource-policy-missing-private"] as rule
import data.authlint.testing as given

test_nobody_is_allowed if {
	some found in rule.findings with input as private({})
	found.range == given.here
	found.severity == "error"
	found.message == "REST API api is private and has no resource policy, so that every call is denied"
	found.predicts.status == 403
	found.predicts.methods == ["GET /orders"]
}

test_a_document_alone_may_not_be_all if {
	some found in rule.findings with input as private({"format": "openapi"})
	found.severity == "warning"
	endswith(found.message, "(in this document; whoever deploys it may add that)")
}

test_there_is_or_may_be_a_policy if {
	every policy in [given.written({"statements": given.complete([])}), given.unknown] {
		count(rule.findings) == 0 with input as private({"resourcePolicy": policy})
	}
}

test_other_endpoints_need_none if {
	every type in [given.written("REGIONAL"), given.unset, given.unknown] {
		count(rule.findings) == 0 with input as private({"endpointType": type})
	}
}

test_a_protocol_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as private({"protocol": given.unknown})
}

private(changes) := given.about(given.api(given.changed(
	{
		"endpointType": given.written("PRIVATE"),
		"methods": given.complete([
			given.method("GET", "/orders", {}),
			given.method("GET", "/perhaps", {"exists": given.unknown}),
		]),
	},
	changes,
)))
