# METADATA
# title: Token that is not taken from one header
# description: |
#   A token authorizer, and one of a Cognito user pool, take the token from exactly one
#   header. Query string parameters, stage variables, context values, and more than one
#   source are for request authorizers. Creating the authorizer fails: "Invalid token source
#   expression".
#
#   Name one header, for example `identity_source = "method.request.header.Authorization"`
#   (`IdentitySource: method.request.header.Authorization`), or make it a request authorizer:
#   `type = "REQUEST"` (`Type: REQUEST`), whose function gets the whole request instead of
#   the token. In an OpenAPI document the header is the `name` of the scheme, with
#   `in: header`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html
# custom:
#   formats: [terraform, cloudformation]
#   severity: error
#   precision: very-high
#   tags: [authorizer, identity-source, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["identity-source-not-header"]

import data.authlint.lib.source

findings contains finding if {
	input.authorizer.kind.value in {"token", "cognito_user_pools"}
	input.api.protocol.value == "REST"
	kind := input.authorizer.kind.value

	some [range, what] in _others

	finding := {
		"range": range,
		"message": $"authorizer {input.authorizer.address} takes its token from {what}: {_called[kind]} authorizers take one header and nothing else",
		"predicts": source.refused("REST", kind),
		"related": [{"range": input.authorizer.kind.range, "message": "this makes it one"} |
			input.authorizer.kind.state == "written"
		],
	}
}

_called := {"token": "token", "cognito_user_pools": "Cognito"}

# The beginning of a source is enough to know that it is no header.
_others contains [identity.range, $`{expression}, which is no header`] if {
	_is_one
	some identity in input.authorizer.identitySources.value
	expression := trim_space(identity.value)
	_is_no_header(expression)
}

_others contains [identity.range, $`{beginning}…, which is no header`] if {
	_is_one
	some identity in input.authorizer.identitySources.value
	beginning := identity.parts[0].literal
	_is_no_header(beginning)
}

_others contains [input.authorizer.identitySources.range, $"{number} sources"] if {
	number := count(input.authorizer.identitySources.value)
	number > 1
}

_is_one if count(input.authorizer.identitySources.value) == 1

_is_no_header(expression) if regex.match(`^(?:method\.request\.querystring|method\.request\.multivalue(?:header|querystring)|stageVariables|context)\.`, expression)
