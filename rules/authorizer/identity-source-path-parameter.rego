# METADATA
# title: Path parameter as an identity source
# description: |
#   Identity sources are headers, query string parameters, stage variables and context
#   values. A path parameter is none: creating the authorizer fails. The function of a
#   request authorizer gets the parameters of the path all the same, in `pathParameters`.
#
#   Leave the path parameter out, and read it in the function. If answers are cached and
#   the function decides by the path, let the cache tell paths apart: `context.path` beside
#   the credentials on a REST API
#   (`identity_source = "method.request.header.Authorization,context.path"`,
#   `IdentitySource: method.request.header.Authorization, context.path`, `identitySource`
#   likewise), `$context.path` on an HTTP API.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, identity-source, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["identity-source-path-parameter"]

import data.authlint.lib.say
import data.authlint.lib.source

findings contains finding if {
	input.api.protocol.value in {"REST", "HTTP", "WEBSOCKET"}
	protocol := input.api.protocol.value
	called := say.protocol(protocol)
	predicts := source.refused(protocol, input.authorizer.kind.value)

	some [range, expression] in _paths

	finding := {
		"range": range,
		"message": $`identity source "{expression}" of authorizer {input.authorizer.address} is a path parameter: {called} APIs take none, and refuse the authorizer`,
		"predicts": predicts,
	}
}

_paths contains [identity.range, expression] if {
	some identity in input.authorizer.identitySources.value
	expression := trim_space(identity.value)
	source.is_path(input.api.protocol.value, expression)
}

# What follows the beginning may come from elsewhere.
_paths contains [identity.range, $"{beginning}…"] if {
	some identity in input.authorizer.identitySources.value
	beginning := identity.parts[0].literal
	contains(beginning, ".path.")
	source.is_path(input.api.protocol.value, beginning)
}
