# METADATA
# title: Method that no policy of the authorizer's function allows
# description: |
#   The authorizer's function answers with policies, and this is one of the methods that it
#   guards. None of the policies that the source of the function can return allows it, while
#   they allow other methods: every call of it is refused with 403, whoever calls.
#
#   Name the method in a resource of the policy, or allow all that the caller may use with
#   `arn:aws:execute-api:REGION:ACCOUNT:API_ID/STAGE/*/*`. The resource of a policy is
#   `.../STAGE/VERB/path`, without a slash in front of the path, and with the values of path
#   parameters, not their names.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-output.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: error
#   precision: high
#   tags: [authorizer, function, policy]
#   ignore_when: Nobody is meant to call the method yet.
package authlint.authorizer["authorizer-policy-uncovered-method"]

import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.handler.state == "written"
	input.authorizer.kind.value in {"token", "request"}
	input.authorizer.handler.value.followed == true
	input.authorizer.handler.value.outcomes.complete == true

	allowing := [outcome |
		some outcome in input.authorizer.handler.value.outcomes.items
		outcome.verdicts[_].own == "yes"
	]
	labels := [label |
		some method in input.guarded
		label := method.label
		every outcome in input.authorizer.handler.value.outcomes.items {
			_refuses(outcome.kind.value, outcome.verdicts, label)
		}
	]
	count(labels) > 0

	finding := {
		"range": allowing[0].range,
		"message": $"the function of authorizer {input.authorizer.address} allows other methods, and never {authlint.some_of(labels)}: every call gets 403",
		"predicts": object.union(predict.not_allowed(input.api.protocol.value), {"methods": labels}),
		"related": [{"range": input.authorizer.range, "message": "this authorizer calls the function"}],
	}
}

_refuses("policy", verdicts, label) if {
	some verdict in verdicts
	verdict.label == label
	verdict.own == "no"
	verdict.kept == "no"
}

_refuses(kind, _, _) if kind in {"error", "nothing"}
