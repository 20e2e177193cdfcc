# METADATA
# title: Function permission for every API of every account
# description: |
#   The permission lets API Gateway call the authorizer's function, and does not say for
#   which API. API Gateway then calls it for anyone: whoever knows the name of the function
#   can put it behind an API of another account, and see what it answers.
#
#   Limit the permission with a source ARN:
#   `source_arn = "${aws_api_gateway_rest_api.this.execution_arn}/authorizers/${aws_api_gateway_authorizer.this.id}"`,
#   `SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
#   - ref: https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
# custom:
#   formats: [terraform, cloudformation]
#   severity: note
#   precision: high
#   tags: [authorizer, function, permission, exposure]
#   security_severity: "3.5"
#   ignore_when: The function is meant to be called by the APIs of any account.
package authlint.authorizer["authorizer-permission-unscoped"]

import data.authlint.lib.permission

findings contains finding if {
	input.authorizer.kind.value in {"token", "request"}
	some statement in input.authorizer.permissions.items
	statement.exists.value == true
	statement.principal.value == "apigateway.amazonaws.com"
	permission.for_calls(statement.action.value)
	statement.sourceAccount.state == "unset"
	_is_for_all(statement.sourceArn)

	finding := {
		"range": statement.range,
		"message": $"{statement.address} lets API Gateway call the authorizer's function for any API of any account",
		"predicts": {"exposure": "wider"},
	}
}

_is_for_all(arn) if arn.state == "unset"

# Neither the account nor the API is named.
_is_for_all(arn) if regex.match(`^(\*|arn:[^:]*:[^:]*:[^:]*:\*:\*.*)$`, arn.value)
