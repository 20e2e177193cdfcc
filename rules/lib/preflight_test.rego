package authlint.lib.preflight_test

import data.authlint.lib.preflight

test_credentials_are_never_sent if {
	{source | some source in _sources; preflight.lacks(source)} == {"method.request.header.Authorization", "$request.header.X-Token"}
}

_sources := {
	"method.request.header.Authorization",
	"$request.header.X-Token",
	"method.request.header.Origin",
	"method.request.querystring.token",
	"context.httpMethod",
}
