# METADATA
# title: Method that no policy statement covers, or policy that covers no method
# description: |
#   A resource policy decides alone about methods without authorization, and has to
#   allow methods with a user pool expressly. Here its `Allow` statements cover some of
#   those methods, but not all: calls of the others get 403. (With a Lambda authorizer or IAM,
#   a resource policy that is silent denies nothing.)
#
#   Of an IAM policy, a resource of this API that covers none of its methods is found:
#   its callers get 403.
#
#   Cover what is meant to be called, for example with
#   `"Resource": ["execute-api:/prod/GET/orders", "execute-api:/prod/GET/orders/*"]`: a pattern
#   ends where it ends, and `…/GET/orders` does not cover `GET /orders/{id}`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   tags: [api, policy]
#   ignore_when: >-
#     The methods that are left out are meant to be closed to everybody, or another policy that
#     is not in view allows the IAM callers.
package authlint.api["policy-arn-uncovered-method"]

import data.authlint.lib.pattern
import data.authlint.lib.predict
import data.authlint.lib.principal
import data.authlint.lib.say

# The resource policy leaves out methods that it has to allow.
findings contains finding if {
	input.api.protocol.value == "REST"
	statements := input.api.resourcePolicy.value.statements
	statements.complete == true
	count(_allowed) > 0

	left_out := [method |
		some j, method in input.api.methods.items
		j in _has_to_be_allowed
		every i, _ in statements.items {
			[i, j] in _silent
		}
	]
	count(left_out) > 0
	labels := [method.label | some method in left_out]

	finding := {
		"range": input.api.resourcePolicy.range,
		"message": $"resource policy of {input.api.address} allows some methods, but not {authlint.some_of(labels)}",
		"predicts": object.union(predict.denied_by_resource_policy, {"methods": labels}),
		"related": [{"range": method.range, "message": message} |
			some method in say.first(left_out)
			end := pattern.covering(method.arn)
			message := $"no statement covers {method.label}: execute-api:{end} would"
		],
	}
}

# A resource of an IAM policy covers no method.
findings contains finding if {
	input.api.methods.complete == true
	count(input.api.methods.items) > 0
	protocol := input.api.protocol.value

	some statement in input.api.callerPolicies.items
	statement.effect.value == "Allow"
	some action in statement.actions.value
	_is_a_name(action.value)
	_invokes(action.value)
	some resource in statement.resources.value
	_names_this_api(resource.parts)

	# Those that match no call at all have a rule of their own.
	pattern.defects(resource) == set()
	pattern.suspects(resource) == set()
	pattern.cuts(resource) == set()
	pattern.rootless(resource) == set()
	every method in input.api.methods.items {
		authlint.arn_matches(resource, method.arn) == "no"
	}

	first := input.api.methods.items[0].label
	end := pattern.covering(input.api.methods.items[0].arn)

	finding := {
		"range": resource.range,
		"message": $"a resource of {statement.address} covers no method of {input.api.address}: one that ends in {end} would cover {first}",
		"predicts": predict.denied_by_iam(protocol),
	}
}

_has_to_be_allowed contains j if {
	some j, method in input.api.methods.items
	method.exists.value == true
	method.authorizationType.value in {"NONE", "COGNITO_USER_POOLS"}
}

# Methods that a statement certainly covers, in the stage that it speaks of: the
# policy is a list of what is allowed.
_allowed contains j if {
	some resource in _allowing
	some j in _has_to_be_allowed
	authlint.arn_matches(resource, input.api.methods.items[j].arn) == "yes"
}

_allowed contains j if {
	some resource in _allowing
	some j in _has_to_be_allowed
	called := pattern.in_stage(input.api.methods.items[j].arn, pattern.stage(resource))
	authlint.arn_matches(resource, called) == "yes"
}

_allowing contains resource if {
	some statement in input.api.resourcePolicy.value.statements.items
	statement.exists.value == true
	statement.effect.value == "Allow"
	some action in statement.actions.value
	_is_a_name(action.value)
	_invokes(action.value)
	some resource in statement.resources.value
}

# [i, j]: statement i certainly does not allow method j.
_silent contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	statement.effect.value == "Deny"
	statement.conditional.value == true
	some j in _has_to_be_allowed
}

# A Deny for some identities is none for others; one for everybody is taken as meant.
_silent contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	statement.effect.value == "Deny"
	statement.notPrincipal.value == false
	every denied in statement.principals.value {
		principal.is_identity(denied.type, denied.value)
	}
	some j in _has_to_be_allowed
}

_silent contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	some j in _has_to_be_allowed
	every resource in statement.resources.value {
		authlint.arn_matches(resource, input.api.methods.items[j].arn) == "no"
	}
}

# One that is about other actions is as if not there.
_silent contains [i, j] if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	some j in _has_to_be_allowed
	every action in statement.actions.value {
		_is_a_name(action.value)
		_is_about_something_else(action.value)
	}
}

# What is no name may be a placeholder for one.
_is_a_name(action) if regex.match(`^[A-Za-z0-9:*?-]+$`, action)

# The letters of an action have no case.
_invokes(action) if regex.match(_expression(action), "execute-api:invoke")

_is_about_something_else(action) if not regex.match(_expression(action), "execute-api:invoke")

_expression(action) := concat("", ["^", replace(replace(lower(action), "*", ".*"), "?", "."), "$"])

# Calls to the connections of a WebSocket API are no calls of its routes.
_names_this_api(parts) if {
	some part in parts
	part.hole.kind == "api"
	part.hole.of == input.api.address
	every other in parts {
		not contains(object.get(other, "literal", ""), "@connections")
	}
}
