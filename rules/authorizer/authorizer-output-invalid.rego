# METADATA
# title: Function whose answer API Gateway does not take
# description: |
#   API Gateway takes one form of answer from an authorizer's function: an object with a
#   `principalId` and a `policyDocument` that has a `Version` and a `Statement`, and perhaps a
#   `context` whose values are strings, numbers or booleans (an HTTP API also takes lists and
#   objects there). Anything else is answered with 500, which the caller sees as
#   `{"message":null}` on a REST API; the execution log says "Invalid permissions" or
#   "Could not parse policy". The field with the ARN of the request is `methodArn`, and
#   `routeArn` with payload format 2.0: the other one is not there.
#
#   Return the whole form: `{principalId: 'user', policyDocument: {Version: '2012-10-17',
#   Statement: [{Action: 'execute-api:Invoke', Effect: 'Allow', Resource: event.methodArn}]}}`,
#   the same keys in Python and Go. Write nested values of `context` as text (`JSON.stringify`,
#   `json.dumps`). To refuse, return a policy with `Deny`, or fail with exactly `Unauthorized`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: error
#   precision: high
#   tags: [authorizer, function]
#   ignore_when: The way is never taken.
package authlint.authorizer["authorizer-output-invalid"]

import data.authlint.lib.handler
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.handler.state == "written"

	# What is put around a function may answer in its place.
	input.authorizer.handler.value.wrappers == []
	input.authorizer.kind.value in {"token", "request"}
	_policy_is_expected

	# No call meets the function of an authorizer that nobody uses.
	count(input.guarded) > 0
	some outcome in input.authorizer.handler.value.outcomes.items
	some [at, what] in _defects(outcome)
	labels := authlint.labels(input.guarded)

	finding := {
		"range": at,
		"severity": handler.severity(outcome.reached),
		"message": $"the function of authorizer {input.authorizer.address} {what}{handler.when(outcome.reached)}, which API Gateway answers with 500",
		"predicts": object.union(predict.authorizer_broken(input.api.protocol.value), {"methods": labels}),
		"related": [{"range": input.authorizer.range, "message": "this authorizer calls the function"}],
	}
}

# With simple responses, which only HTTP APIs know, another rule compares the forms.
_policy_is_expected if input.api.protocol.value in {"REST", "WEBSOCKET"}

_policy_is_expected if input.authorizer.simpleResponses.state == "unset"

_policy_is_expected if input.authorizer.simpleResponses.value == false

_defects(outcome) := {[outcome.range, what] | some what in _shapes(outcome)} | {[item.range, what] |
	outcome.kind.value == "policy"
	input.api.protocol.value in {"REST", "WEBSOCKET"}
	some item in outcome.context.items
	item.type.value in {"object", "array"}
	what := $"puts a value of type {item.type.value} into the context as \"{item.key}\""
}

_shapes(outcome) := {"returns nothing"} if outcome.kind.value == "nothing"

_shapes(outcome) := {"returns something that is no policy"} if outcome.kind.value == "other"

_shapes(outcome) := {"returns isAuthorized in place of a policy"} if {
	outcome.kind.value == "simple"
	input.api.protocol.value in {"REST", "WEBSOCKET"}
}

_shapes(outcome) := _lacks(outcome) | _wrong_field(outcome) if outcome.kind.value == "policy"

_lacks(outcome) := {what |
	some [state, what] in [
		[outcome.principalId.state, "returns no principalId"],
		[outcome.policy.state, "returns no policyDocument"],
		[outcome.version.state, "returns a policy without Version"],
	]
	state == "unset"
}

# The field with the ARN that the event does not have.
_wrong_field(outcome) := {what |
	some statement in outcome.policy.value.statements.items
	some resource in statement.resources.value
	some part in resource.parts
	part.hole.kind == "event"
	some [field, of] in _missing_fields
	part.hole.of == field
	what := $"makes its policy of event.{field}, which {of} does not have"
}

_missing_fields := [["routeArn", "the event of this API"]] if input.api.protocol.value in {"REST", "WEBSOCKET"}

_missing_fields := [["methodArn", "an event of payload format 2.0"]] if {
	input.api.protocol.value == "HTTP"
	input.authorizer.payloadFormat.value == "2.0"
}

_missing_fields := [["routeArn", "an event of payload format 1.0"]] if {
	input.api.protocol.value == "HTTP"
	input.authorizer.payloadFormat.value == "1.0"
}
