package authlint.lib.source_test

import data.authlint.lib.source

test_each_type_of_api_writes_the_same_sources_in_its_own_way if {
	every protocol, expressions in {
		"REST": ["method.request.header.X-Token", "method.request.querystring.token", "stageVariables.tenant", "context.identity.sourceIp"],
		"HTTP": ["$request.header.X-Token", "$request.querystring.token", "$stageVariables.tenant", "$context.identity.sourceIp"],
		"WEBSOCKET": ["route.request.header.X-Token", "route.request.querystring.token", "stageVariables.tenant", "context.identity.sourceIp"],
	} {
		[source.read(protocol, expression) | some expression in expressions] == [
			{"from": "header", "name": "X-Token"},
			{"from": "querystring", "name": "token"},
			{"from": "stageVariables", "name": "tenant"},
			{"from": "context", "name": "identity.sourceIp"},
		]
		every expression in expressions {
			not source.is_foreign(protocol, expression)
			not source.is_path(protocol, expression)
		}
	}
}

test_anything_else_cannot_be_read if {
	every expression in ["Authorization", "method.request.header.", "method.request.header.X Token", "method.request.body.token", "$request.header.X", ""] {
		not source.read("REST", expression)
	}
}

test_what_other_types_write_is_foreign if {
	source.is_foreign("REST", "$request.header.X")
	source.is_foreign("REST", "route.request.header.X")
	source.is_foreign("HTTP", "method.request.header.X")
	source.is_foreign("HTTP", "context.stage")
	source.is_foreign("WEBSOCKET", "$context.stage")
	source.is_foreign("WEBSOCKET", "method.request.header.X")
	not source.is_foreign("REST", "context.stage")
	not source.is_foreign("HTTP", "Authorization")
}

test_path_parameters_of_this_type if {
	every protocol in ["REST", "HTTP", "WEBSOCKET"] {
		source.is_path(protocol, concat("", [source.request(protocol), ".path.id"]))
		source.is_path(protocol, concat("", [source.request(protocol), ".path"]))
		not source.is_path(protocol, concat("", [source.request(protocol), ".pathology.id"]))
	}
	not source.is_path("REST", "$request.path.id")
}

test_refusals_are_in_the_words_of_the_service if {
	source.refused("REST", "token").body == "Invalid token source expression"
	source.refused("REST", "request").body == "Invalid request identity source expression"
	source.refused("HTTP", "jwt").body == "Invalid identity source expression"
	source.refused("WEBSOCKET", "request").body == "Invalid request identity source expression"
	source.refused("REST", "cognito_user_pools") == {"deployment": "refused"}
}

test_a_route_or_a_path_separates if {
	source.separates_routes(["$request.header.Authorization", "$context.routeKey"])
	source.separates_routes(["$context.path"])
	not source.separates_routes(["$request.header.path", "$context.httpMethod"])
	not source.separates_routes([])
}

test_rest_apis_have_three_names_for_it if {
	every expression in ["context.path", "context.resourceId", "context.resourcePath"] {
		source.separates_routes([expression])
	}
}
