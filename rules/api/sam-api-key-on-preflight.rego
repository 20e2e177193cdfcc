# METADATA
# title: SAM asks for an API key on preflights
# description: |
#   `Cors` makes SAM add an `OPTIONS` method to every path, and `ApiKeyRequired: true` in
#   `Auth` makes every method ask for an API key, those `OPTIONS` methods included. A
#   browser sends no `x-api-key` with a preflight: the answer is 403, the browser reports
#   a CORS error, and the real call is never made. Callers that are not browsers notice
#   nothing.
#
#   Write `AddApiKeyRequiredToCorsPreflight: false` into `Auth`, beside `ApiKeyRequired`.
#   Where it says `true`, somebody chose that; the finding is a note then.
# related_resources:
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-apiauth.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
# custom:
#   formats: [sam]
#   fixes: [safe]
#   severity: warning
#   tags: [api, cors, preflight, api-key, sam]
#   ignore_when: The API has no browser clients on other origins.
package authlint.api["sam-api-key-on-preflight"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.api.format == "sam"
	input.api.protocol.value == "REST"
	input.api.preflight.apiKeyRequired.value == true

	# All of them ask for a key because of the same word.
	some range in {input.api.methods.items[i].apiKeyRequired.range | some i in _refused}
	labels := [input.api.methods.items[i].label | some i in _refused]

	finding := {
		"range": range,
		"severity": _severity,
		"message": $"SAM asks for an API key on the preflights that it makes of Cors, and browsers never send one with a preflight: {authlint.some_of(labels)}",
		"predicts": object.union(predict.api_key_missing("REST"), {"methods": labels}),
		"related": array.concat(
			[{"range": input.api.cors.configured.range, "message": "this makes SAM add the OPTIONS methods"}],
			[{"range": input.api.preflight.apiKeyRequired.range, "message": "somebody chose this"} | some _ in _chosen],
		),
		"fixes": [object.union(_fix, {"safe": count(_chosen) == 0})],
	}
}

# What somebody chose may be meant.
_fix := fix.safe(
	"set AddApiKeyRequiredToCorsPreflight to false",
	["preflight.apiKeyRequired", "methods.apiKeyRequired"],
	[{"at": input.api.range, "path": ["Properties", "Auth", "AddApiKeyRequiredToCorsPreflight"], "value": false}],
)

# Authorization comes before the key: with an authorizer, that is what refuses the call.
_refused contains i if {
	some i, method in input.api.methods.items
	method.generated == true
	method.apiKeyRequired.value == true
	method.authorizationType.value == "NONE"
}

_chosen contains true if input.api.preflight.apiKeyRequired.state == "written"

_severity := "note" if {
	count(_chosen) > 0
} else := "warning"
