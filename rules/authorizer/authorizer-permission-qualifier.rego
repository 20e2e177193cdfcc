# METADATA
# title: Function permission on another alias or version than the one called
# description: |
#   A permission on a Lambda function is for calls by one ARN: that of the function, of one
#   alias or of one version. The authorizer's URI names another one than the permission
#   for API Gateway, for example the alias `live`, while the permission is on the function
#   without an alias. Every request that needs the authorizer gets 500.
#
#   Give the permission the alias or version of the URI:
#   `qualifier = aws_lambda_alias.live.name` in `aws_lambda_permission`,
#   `FunctionName: !Ref LiveAlias` in `AWS::Lambda::Permission`; or let the URI name the
#   function itself.
# related_resources:
#   - ref: https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation]
#   severity: warning
#   tags: [authorizer, function, permission]
#   ignore_when: Another stack or a script adds the permission on that alias or version.
package authlint.authorizer["authorizer-permission-qualifier"]

import data.authlint.lib.permission
import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.authorizer.kind.value in {"token", "request"}
	input.authorizer.invokeRole.state == "unset"
	input.authorizer.permissions.complete == true
	count(input.methods.items) > 0
	count(_elsewhere) > 0

	# A permission of which nobody can tell what it is on may be the right one.
	every i, _ in input.authorizer.permissions.items {
		i in (_elsewhere | _useless)
	}
	called := _say(input.authorizer.qualifier)
	permitted := concat(" and ", {_say(input.authorizer.permissions.items[i].qualifier) | some i in _elsewhere})

	finding := {
		"range": input.authorizer.uri.range,
		"message": $"authorizer {input.authorizer.address} calls {called}, and API Gateway has a permission for {permitted} only",
		"predicts": object.union(
			predict.authorizer_broken(object.get(input.api.protocol, "value", "")),
			{"methods": [method.label | some method in input.methods.items]},
		),
		"related": [{"range": statement.range, "message": message} |
			some i in say.first([i | some i in _elsewhere])
			statement := input.authorizer.permissions.items[i]
			on := _say(statement.qualifier)
			message := $"this permission is on {on}"
		],
	}
}

# Permissions for API Gateway that would cover the authorizer, were they on what it calls.
_elsewhere contains i if {
	some i, statement in input.authorizer.permissions.items
	statement.principal.value == "apigateway.amazonaws.com"
	permission.on_another_version(input.authorizer.qualifier, statement.qualifier)
	_may_cover(statement.sourceArn)
}

_may_cover(arn) if arn.state == "unset"

_may_cover(arn) if authlint.arn_matches(arn, input.authorizer.arn) in {"yes", "unknown"}

# Permissions for another service, for something else than calling, or for other callers
# than the authorizer.
_useless contains i if {
	some i, statement in input.authorizer.permissions.items
	permission.for_another_service(statement.principal.value)
}

_useless contains i if {
	some i, statement in input.authorizer.permissions.items
	permission.for_something_else(statement.action.value)
}

_useless contains i if {
	some i, statement in input.authorizer.permissions.items
	authlint.arn_matches(statement.sourceArn, input.authorizer.arn) == "no"
}

_say(qualifier) := "the function itself" if qualifier.state == "unset"

_say(qualifier) := $"alias or version {qualifier.value} of the function" if qualifier.value

_say(qualifier) := "a version of the function" if qualifier.parts
