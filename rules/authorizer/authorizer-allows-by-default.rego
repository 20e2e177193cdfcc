# METADATA
# title: Function that allows the call after an error
# description: |
#   Where something fails while the function checks a caller (a token that cannot be read, a
#   key server that does not answer), this function answers all the same, and allows the call:
#   whoever makes the check fail gets in.
#
#   Refuse on that way: fail with exactly `Unauthorized`, or return a policy with `Deny`
#   (`isAuthorized: false` where simple responses are on).
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: warning
#   precision: high
#   tags: [authorizer, function, exposure]
#   security_severity: "8.1"
#   ignore_when: What fails there has nothing to do with who calls, such as a log or a metric.
package authlint.authorizer["authorizer-allows-by-default"]

findings contains finding if {
	input.authorizer.handler.state == "written"
	input.authorizer.kind.value in {"token", "request"}

	some outcome in input.authorizer.handler.value.outcomes.items
	outcome.reached == "error"
	labels := _allowed(outcome)
	count(labels) > 0

	finding := {
		"range": outcome.range,
		"message": $"the function of authorizer {input.authorizer.address} allows the call after an error: {authlint.some_of(labels)}",
		"predicts": {"exposure": "wider", "methods": labels},
		"related": [{"range": input.authorizer.range, "message": "this authorizer calls the function"}],
	}
}

_allowed(outcome) := [verdict.label | some verdict in outcome.verdicts; verdict.own == "yes"] if outcome.kind.value == "policy"

_allowed(outcome) := authlint.labels(input.guarded) if {
	outcome.kind.value == "simple"
	outcome.isAuthorized.value == true
	input.authorizer.simpleResponses.value == true
}
