# METADATA
# title: Scopes where nothing checks them
# description: |
#   API Gateway compares scopes with those of a token, and only two kinds of authorizers read
#   tokens: that of user pools on a REST API, and the JWT authorizer of an HTTP API. On a
#   method of any other authorization type scopes are refused when it is deployed. The SAM
#   transform takes them for Lambda authorizers as well and passes them on; what a
#   function does not check itself, nobody does, so there the finding is a warning.
#
#   Remove the scopes (`authorization_scopes`, `AuthorizationScopes`) and check them in the
#   function, or use an authorizer that knows scopes: `authorization = "COGNITO_USER_POOLS"`
#   on a REST API, `authorization_type = "JWT"` (`AuthorizationType: JWT`) on an HTTP API.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_PutMethod.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-routes.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   fixes: [unsafe]
#   severity: error
#   precision: very-high
#   tags: [method, scopes, deployment]
#   ignore_when: >-
#     With SAM: the function of the authorizer reads the scopes and checks them. Otherwise
#     never: the deployment is refused.
package authlint.method["scopes-not-supported"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.method.authorizationType.value in {"CUSTOM", "AWS_IAM", "NONE"}
	input.api.protocol.value in {"REST", "HTTP"}

	# In an OpenAPI document they may be what a reader has to know.
	count(input.method.requirements) == 0
	count(_scopes) > 0
	type := input.method.authorizationType.value
	[severity, outcome, predicts] := _answer(input.api.format, type, input.api.protocol.value)

	finding := {
		"range": input.method.scopes.range,
		"severity": severity,
		"message": $"{input.method.label} asks for scopes, but has the authorization type {type}, with which {outcome}",
		"predicts": predicts,
		"fixes": [fix.unsafe("ask for no scopes", ["methods.scopes"], [{"at": input.method.scopes.range, "remove": true}]) | input.api.format != "sam"],
	}
}

_scopes contains i if {
	some i, scope in input.method.scopes.value
	scope.value != ""
}

# A scope in pieces is one, whatever fills its holes.
_scopes contains i if {
	some i, scope in input.method.scopes.value
	some part in scope.parts
	part.literal
}

_answer(format, _, "REST") := ["error", "the deployment is refused", predict.refused("Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type")] if {
	format != "sam"
}

_answer(format, _, "HTTP") := ["error", "the deployment is refused", predict.refused("Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization type")] if {
	format != "sam"
}

# With NONE, SAM has its own answers.
_answer("sam", type, _) := ["warning", "API Gateway does not check them", {"exposure": "wider"}] if type != "NONE"
