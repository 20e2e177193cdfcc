package authlint.lib.cache_test

import data.authlint.lib.cache
import data.authlint.testing as given

test_tokens_are_the_only_key_of_a_token_authorizer if cache.shared("token", [])

test_a_header_is_the_same_for_all_methods if {
	cache.shared("request", [given.written("method.request.header.Authorization")])
	not cache.shared("request", [])
	not cache.shared("request", [given.written("")])
}

test_the_route_tells_methods_apart if not cache.shared("request", [given.written("$context.routeKey")])

test_verb_and_path_tell_methods_apart if {
	not cache.shared("request", [given.written("context.httpMethod"), given.written("context.resourcePath")])
	cache.shared("request", [given.written("context.httpMethod")])
	cache.shared("request", [given.written("context.resourcePath")])
}

test_an_unknown_source_may_tell_them_apart if not cache.shared("request", [given.unknown])
