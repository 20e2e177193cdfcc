# METADATA
# title: Identity source that is no expression
# description: |
#   An identity source says where a value comes from and what it is called there: a header
#   or a query string parameter of the request, a stage variable, or a value of the
#   context. API Gateway accepts nothing else, least of all the bare name of a header, which
#   is what its console asks for. A name has letters, digits, dots, underscores and
#   hyphens. Any other text is refused when the authorizer is created.
#
#   Which characters names may have, API Gateway says itself only for token authorizers and
#   WebSocket APIs. Where just the name is unusual, the finding is a warning on other
#   authorizers, and where a document or SAM hands over the name alone.
#
#   Write the whole expression: `method.request.header.Authorization` on a REST API
#   (`identity_source`, `IdentitySource`, `identitySource`),
#   `$request.header.Authorization` on an HTTP API, `route.request.header.Authorization` on
#   a WebSocket API. A query string parameter is `method.request.querystring.token`, a
#   stage variable `stageVariables.tenant`, a context value `context.httpMethod`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   fixes: [safe]
#   severity: error
#   precision: high
#   tags: [authorizer, identity-source, deployment]
#   ignore_when: >-
#     An error: never, the deployment is refused. A warning about an unusual name: you have
#     deployed it.
package authlint.authorizer["identity-source-syntax"]

import data.authlint.lib.fix
import data.authlint.lib.say
import data.authlint.lib.source

findings contains finding if {
	input.api.protocol.value in {"REST", "HTTP", "WEBSOCKET"}
	protocol := input.api.protocol.value
	kind := input.authorizer.kind.value
	called := say.protocol(protocol)

	some identity in input.authorizer.identitySources.value
	expression := trim_space(identity.value)
	defect := _defect(protocol, kind, expression)
	severity := _severity(defect.kind, protocol, kind)
	refuse := _refuse[severity]

	finding := {
		"range": identity.range,
		"severity": severity,
		"message": $`identity source "{expression}" of authorizer {input.authorizer.address} {defect.why}: {called} APIs {refuse} it`,
		"predicts": source.refused(protocol, kind),
		"fixes": _fixes(identity, source.request(protocol)),
	}
}

# A name alone is most often that of a header.
_fixes(identity, request) := [_write(identity.value, $`write "{whole}"`, [{"at": identity.range, "value": whole}]) |
	regex.match(`^[A-Za-z0-9-]+$`, identity.value)
	whole := $"{request}.header.{identity.value}"
]

_write(name, description, changes) := fix.safe(description, ["authorizers.identitySources"], changes) if {
	_is_of_a_header(name)
} else := fix.unsafe(description, ["authorizers.identitySources"], changes)

# A parameter of the query string may be meant by others.
_is_of_a_header(name) if regex.match(`^(?i:authorization|x-.+)$`, name)

_is_of_a_header(_) if input.authorizer.kind.value in {"token", "cognito_user_pools"}

# Other rules speak of expressions of another type of API, and of path parameters. An
# empty text alone is no source at all.
_defect(protocol, kind, expression) := defect if {
	not source.read(protocol, expression)
	not source.is_foreign(protocol, expression)
	not source.is_path(protocol, expression)
	not regex.match(`^method\.request\.multivalue(?:header|querystring)\.`, expression)
	defect := _what(protocol, kind, expression)
}

_what(protocol, kind, expression) := {"kind": "name", "why": "has a name with other characters than letters, digits, dots, underscores and hyphens"} if {
	_says_where(protocol, expression)
	not endswith(expression, ".")
	_is_for(kind, expression)
}

_what(protocol, kind, expression) := {"kind": "form", "why": "names nothing after its last dot"} if {
	_says_where(protocol, expression)
	endswith(expression, ".")
	_is_for(kind, expression)
}

_what(protocol, _, expression) := {"kind": "form", "why": $`does not say where the value comes from, as "{request}.header." does`} if {
	not _says_where(protocol, expression)
	expression != ""
	request := source.request(protocol)
}

_what(_, _, "") := {"kind": "form", "why": "is an empty item between others"} if {
	some other in input.authorizer.identitySources.value
	trim_space(other.value) != ""
}

_says_where(protocol, expression) if regex.match(_where[protocol], expression)

_where := {
	"REST": `^(?:method\.request\.(?:header|querystring)|stageVariables|context)\.`,
	"HTTP": `^\$(?:request\.(?:header|querystring)|stageVariables|context)\.`,
	"WEBSOCKET": `^(?:route\.request\.(?:header|querystring)|stageVariables|context)\.`,
}

# A token comes from a header only, which is another rule's business.
_is_for(kind, _) if kind in {"request", "jwt"}

_is_for(kind, expression) if {
	kind in {"token", "cognito_user_pools"}
	startswith(expression, "method.request.header.")
}

_severity("form", _, kind) := "warning" if {
	_is_a_name_alone(kind)
} else := "error"

_severity("name", protocol, kind) := "error" if {
	[protocol, kind] in {["REST", "token"], ["WEBSOCKET", "request"]}
	not _is_a_name_alone(kind)
} else := "warning"

_refuse := {"error": "refuse", "warning": "may refuse"}

# The import makes the expression: of the name of a scheme, or of the header that SAM is told.
_is_a_name_alone(kind) if {
	input.authorizer.scheme
	kind in {"token", "cognito_user_pools"}
}

_is_a_name_alone(_) if input.api.format == "sam"
