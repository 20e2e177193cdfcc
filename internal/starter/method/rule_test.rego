package custom.method["rule-id_test"]

import data.authlint.testing as given
import data.custom.method["rule-id"] as rule

test_an_open_admin_path_is_found if {
	some found in rule.findings with input as method("/admin/users", {})
	found.range == given.there
	found.message == "GET /admin/users is for our staff, and asks for no authorization"
}

test_an_authorizer_is_enough if {
	count(rule.findings) == 0 with input as method("/admin", {"authorizationType": given.written("CUSTOM")})
}

test_other_paths_may_be_open if {
	count(rule.findings) == 0 with input as method("/orders", {})
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as method("/admin", {"authorizationType": given.unknown})
	count(rule.findings) == 0 with input as method("/admin", {"path": given.unknown})
}

method(path, changes) := {"method": given.method("GET", path, changes), "api": given.api({})}
