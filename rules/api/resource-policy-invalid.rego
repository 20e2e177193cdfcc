# METADATA
# title: Resource policy that is no policy
# description: |
#   API Gateway checks a resource policy when it is deployed, and refuses one that is no
#   policy document: one without statements, a statement without `Effect`, `Principal` or `Action`,
#   or an `Effect` other than `Allow` and `Deny`, whose letters have a case. An action that is not one
#   of `execute-api` has no place in it either.
#
#   Write every part of a statement:
#   `{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}`. In a
#   Terraform `aws_iam_policy_document`, who is meant is a block: `principals { type = "*", identifiers = ["*"] }`
#   over several lines; in `Policy`, `CustomStatements` (SAM) and `x-amazon-apigateway-policy` it is
#   `Principal: "*"`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   tags: [api, policy]
#   ignore_when: A tool fills the policy in before it is deployed. As it stands, it is refused.
package authlint.api["resource-policy-invalid"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "REST"
	some [range, evidence, told] in _mistakes
	imported := _imported

	finding := {
		"range": range,
		"severity": _severity(imported, evidence),
		"message": $"{told}; {_refused[imported]} such a policy",
		"predicts": _predicts[imported],
	}
}

_refused := {false: "API Gateway refuses", true: "an import refuses, or leaves out with a warning,"}

_predicts := {false: predict.refused("Invalid policy document"), true: {}}

# An import may go on with a warning.
_severity(false, "sure") := "error"

_severity(true, "sure") := "warning"

_severity(_, "likely") := "warning"

default _imported := false

_imported if input.api.format in {"sam", "openapi"}

_imported if input.api.definition.body == true

# SAM makes statements of its own where it is given none.
_mistakes contains [input.api.resourcePolicy.range, "sure", $"the resource policy of {input.api.address} has no statement"] if {
	input.api.format in {"terraform", "cloudformation", "openapi"}
	statements := input.api.resourcePolicy.value.statements
	statements.complete == true
	count(statements.items) == 0
}

_mistakes contains [statement.range, "sure", $"{statement.address} has no {part}"] if {
	some statement in input.api.resourcePolicy.value.statements.items
	some part in _missing(statement.effect.state, statement.principals.state, statement.actions.state, statement.notActions.state)
}

_mistakes contains [statement.effect.range, "sure", $`the Effect of {statement.address} is "{effect}", which is neither "Allow" nor "Deny"`] if {
	some statement in input.api.resourcePolicy.value.statements.items
	effect := statement.effect.value
	regex.match(`^[A-Za-z]+$`, effect)
	not effect in {"Allow", "Deny"}
}

_mistakes contains [action.range, "likely", $"{statement.address} is about {name}, which is no action of execute-api"] if {
	some statement in input.api.resourcePolicy.value.statements.items
	some action in statement.actions.value
	name := action.value
	regex.match(`^[A-Za-z0-9-]+:[A-Za-z*]+$`, name)
	not startswith(lower(name), "execute-api:")
}

_missing(effect, principals, actions, not_actions) := {part |
	some part, state in {"Effect": effect, "Principal": principals, "Action": _either(actions, not_actions)}
	state == "unset"
}

_either(actions, not_actions) := "unset" if {
	actions == "unset"
	not_actions == "unset"
} else := "there"
