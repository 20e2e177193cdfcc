# METADATA
# title: Function permission that does not cover the authorizer
# description: |
#   API Gateway calls an authorizer's function as
#   `arn:aws:execute-api:REGION:ACCOUNT:API_ID/authorizers/AUTHORIZER_ID`, through no stage
#   and for no method. The function's permissions for API Gateway are all limited to
#   other source ARNs, those of methods for example, and the authorizer has no role
#   to call it with. Every request that needs the authorizer gets 500.
#
#   Add a permission whose source ARN covers the authorizer:
#   `source_arn = "${aws_api_gateway_rest_api.this.execution_arn}/authorizers/${aws_api_gateway_authorizer.this.id}"`,
#   `SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*`.
#   A pattern that ends in `API_ID/*` or `API_ID/*/*` covers it too.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
# custom:
#   formats: [terraform, cloudformation]
#   fixes: [unsafe]
#   severity: error
#   tags: [authorizer, function, permission]
#   ignore_when: Another permission, made outside of the files that were given, covers the authorizer.
package authlint.authorizer["authorizer-permission-too-narrow"]

import data.authlint.lib.fix
import data.authlint.lib.permission
import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.authorizer.kind.value in {"token", "request"}
	input.authorizer.invokeRole.state == "unset"
	input.authorizer.permissions.complete == true

	# The SAM transform could make the permission: rules of SAM's say how.
	not input.authorizer.defaultPermission
	count(_narrow) > 0

	# A permission that nobody can tell the scope of may be the right one.
	every i, _ in input.authorizer.permissions.items {
		i in (_narrow | _for_others)
	}

	finding := {
		"range": input.authorizer.uri.range,
		"message": $"no permission of its function covers authorizer {input.authorizer.address}: API Gateway calls it from API_ID/authorizers/AUTHORIZER_ID, and may not",
		"predicts": object.union(
			predict.authorizer_broken(object.get(input.api.protocol, "value", "")),
			{"methods": [method.label | some method in input.methods.items]},
		),
		"related": [{"range": statement.sourceArn.range, "message": "this source ARN does not cover the authorizer"} |
			some i in say.first([i | some i in _narrow])
			statement := input.authorizer.permissions.items[i]
		],
		"fixes": [fix.unsafe("let all of this API call the function", ["authorizers.permissions"], [change]) |
			[i] := [i | some i in _narrow]
			some change in _changes(input.api.format, input.authorizer.permissions.items[i])
		],
	}
}

# One for another API stays.
_changes("terraform", statement) := [{"at": statement.sourceArn.range, "code": concat("", [`"${`, api, `}/*"`])} |
	_is_of_the_api(statement)
	api := fix.attribute(statement.address, input.api.address, "execution_arn")
]

_changes(format, statement) := [{"at": statement.sourceArn.range, "value": {"Fn::Sub": all}} |
	_is_of_the_api(statement)
	api := fix.logical_id(statement.address, input.api.address)
	all := concat("", ["arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${", api, "}/*"])
] if {
	format in {"cloudformation", "sam"}
}

_is_of_the_api(statement) if {
	some part in statement.sourceArn.parts
	part.hole.of == input.api.address
}

# Permissions for API Gateway that certainly leave the authorizer out.
_narrow contains i if {
	some i, statement in input.authorizer.permissions.items
	statement.principal.value == "apigateway.amazonaws.com"
	authlint.arn_matches(statement.sourceArn, input.authorizer.arn) == "no"
}

# Permissions for another service, or for something else than calling the function.
_for_others contains i if {
	some i, statement in input.authorizer.permissions.items
	permission.for_another_service(statement.principal.value)
}

_for_others contains i if {
	some i, statement in input.authorizer.permissions.items
	permission.for_something_else(statement.action.value)
}
