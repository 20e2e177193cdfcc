# METADATA
# title: Resource policy that allows what the authorizer leaves out
# description: |
#   On a method with a Lambda authorizer, one `Allow` is enough: that of the authorizer's policy
#   or that of the resource policy. This resource policy allows anyone without a condition.
#   A caller whom the authorizer's policy does not mention, since it covers other paths or is
#   empty, is let through; only an express `Deny` from the function still stops the call.
#
#   Leave the `Allow` to the authorizer, and say in the resource policy only whom to keep out:
#   `{"Effect": "Deny", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*",
#   "Condition": {"NotIpAddress": {"aws:SourceIp": ["192.0.2.0/24"]}}}`. Where other methods need the
#   `Allow`, name them in `Resource`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   security_severity: "5.0"
#   tags: [policy]
#   ignore_when: The function of the authorizer answers every refusal with an express `Deny`.
package authlint.policy["resource-policy-overrides-implicit-deny"]

import data.authlint.lib.pattern
import data.authlint.lib.principal

findings contains finding if {
	input.of == "resource"
	input.policy.effect.value == "Allow"
	input.policy.conditional.value == false
	input.policy.notPrincipal.value == false
	input.policy.exists.value == true
	input.api.protocol.value == "REST"
	some allowed in input.policy.principals.value
	principal.anyone(allowed.type, allowed.value.value)
	_invokes
	statements := input.api.resourcePolicy.value.statements
	statements.complete == true

	open := [method |
		some j, method in input.api.methods.items
		j in _covered

		# What the resource policy denies expressly does not pass, whatever it allows.
		every i, _ in statements.items {
			[i, j] in _spared
		}
	]
	count(open) > 0
	labels := authlint.labels(open)

	finding := {
		"range": input.policy.range,
		"message": $"{input.policy.address} allows anyone to call {authlint.some_of(labels)}, also where the policy of the Lambda authorizer allows nothing, as long as it does not deny expressly",
		"predicts": {"exposure": "wider", "methods": labels},
		"related": authlint.places(open, "asks a Lambda authorizer"),
	}
}

# The letters of an action have no case.
_invokes if {
	some action in input.policy.actions.value
	lower(action.value) in {"*", "execute-api:*", "execute-api:invoke"}
}

_covered contains j if {
	some resource in input.policy.resources.value
	some j, method in input.api.methods.items
	method.exists.value == true
	method.authorizationType.value == "CUSTOM"
	pattern.covers(resource, method.arn)
}

# [i, j]: statement i certainly does not deny all calls of method j.
_spared contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	statement.effect.value == "Allow"
	some j, _ in input.api.methods.items
}

_spared contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	statement.conditional.value == true
	some j, _ in input.api.methods.items
}

_spared contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	some j, method in input.api.methods.items
	every resource in statement.resources.value {
		authlint.arn_matches(resource, method.arn) == "no"
	}
}

# Callers without AWS credentials are no identity.
_spared contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	statement.notPrincipal.value == false
	every denied in statement.principals.value {
		principal.is_identity(denied.type, denied.value)
	}
	some j, _ in input.api.methods.items
}

_spared contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	every action in statement.actions.value {
		lower(action.value) in {"execute-api:invalidatecache", "execute-api:manageconnections"}
	}
	some j, _ in input.api.methods.items
}
