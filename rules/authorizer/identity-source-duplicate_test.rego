package authlint.authorizer["identity-source-duplicate_test"]

import data.authlint.authorizer["identity-source-duplicate"] as rule
import data.authlint.testing as given

header := "method.request.header.Authorization"

test_the_second_is_told if {
	second := object.union(given.written(header), {"range": given.there})
	some found in rule.findings with input as request([given.written(header), second])
	found.range == given.there
	found.predicts == {}
	found.message == "authorizer authorizer names the identity source method.request.header.Authorization twice"
	found.related == [{"range": given.here, "message": "it stands here already"}]
}

test_a_third_is_told_once if {
	places := [object.union(given.written(header), {"range": {"file": "main.tf", "start": i, "end": i + 1}}) | some i in [1, 2, 3]]
	found := rule.findings with input as request(places)
	{f.range.start | some f in found} == {2, 3}
	count(found) == 2
}

test_different_sources_are_fine if {
	count(rule.findings) == 0 with input as request([given.written(header), given.written("method.request.header.authorization"), given.written("method.request.querystring.Authorization")])
}

test_empty_texts_are_no_sources if {
	count(rule.findings) == 0 with input as request([given.written(""), given.written(" ")])
}

test_what_nobody_knows_is_left_alone if {
	count(rule.findings) == 0 with input as request([given.unknown, given.unknown])
	part := given.text(["method.request.header.", given.hole("variable", "var.name")])
	count(rule.findings) == 0 with input as request([part, part])
	count(rule.findings) == 0 with input as request([given.written(header), given.unknown])
}

test_other_kinds_take_one if {
	count(rule.findings) == 0 with input as {"authorizer": given.authorizer({"identitySources": given.texts([header, header])})}
}

request(sources) := {"authorizer": given.authorizer({
	"kind": given.written("request"),
	"identitySources": given.written(sources),
})}
