# METADATA
# title: Preflight that asks for credentials
# description: |
#   Before a call from another origin, a browser asks with `OPTIONS` whether it may. It
#   never sends credentials with that request: no `Authorization`, no API key, no header
#   of your own. An `OPTIONS` method that demands one answers 401 or 403, the browser
#   reports a CORS error, and the real call is never made. Callers that are not browsers
#   notice nothing.
#
#   Leave `OPTIONS` open: `authorization = "NONE"` (`AuthorizationType: NONE`, no `security`
#   on the `options` operation) without an API key; `Auth: {Authorizer: NONE}` on an event
#   of SAM.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
# custom:
#   severity: warning
#   tags: [method, cors]
package authlint.method["options-protected"]

import data.authlint.lib.predict
import data.authlint.lib.preflight

findings contains finding if {
	input.method.verb.value == "OPTIONS"

	# Rules of SAM's are about the methods that the transform makes.
	input.method.generated == false
	protocol := object.get(input.api.protocol, "value", "")
	some [range, what, answer] in _demands

	finding := {
		"range": range,
		"message": $"{input.method.label} asks for {what}, which browsers never send with a preflight",
		"predicts": object.union(_answer(answer, protocol), {"methods": [input.method.label]}),
	}
}

_demands contains [input.method.authorizationType.range, "a token of a user pool", "unauthorized"] if {
	input.method.authorizationType.value == "COGNITO_USER_POOLS"
}

_demands contains [input.method.authorizationType.range, "a signature", "not_signed"] if {
	input.method.authorizationType.value == "AWS_IAM"
}

_demands contains [input.method.authorizationType.range, $"the credentials of authorizer {input.authorizer.address}", "unauthorized"] if {
	input.method.authorizationType.value in {"CUSTOM", "JWT"}
	_wants_a_header
}

# Authorization comes before the key: with an authorizer, that is what refuses the call.
_demands contains [input.method.apiKeyRequired.range, "an API key", "api_key_missing"] if {
	input.method.apiKeyRequired.value == true
	input.method.authorizationType.value == "NONE"
}

# A token authorizer always looks for its header.
_wants_a_header if input.authorizer.kind.value == "token"

# Others look for their identity sources before anything else: HTTP APIs always, REST
# APIs as long as answers are cached. Without that, the function may let a preflight pass.
_wants_a_header if {
	input.api.protocol.value == "HTTP"
	_names_a_header
}

_wants_a_header if {
	input.api.protocol.value == "REST"
	input.authorizer.ttlSeconds.value > 0
	_names_a_header
}

_names_a_header if {
	some source in input.authorizer.identitySources.value
	preflight.lacks(source.value)
}

_answer("unauthorized", protocol) := predict.unauthorized(protocol)

_answer("not_signed", protocol) := predict.not_signed(protocol)

_answer("api_key_missing", protocol) := predict.api_key_missing(protocol)
