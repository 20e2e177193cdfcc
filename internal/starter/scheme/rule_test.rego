package custom.scheme["rule-id_test"]

import data.authlint.testing as given
import data.custom.scheme["rule-id"] as rule

test_a_key_in_the_address_is_found if {
	some found in rule.findings with input as scheme({"in": given.written("query")})
	found.range == given.here
	found.message == "the key of partner is part of the address"
}

test_a_header_is_fine if {
	count(rule.findings) == 0 with input as scheme({"in": given.written("header")})
}

test_other_schemes_have_no_key if {
	count(rule.findings) == 0 with input as scheme({"type": given.written("oauth2"), "in": given.unset})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as scheme({"in": given.unknown})
}

scheme(changes) := {
	"scheme": given.changed({"name": "partner", "range": given.there, "type": given.written("apiKey"), "in": given.unset}, changes),
	"api": given.api({"format": "openapi"}),
}
