# METADATA
# title: Preflight that asks for credentials
# description: |
#   Before a call from another origin, a browser asks with `OPTIONS` whether it may. It
#   never sends credentials with that request: no `Authorization`, no API key, no header
#   of your own. An `OPTIONS` method that demands one answers 401 or 403, the browser
#   reports a CORS error, and the real call is never made. Callers that are not browsers
#   notice nothing. Browsers rarely reach a private API, so there, and where the type of the
#   endpoint is not known, the finding is a note.
#
#   Leave `OPTIONS` open: `authorization = "NONE"` (`AuthorizationType: NONE`, no `security`
#   on the `options` operation) without an API key; `Auth: {Authorizer: NONE}` on an event
#   of SAM.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [unsafe]
#   severity: warning
#   tags: [method, cors, preflight]
#   ignore_when: The API has no browser clients on other origins.
package authlint.method["options-protected"]

import data.authlint.lib.exposure
import data.authlint.lib.fix
import data.authlint.lib.predict
import data.authlint.lib.preflight

findings contains finding if {
	input.method.verb.value == "OPTIONS"

	# Rules of SAM's are about the methods that the transform makes.
	input.method.generated == false
	some demand in _demands

	finding := {
		"range": demand.range,
		"severity": _severity,
		"message": $"{input.method.label} asks for {demand.what}, which browsers never send with a preflight",
		"predicts": object.union(demand.answer, {"methods": [input.method.label]}),
		"fixes": _fixes(demand.range),
	}
}

_fixes(range) := [fix.unsafe("let preflights in without credentials", ["methods.authorizationType", "methods.authorizer", "methods.scopes"], array.concat([change], _unbound))] if {
	range == input.method.authorizationType.range
	change := {"at": range, "value": "NONE"}
} else := [fix.unsafe("let preflights in without a key", ["methods.apiKeyRequired"], [{"at": range, "value": false}])]

# What is named in vain is a mistake of its own.
_unbound := [{"at": input.method.range, "path": path, "remove": true} |
	some [field, argument, property] in [["authorizer", "authorizer_id", "AuthorizerId"], ["scopes", "authorization_scopes", "AuthorizationScopes"]]
	input.method[field].state != "unset"
	path := fix.within(input.api.format, argument, property)
]

_severity := "warning" if {
	exposure.not_private(input.api.endpointType)
} else := "warning" if {
	_protocol == "HTTP"
} else := "note"

_demands contains preflight.demand(input.method, _protocol)

_demands contains {
	"range": input.method.authorizationType.range,
	"what": $"the credentials of authorizer {input.authorizer.address}",
	"answer": predict.unauthorized(_protocol),
} if {
	input.method.authorizationType.value in {"CUSTOM", "JWT"}
	preflight.refused_by(input.authorizer, _protocol)
}

_protocol := object.get(input.api.protocol, "value", "")
