# METADATA
# title: Authorizer in a scheme that a REST API does not take it from
# description: |
#   A REST API imports authorizers from security schemes of the type `apiKey` only, also
#   those that read a bearer token or belong to a user pool. An `x-amazon-apigateway-authorizer`
#   in a scheme of another type (`http`, `oauth2`, `openIdConnect`) is not imported, and
#   the operations that name the scheme go without it. (HTTP APIs take JWT authorizers from
#   `oauth2` and `openIdConnect`.)
#
#   Make the scheme `type: apiKey`, `name: Authorization`, `in: header`, and leave
#   `x-amazon-apigateway-authtype` and `x-amazon-apigateway-authorizer` as they are.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   severity: error
#   precision: high
#   tags: [openapi, exposure]
#   security_severity: "8.0"
#   ignore_when: "Never while an operation names the scheme: nobody asks its authorizer."
package authlint.scheme["openapi-scheme-type-rest"]

import data.authlint.lib.say

findings contains finding if {
	input.scheme.grants.value == "refused"
	type := input.scheme.type.value

	finding := {
		"range": input.scheme.type.range,
		"severity": _severity(input.methods.items),
		"message": $"security scheme {input.scheme.name} is of the type {type}, and a REST API takes authorizers from the type apiKey only: this one is not imported{_on(input.methods.items)}",
		"predicts": {"exposure": "wider", "methods": [method.label | some method in input.methods.items]},
		"related": [{"range": method.range, "message": message} |
			some method in say.first(input.methods.items)
			message := $"{method.label} asks for {input.scheme.name}"
		],
	}
}

_severity(methods) := "error" if count(methods) > 0

_severity([]) := "note"

_on([]) := ""

_on(methods) := $", and does not guard {authlint.some_of([method.label | some method in methods])}" if count(methods) > 0
