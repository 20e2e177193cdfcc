# METADATA
# title: SAM puts the default authorizer on preflights
# description: |
#   `Cors` makes SAM add an `OPTIONS` method to every path, and `DefaultAuthorizer` guards
#   every method that names no authorizer, those `OPTIONS` methods included. A browser
#   sends no credentials with a preflight: the answer is 401, or 403 with IAM, the browser
#   reports a CORS error, and the real call is never made. Callers that are not browsers
#   notice nothing.
#
#   Write `AddDefaultAuthorizerToCorsPreflight: false` into `Auth`, beside
#   `DefaultAuthorizer`. Where it says `true`, somebody chose that; the finding is a note then, and
#   also on a private API, which browsers rarely reach.
# related_resources:
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
# custom:
#   formats: [sam]
#   fixes: [safe]
#   severity: error
#   tags: [api, cors, preflight, sam]
#   ignore_when: The API has no browser clients on other origins; then `Cors` is not needed either.
package authlint.api["sam-default-authorizer-on-preflight"]

import data.authlint.lib.exposure
import data.authlint.lib.fix
import data.authlint.lib.predict
import data.authlint.lib.preflight

findings contains finding if {
	input.api.format == "sam"
	input.api.protocol.value == "REST"
	input.api.preflight.defaultAuthorizer.value == true

	# All of them have the default authorizer, by the same word.
	some [range, type] in {[method.authorizationType.range, method.authorizationType.value] |
		some i in _refused
		method := input.api.methods.items[i]
	}
	labels := [input.api.methods.items[i].label | some i in _refused]

	finding := {
		"range": range,
		"severity": _severity,
		"message": $"SAM puts the default authorizer on the preflights that it makes of Cors, and browsers never send credentials with one: {authlint.some_of(labels)}",
		"predicts": object.union(_answer(type), {"methods": labels}),
		"related": array.concat(
			[{"range": input.api.cors.configured.range, "message": "this makes SAM add the OPTIONS methods"}],
			[{"range": input.api.preflight.defaultAuthorizer.range, "message": "somebody chose this"} | some _ in _chosen],
		),
		"fixes": [object.union(_fix, {"safe": count(_chosen) == 0})],
	}
}

# What somebody chose may be meant.
_fix := fix.safe(
	"set AddDefaultAuthorizerToCorsPreflight to false",
	["preflight.defaultAuthorizer", "methods.authorizationType", "methods.authorizer", "methods.scopes"],
	[{"at": input.api.range, "path": ["Properties", "Auth", "AddDefaultAuthorizerToCorsPreflight"], "value": false}],
)

# Generated methods that certainly ask for what a preflight lacks.
_refused contains i if {
	some i, method in input.api.methods.items
	method.generated == true
	method.authorizationType.value in {"COGNITO_USER_POOLS", "AWS_IAM"}
}

_refused contains i if {
	some i, method in input.api.methods.items
	method.generated == true
	method.authorizationType.value == "CUSTOM"
	method.authorizer.value in _looking_for_a_header
}

_looking_for_a_header contains authorizer.address if {
	some authorizer in input.api.authorizers.items
	preflight.refused_by(authorizer, "REST")
}

_chosen contains true if input.api.preflight.defaultAuthorizer.state == "written"

_severity := "note" if {
	count(_chosen) > 0
} else := "error" if {
	exposure.not_private(input.api.endpointType)
} else := "note"

_answer("AWS_IAM") := predict.not_signed("REST")

_answer(type) := predict.unauthorized("REST") if type != "AWS_IAM"
