package custom.api["rule-id_test"]

import data.authlint.testing as given
import data.custom.api["rule-id"] as rule

test_edge_is_found if {
	every type in [given.written("EDGE"), given.by_default("EDGE")] {
		some found in rule.findings with input as api({"endpointType": type})
		found.range == given.here
		found.message == "API api has an edge-optimised endpoint; ours are regional"
	}
}

test_regional_is_fine if {
	count(rule.findings) == 0 with input as api({"endpointType": given.written("REGIONAL")})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as api({"endpointType": given.unknown})
	count(rule.findings) == 0 with input as api({"endpointType": given.written("EDGE"), "protocol": given.unknown})
}

api(changes) := given.about(given.api(changes))
