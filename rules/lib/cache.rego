# Whether API Gateway keeps one answer of an authorizer for all methods.
package authlint.lib.cache

# The key of a token authorizer is the token. sources are the identity sources, as far as
# they are known; all of them have to be.
shared("token", _) := true

shared("request", sources) if {
	known := [source.value | some source in sources]

	# Without any, the authorizer is refused.
	some source in known
	source != ""
	count(known) == count(sources)
	not _per_method(known)
}

_per_method(sources) if "$context.routeKey" in sources

_per_method(sources) if {
	_names(sources, {"context.httpMethod", "$context.httpMethod"})
	_names(sources, {
		"context.path", "context.resourceId", "context.resourcePath",
		"$context.path", "$context.resourcePath",
	})
}

_names(sources, any_of) if {
	some source in sources
	source in any_of
}
