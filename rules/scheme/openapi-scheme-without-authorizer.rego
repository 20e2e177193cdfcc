# METADATA
# title: Security scheme that API Gateway does not know
# description: |
#   Operations ask for this security scheme, but the scheme tells API Gateway nothing: it
#   has neither `x-amazon-apigateway-authorizer` nor `x-amazon-apigateway-authtype:
#   awsSigv4`. API Gateway imports the operations as open to anyone, and only the
#   backend can still refuse a call.
#
#   Say in the scheme who decides. On a REST API the scheme is `type: apiKey`,
#   `name: Authorization`, `in: header` with `x-amazon-apigateway-authtype: custom` and an
#   `x-amazon-apigateway-authorizer: {type: token, authorizerUri: …}`; on an HTTP API an
#   `oauth2` or `openIdConnect` scheme has an `x-amazon-apigateway-authorizer:
#   {type: jwt, …}`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
# custom:
#   formats: [openapi]
#   severity: warning
#   precision: medium
#   tags: [openapi, exposure]
#   security_severity: "7.5"
#   ignore_when: >-
#     What deploys the document adds the authorizer, or the backend checks the credentials
#     itself.
package authlint.scheme["openapi-scheme-without-authorizer"]

import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.scheme.grants.value == "nothing"

	# Mutual TLS is set up at the domain name.
	input.scheme.type.value in {"apiKey", "basic", "http", "oauth2", "openIdConnect"}

	open := [method | some i in _named; method := input.methods.items[i]]
	count(open) > 0
	labels := [method.label | some method in open]

	finding := {
		"range": input.scheme.range,
		"severity": _severity(count(_keyless)),
		"message": $"security scheme {input.scheme.name} ({input.scheme.type.value}) means nothing to API Gateway, which asks for no authorization{_or_a_key(count(_keyless))} on {authlint.some_of(labels)}{_where}",
		"predicts": object.union(_exposure(count(_keyless)), {"methods": labels}),
		"related": [{"range": method.range, "message": message} |
			some method in say.first(open)
			message := $"{method.label} asks for {input.scheme.name}, and is imported without authorization"
		],
	}
}

# A scheme of type apiKey may become the API key of API Gateway, whatever header it names.
_severity(0) := "note"

_severity(keyless) := "warning" if keyless > 0

_or_a_key(0) := ", or for an API key only,"

_or_a_key(keyless) := "" if keyless > 0

# A resource policy, or a private endpoint, may still keep callers out.
_exposure(keyless) := predict.public if {
	keyless > 0
	_where == ""
	input.api.resourcePolicy.state == "unset"
	input.api.endpointType.state == "unset"
} else := {"exposure": "wider"}

# An HTTP API has neither; any other that stands alone in its document may get them.
_where := "" if {
	input.api.protocol.value == "HTTP"
} else := say.in_view(input.api.format)

# Other schemes of the same requirement may guard a method, and a preflight is open anyway.
_open contains i if {
	some i, method in input.methods.items
	method.authorizationType.value == "NONE"
	method.verb.value != "OPTIONS"
}

_keyless contains i if {
	some i in _open
	input.methods.items[i].apiKeyRequired.value == false
}

_named := _keyless if {
	count(_keyless) > 0
} else := _open if {
	input.scheme.type.value == "apiKey"
}
