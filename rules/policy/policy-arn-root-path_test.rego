package authlint.policy["policy-arn-root-path_test"]

import data.authlint.policy["policy-arn-root-path"] as rule
import data.authlint.testing as given

test_the_root_has_a_slash if {
	some found in rule.findings with input as own({"resources": given.texts(["execute-api:/prod/GET"])}, {})
	found.range == given.here
	found.message == "a resource of statement ends with GET, and matches no call: that of the root is GET/"
	found.predicts.status == 403
}

test_of_a_caller if {
	some found in rule.findings with input as caller([given.execute_api(["/", {"kind": "stage"}, "/POST"])])
	startswith(found.predicts.body, `{"Message":"User: <ARN of the caller>`)
}

test_what_is_denied_is_not_denied if {
	some found in rule.findings with input as own({"effect": given.written("Deny"), "resources": given.texts(["execute-api:/prod/GET"])}, {})
	found.predicts == {"exposure": "wider"}
}

test_with_a_slash_or_a_path if {
	every resource in ["execute-api:/prod/GET/", "execute-api:/prod/GET/*", "execute-api:/*/GET", "execute-api:/prod/GET/orders"] {
		count(rule.findings) == 0 with input as own({"resources": given.texts([resource])}, {})
	}
}

test_another_api_is_meant if {
	other := given.text(["arn:aws:execute-api:eu-west-1:111122223333:", given.hole("api", "other"), "/prod/GET"])
	every resource in [other, given.written("arn:aws:execute-api:eu-west-1:111122223333:abc123/prod/GET")] {
		count(rule.findings) == 0 with input as caller([resource])
	}
}

test_what_nobody_knows_is_left_alone if {
	rootless := given.texts(["execute-api:/prod/GET"])
	count(rule.findings) == 0 with input as own({"resources": given.unknown}, {})
	count(rule.findings) == 0 with input as own({"resources": rootless, "effect": given.unknown}, {})
	count(rule.findings) == 0 with input as own({"resources": rootless}, {"protocol": given.unknown})
}

own(changes, api) := {"of": "resource", "policy": given.statement(changes), "api": given.api(api)}

caller(resources) := {"of": "caller", "policy": given.statement({"resources": given.written(resources)}), "api": given.api({})}

test_the_root_of_an_http_api if {
	some found in rule.findings with input as given.changed(
		caller([given.execute_api(["/prod/GET"])]),
		{"api": given.api({"protocol": given.written("HTTP")})},
	)
	found.predicts == {"status": 403, "body": `{"message":"Forbidden"}`}
}
