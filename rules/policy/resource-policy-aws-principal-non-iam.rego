# METADATA
# title: AWS identities allowed on methods that never learn who calls
# description: |
#   A resource policy that allows AWS accounts, users or roles only compares them with the
#   caller's identity, and API Gateway knows that identity only on methods with IAM
#   authorization. On all others, open ones and those with an authorizer, the
#   statement matches nobody: their callers get 403.
#
#   Set `AWS_IAM` as the authorization of these methods (`authorization = "AWS_IAM"`,
#   `AuthorizationType: AWS_IAM`, `Auth: {Authorizer: AWS_IAM}` in SAM, a scheme with
#   `x-amazon-apigateway-authtype: awsSigv4` in OpenAPI), or allow `"Principal": "*"` and restrict it with
#   conditions such as `aws:SourceVpce` or `aws:SourceIp`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   tags: [policy]
#   ignore_when: The methods are meant to be closed to callers without IAM authorization.
package authlint.policy["resource-policy-aws-principal-non-iam"]

import data.authlint.lib.pattern
import data.authlint.lib.predict
import data.authlint.lib.principal

findings contains finding if {
	input.of == "resource"
	input.policy.effect.value == "Allow"
	input.api.protocol.value == "REST"
	input.policy.exists.value == true
	statements := input.api.resourcePolicy.value.statements
	statements.complete == true

	# Another statement may allow anyone.
	every i, _ in statements.items {
		i in _of_no_use
	}
	failing := [method |
		some j, method in input.api.methods.items
		j in _covered
	]
	count(failing) > 0
	labels := authlint.labels(failing)

	finding := {
		"range": input.policy.principals.range,
		"message": $"{input.policy.address} allows AWS identities only, which {authlint.some_of(labels)} cannot recognise without IAM authorization",
		"predicts": object.union(predict.denied_by_resource_policy, {"methods": labels}),
		"related": authlint.places(failing, "has no IAM authorization"),
	}
}

# Statements that certainly allow nobody but AWS identities.
_of_no_use contains i if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	statement.effect.value == "Deny"
}

_of_no_use contains i if {
	some i, statement in input.api.resourcePolicy.value.statements.items
	statement.notPrincipal.value == false
	principals := statement.principals.value
	count(principals) > 0
	every allowed in principals {
		principal.is_identity(allowed.type, allowed.value)
	}
}

_covered contains j if {
	some resource in input.policy.resources.value
	some j, method in input.api.methods.items
	method.exists.value == true
	method.authorizationType.value in {"NONE", "CUSTOM", "COGNITO_USER_POOLS"}
	pattern.covers(resource, method.arn)
}
