# METADATA
# title: Operation that names several authorizers
# description: |
#   OpenAPI lets an operation be guarded by one scheme or another, or by several at once.
#   API Gateway does not: a method has one of IAM, a Lambda authorizer, a user pool or a
#   JWT authorizer. An HTTP API refuses to import such an operation. A REST API takes one
#   of them, and nowhere is it said which: callers with the credentials of another are
#   refused, or pass with less than what was asked for.
#
#   An API key beside an authorizer is fine on a REST API, and no authorizer of its own.
#
#   Name one authorizer, and let its function accept both kinds of credentials; or split
#   the operation into two paths.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   severity: error
#   precision: high
#   tags: [openapi, method, binding]
#   ignore_when: >-
#     On a REST API: you know from a deployment which authorizer is asked, and that one is
#     enough.
package authlint.method["openapi-multiple-authorizers"]

import data.authlint.lib.predict

findings contains finding if {
	count(input.deciding) > 1
	[first, second] := array.slice(input.deciding, 0, 2)

	finding := {
		"range": second.range,
		"severity": _severity[input.api.protocol.value],
		"message": $"{input.method.label} names the authorizers {first.scheme} and {second.scheme}: {_outcome[input.api.protocol.value]}",
		"predicts": _predicts(input.api.protocol.value, first.alternative == second.alternative),
		"related": [{"range": first.range, "message": "this is the first of them"}],
	}
}

_severity := {"HTTP": "error", "REST": "warning"}

_outcome := {
	"HTTP": "an HTTP API takes one for each operation, and refuses the document",
	"REST": "a REST API asks one of them only, and it is not documented which",
}

_predicts("HTTP", _) := {"deployment": "refused"}

_predicts("REST", true) := {"exposure": "wider", "methods": [input.method.label]}

# Whoever has the credentials for the other is refused.
_predicts("REST", false) := object.union(predict.unauthorized("REST"), {"methods": [input.method.label]})
