package authlint.lib.preflight_test

import data.authlint.lib.preflight
import data.authlint.testing as given

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

test_what_a_method_demands if {
	preflight.demand(given.method("OPTIONS", "/a", {"authorizationType": given.written("COGNITO_USER_POOLS")}), "REST").what == "a token of a user pool"
	preflight.demand(given.method("OPTIONS", "/a", {"authorizationType": given.written("AWS_IAM")}), "HTTP").what == "a signature"
	preflight.demand(given.method("OPTIONS", "/a", {"apiKeyRequired": given.written(true)}), "REST").what == "an API key"
}

test_an_open_method_demands_nothing if {
	not preflight.demand(given.method("OPTIONS", "/a", {}), "REST")
	not preflight.demand(given.method("OPTIONS", "/a", {"authorizationType": given.unknown, "apiKeyRequired": given.written(true)}), "REST")
}

test_the_authorizer_comes_before_the_key if {
	not preflight.demand(given.method("OPTIONS", "/a", {"authorizationType": given.written("CUSTOM"), "apiKeyRequired": given.written(true)}), "REST")
}

test_a_token_authorizer_refuses_always if {
	every protocol in ["REST", ""] {
		preflight.refused_by(given.authorizer({"ttlSeconds": given.written(0)}), protocol)
	}
}

test_a_request_authorizer_refuses_as_long_as_it_is_cached if {
	cached := given.authorizer({"kind": given.written("request")})
	preflight.refused_by(cached, "REST")
	preflight.refused_by(cached, "HTTP")
	uncached := given.changed(cached, {"ttlSeconds": given.written(0)})
	not preflight.refused_by(uncached, "REST")
	preflight.refused_by(uncached, "HTTP")
	not preflight.refused_by(given.changed(cached, {"ttlSeconds": given.unknown}), "REST")
	not preflight.refused_by(given.changed(cached, {"identitySources": given.texts(["method.request.querystring.token"])}), "REST")
}
