# METADATA
# title: Validation expression that cannot be read
# description: |
#   The validation expression of a token or Cognito authorizer is a regular expression, as it
#   seems in the dialect of Java. One that breaks the rules of every dialect, with a bracket
#   that is never closed or a `*` that repeats nothing, is refused when it is deployed, or
#   matches no token, so that every call gets 401.
#
#   What other dialects accept and Java does not, such as `(?P<name>…)`, `\y`, or a `{` that
#   begins no count, is a note: which dialect API Gateway reads is not documented. What Java
#   alone understands is never reported.
#
#   Correct the expression, and put a backslash before a bracket or sign that stands for
#   itself: `\{`. It is written in Terraform `identity_validation_expression`, in CloudFormation
#   `IdentityValidationExpression`, in SAM `Identity: {ValidationExpression: …}`, in OpenAPI
#   `identityValidationExpression`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/regex/Pattern.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   precision: high
#   tags: [authorizer, validation-expression]
#   ignore_when: "Never: no token can match it. A note may be ignored where calls pass a deployment."
package authlint.authorizer["validation-expression-invalid"]

import data.authlint.lib.expression

findings contains finding if {
	input.authorizer.kind.value in {"token", "cognito_user_pools"}
	input.api.protocol.value == "REST"
	text := input.authorizer.validationExpression.value
	expression.is_whole(text)
	check := authlint.expression(text)
	check.valid == "no"

	finding := object.union(
		{
			"range": input.authorizer.validationExpression.range,
			"message": $"validation expression of authorizer {input.authorizer.address} cannot be read: {check.why}{_by(check.elsewhere)}",
			"predicts": {"deployment": "refused"},
		},
		_lowered(check.elsewhere),
	)
}

_by("no") := ""

_by("yes") := " (API Gateway reads expressions as Java does, it seems; other dialects accept this)"

_lowered("no") := {}

_lowered("yes") := {"severity": "note"}
