# METADATA
# title: Range from A to z in a validation expression
# description: |
#   Between the capitals and the small letters stand six other characters: the range `A-z`
#   accepts `[`, `\`, `]`, `^`, `_` and the backtick as well as letters. Tutorials have
#   `^Bearer [-0-9a-zA-z\.]*$`, where `A-Z` was meant. More texts reach the function than the
#   expression seems to let pass.
#
#   Of these six a JSON Web Token needs the underscore: `A-Z` in place of `A-z` without more
#   refuses most of them.
#
#   Write `A-Za-z`, and add the underscore where tokens have it: `A-Za-z_`. It is written
#   in Terraform `identity_validation_expression`, in CloudFormation
#   `IdentityValidationExpression`, in SAM `Identity: {ValidationExpression: …}`, in OpenAPI
#   `identityValidationExpression`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.oracle.com/en/java/javase/21/docs/api/java.base/java/util/regex/Pattern.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [unsafe]
#   severity: note
#   precision: very-high
#   tags: [authorizer, validation-expression]
#   ignore_when: The function checks the token anyway, as it should.
package authlint.authorizer["validation-expression-az-range"]

import data.authlint.lib.expression
import data.authlint.lib.fix

findings contains finding if {
	input.authorizer.kind.value in {"token", "cognito_user_pools"}
	input.api.protocol.value == "REST"
	text := input.authorizer.validationExpression.value
	expression.is_whole(text)
	check := authlint.expression(text)
	check.valid != "no"
	"A-z" in check.ranges

	# No call meets the expression of an authorizer that nobody uses.
	methods := authlint.labels(input.methods.items)
	count(methods) > 0

	finding := {
		"range": input.authorizer.validationExpression.range,
		"message": $"A-z in the validation expression of authorizer {input.authorizer.address} stands for more than letters: [ \\ ] ^ _ and ` lie between Z and a; A-Za-z_ leaves the _ that a JWT may have",
		"predicts": {"exposure": "wider", "methods": methods},
		"fixes": [fix.unsafe("leave letters and _", ["authorizers.validationExpression"], [{"at": input.authorizer.validationExpression.range, "from": range, "code": "A-Za-z_"}]) |
			[range] := regex.find_n("(?:a-z)?A-z_?", text, -1)
		],
	}
}
