package authlint.authorizer["cors-headers-omit-authorization_test"]

import data.authlint.authorizer["cors-headers-omit-authorization"] as rule
import data.authlint.testing as given

test_browsers_may_not_send_the_token if {
	some found in rule.findings with input as asked(given.texts(["Content-Type"]), {}, {})
	found.range == given.here
	found.message == "the CORS configuration of api does not allow the header Authorization, which authorizer authorizer reads; browsers block the calls that carry it"
	found.predicts == {"methods": ["GET /orders"]}
	[related.range | some related in found.related] == [given.here]
}

test_sam_has_cors_for_rest_apis if {
	count(rule.findings) == 1 with input as asked(
		given.texts(["Content-Type"]),
		{"identitySources": given.texts(["method.request.header.X-Token"])},
		{"protocol": given.written("REST")},
	)
}

test_they_may if {
	every headers in [["authorization"], ["Content-Type", "Authorization"], ["*"], ["${headers}"]] {
		count(rule.findings) == 0 with input as asked(given.texts(headers), {}, {})
	}
}

test_a_query_string_needs_no_header if {
	count(rule.findings) == 0 with input as asked(given.texts(["Content-Type"]), {"identitySources": given.texts(["$request.querystring.token"])}, {})
}

test_what_nobody_knows_is_left_alone if {
	every headers in [given.unknown, given.unset, given.written([given.unknown]), given.texts([])] {
		count(rule.findings) == 0 with input as asked(headers, {}, {})
	}
	count(rule.findings) == 0 with input as asked(given.texts(["Content-Type"]), {"identitySources": given.unknown}, {})
	count(rule.findings) == 0 with input as asked(given.texts(["Content-Type"]), {}, {"protocol": given.unknown})
	count(rule.findings) == 0 with input as asked(given.texts(["Content-Type"]), {}, {"cors": {
		"configured": given.unknown,
		"allowHeaders": given.texts(["Content-Type"]),
	}})
}

test_nobody_asks_the_authorizer if {
	count(rule.findings) == 0 with input as given.changed(asked(given.texts(["Content-Type"]), {}, {}), {"guarded": []})
}

asked(headers, authorizer, api) := {
	"authorizer": given.authorizer(given.changed({"identitySources": given.texts(["$request.header.Authorization"])}, authorizer)),
	"guarded": [given.guarded("GET", "/orders")],
	"api": given.api(given.changed(
		{
			"protocol": given.written("HTTP"),
			"cors": {"configured": given.written(true), "allowHeaders": headers},
		},
		api,
	)),
}

test_what_the_service_fills_in_is_nobodys_choice if {
	count(rule.findings) == 0 with input as asked(given.by_default([given.by_default("Content-Type")]), {}, {})
}

test_one_header_more_is_allowed if {
	some found in rule.findings with input as asked(given.texts(["Content-Type"]), {}, {})
	found.fixes == [{
		"description": "allow Authorization",
		"safe": true,
		"touches": ["cors.allowHeaders"],
		"changes": [{"at": given.here, "value": ["Authorization"], "append": true}],
	}]
}

# There, the list is one text in quotes.
test_no_list_is_longer_on_a_rest_api if {
	some found in rule.findings with input as asked(given.texts(["Content-Type"]), {}, {"protocol": given.written("REST")})
	found.fixes == []
}
