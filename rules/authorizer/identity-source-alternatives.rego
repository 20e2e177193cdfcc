# METADATA
# title: Alternative credentials that are all required
# description: |
#   A call has to have every identity source of its authorizer; there is no "this or that".
#   Where one is missing, API Gateway answers 401 and never calls the function. Two sources
#   that look like two ways to say who one is (an Authorization header, and a token in the
#   query string or a cookie) therefore lock out whoever uses only one of them. On a REST API
#   that is so while answers are cached.
#
#   Let the function look for the credentials itself. On a REST API turn the cache off:
#   `authorizer_result_ttl_in_seconds = 0`, `AuthorizerResultTtlInSeconds: 0`,
#   `ReauthorizeEvery: 0`, `authorizerResultTtlInSeconds: 0`. On an HTTP or WebSocket API name
#   no identity source, or only what every client sends: `identity_sources = []`,
#   `IdentitySource: []`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [authorizer, identity-source]
#   ignore_when: Every client sends all of them with every call.
package authlint.authorizer["identity-source-alternatives"]

import data.authlint.lib.predict
import data.authlint.lib.source

findings contains finding if {
	input.authorizer.kind.value == "request"
	_all_are_required

	credentials := [expression |
		some identity in input.authorizer.identitySources.value
		expression := identity.value
		_is_credential(source.read(input.api.protocol.value, expression))
	]
	[first, second] := array.slice(credentials, 0, 2)
	first != second

	finding := {
		"range": input.authorizer.identitySources.range,
		"message": $"authorizer {input.authorizer.address} requires {authlint.some_of(credentials)} together: calls with only one of them get 401 before the function is called",
		"predicts": object.union(
			predict.unauthorized(input.api.protocol.value),
			{"methods": authlint.labels(input.methods.items)},
		),
	}
}

_all_are_required if {
	input.api.protocol.value == "REST"
	input.authorizer.ttlSeconds.value > 0
}

_all_are_required if input.api.protocol.value in {"HTTP", "WEBSOCKET"}

# What names say who the caller is, whatever their spelling. A tenant, a device or a
# signature goes with credentials, and is none.
_is_credential(read) if {
	read.from in {"header", "querystring"}
	replace(replace(lower(read.name), "-", ""), "_", "") in {
		"accesstoken", "apikey", "apitoken", "auth", "authorization", "authorizationtoken",
		"authtoken", "bearer", "bearertoken", "cookie", "idtoken", "jwt", "sessiontoken", "token",
		"xaccesstoken", "xapikey", "xapitoken", "xauth", "xauthorization", "xauthtoken", "xidtoken",
		"xjwt", "xsessiontoken", "xtoken",
	}
}
