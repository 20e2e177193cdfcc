package authlint.authorizer["authorizer-kind-missing_test"]

import data.authlint.authorizer["authorizer-kind-missing"] as rule
import data.authlint.testing as given

test_nothing_is_assumed if {
	every format in ["cloudformation", "sam"] {
		some found in rule.findings with input as authorizer({}, format)
		found.range == given.here
		found.severity == "error"
		found.predicts == {"deployment": "refused"}
		found.message == "authorizer authorizer does not say what kind it is: the deployment is refused"
	}
}

test_an_import_is_not_recorded if {
	every format in ["openapi", "terraform", "cloudformation"] {
		some found in rule.findings with input as authorizer({"scheme": {"name": "auth"}}, format)
		found.severity == "warning"
	}
}

test_terraform_refuses_it_by_itself if {
	count(rule.findings) == 0 with input as authorizer({}, "terraform")
}

test_a_kind_is_named if {
	every kind in [given.written("request"), given.by_default("token")] {
		count(rule.findings) == 0 with input as authorizer({"kind": kind}, "cloudformation")
	}
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as authorizer({"kind": given.unknown}, "cloudformation")
}

authorizer(changes, format) := {
	"authorizer": given.authorizer(given.changed({"kind": given.unset}, changes)),
	"api": given.api({"format": format}),
}
