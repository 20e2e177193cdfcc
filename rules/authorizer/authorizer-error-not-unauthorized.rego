# METADATA
# title: Error that is meant as a refusal, and answered with 500
# description: |
#   A function refuses a caller with 401 by failing with the text `Unauthorized`, exactly.
#   With any other text, API Gateway takes the failure for a broken authorizer: the caller gets
#   500, `{"message":null}` on a REST API. The text of this error looks as if 401 was meant.
#
#   Fail with exactly that: `throw new Error('Unauthorized')` or `callback('Unauthorized')` in
#   JavaScript and TypeScript, `raise Exception('Unauthorized')` in Python,
#   `errors.New("Unauthorized")` in Go. Write the details to the log.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: warning
#   precision: high
#   tags: [authorizer, function]
#   ignore_when: Callers are to see 500.
package authlint.authorizer["authorizer-error-not-unauthorized"]

import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.handler.state == "written"

	# What is put around a function may answer in its place.
	input.authorizer.handler.value.wrappers == []
	input.authorizer.kind.value in {"token", "request"}

	# What an HTTP API makes of such an error is not documented.
	protocol := input.api.protocol.value
	protocol in {"REST", "WEBSOCKET"}
	count(input.guarded) > 0

	some outcome in input.authorizer.handler.value.outcomes.items
	outcome.kind.value == "error"
	outcome.refusing.value == false
	text := outcome.error.value
	_means_a_refusal(text)
	labels := authlint.labels(input.guarded)

	finding := {
		"range": outcome.range,
		"message": $"the function of authorizer {input.authorizer.address} fails with \"{text}\": only \"Unauthorized\", exactly, makes a 401; this is answered with 500",
		"predicts": object.union(predict.authorizer_broken(protocol), {"methods": labels}),
		"related": [{"range": input.authorizer.range, "message": "this authorizer calls the function"}],
	}
}

_means_a_refusal(text) if regex.match(`(?i)un-?authori[sz]ed|not authori[sz]ed`, text)
