# METADATA
# title: Authorizer URI that is not an invocation ARN
# description: |
#   The URI of a Lambda authorizer is the ARN of an *invocation* by API Gateway, which
#   wraps the ARN of the function:
#   `arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations`.
#   The ARN or the name of the function itself is not one. A REST API refuses it with
#   "Invalid Authorizer URI"; on the other types of API the authorizer cannot be called,
#   and every request gets 500.
#
#   In Terraform write `aws_lambda_function.this.invoke_arn` (or that of an alias) instead
#   of `.arn`; in CloudFormation
#   `!Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations`.
#   Only SAM's `FunctionArn` takes the plain ARN.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   fixes: [safe]
#   severity: error
#   precision: very-high
#   tags: [authorizer, function, deployment]
#   ignore_when: "Never: the deployment is refused, or every request gets 500."
package authlint.authorizer["authorizer-uri-not-invoke-arn"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.kind.value in {"token", "request"}
	some what in _of_the_function

	finding := {
		"range": input.authorizer.uri.range,
		"message": $"URI of authorizer {input.authorizer.address} is the {what} of a function; API Gateway takes the ARN of its invocation (arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations)",
		"predicts": _answer(object.get(input.api.protocol, "value", "")),
		"fixes": _fixes(what),
	}
}

# What comes behind the function, an alias or a version, has to stay.
_fixes(what) := [fix.safe("name the ARN of the invocation", _touches, [change]) |
	last := input.authorizer.uri.parts[count(input.authorizer.uri.parts) - 1]
	last.hole.kind == "function"
	some change in _changes(input.api.format, what, last.hole.of)
]

_touches := [
	"authorizers.uri",
	"authorizers.function",
	"authorizers.invokes",
	"authorizers.qualifier",
	"authorizers.handler",
	"authorizers.permissions",
]

_changes("terraform", what, _) := [{"at": input.authorizer.uri.range, "from": from, "code": ".invoke_arn"} |
	from := {"ARN": ".arn", "name": ".function_name"}[what]
]

_changes(format, _, function) := [{"at": input.authorizer.uri.range, "value": {"Fn::Sub": invocation}} |
	id := fix.logical_id(input.authorizer.address, function)
	invocation := concat("", ["arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${", id, ".Arn}/invocations"])
] if {
	format in {"cloudformation", "sam"}
}

# The partition may be a placeholder that somebody fills in before the import.
_of_the_function contains "ARN" if {
	regex.match(`^arn:(\$\{[^}]*\}|[^:]*):lambda:`, input.authorizer.uri.value)
}

_of_the_function contains "ARN" if {
	input.authorizer.uri.parts[0].literal == "arn:"
	input.authorizer.uri.parts[1].hole.kind == "partition"
	startswith(input.authorizer.uri.parts[2].literal, ":lambda:")
}

_of_the_function contains "ARN" if {
	regex.match(`^arn:[^:]*:lambda:`, input.authorizer.uri.parts[0].literal)
}

_of_the_function contains "name" if {
	count(input.authorizer.uri.parts) == 1
	input.authorizer.uri.parts[0].hole.kind == "function"
}

_answer("REST") := predict.refused("Invalid Authorizer URI")

_answer(protocol) := predict.authorizer_broken(protocol) if protocol in {"HTTP", "WEBSOCKET"}

_answer("") := {}
