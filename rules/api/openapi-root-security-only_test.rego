package authlint.api["openapi-root-security-only_test"]

import data.authlint.api["openapi-root-security-only"] as rule
import data.authlint.testing as given

test_the_root_speaks_for_them if {
	some found in rule.findings with input as document([inheriting("GET", {}), inheriting("POST", {}), given.guarded("PUT", "/orders")])
	found.range == given.here
	found.message == "GET /orders, POST /orders of api rely on the security at the root of the document, which API Gateway is documented not to use"
	[place.message | some place in found.related] == ["GET /orders has no security of its own", "POST /orders has no security of its own"]
}

test_each_speaks_for_itself if {
	count(rule.findings) == 0 with input as document([given.guarded("GET", "/orders")])
}

test_what_asks_for_nothing_relies_on_nothing if {
	count(rule.findings) == 0 with input as document([inheriting("OPTIONS", {})])
	count(rule.findings) == 0 with input as document([inheriting("GET", {"authorizationType": given.written("NONE")})])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as document([inheriting("GET", {"authorizationType": given.unknown})])
}

inheriting(verb, changes) := given.method(verb, "/orders", given.changed(
	{
		"inheritedFromRoot": true,
		"authorizationType": given.written("CUSTOM"),
	},
	changes,
))

document(methods) := given.about(given.api({"methods": given.complete(methods), "definition": {"body": true}}))

test_each_type_of_authorization_may_stand_at_the_root if {
	every type in ["CUSTOM", "COGNITO_USER_POOLS", "JWT", "AWS_IAM"] {
		count(rule.findings) == 1 with input as document([inheriting("GET", {"authorizationType": given.written(type)})])
	}
}
