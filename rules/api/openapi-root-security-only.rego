# METADATA
# title: Operations that rely on the security of the whole document
# description: |
#   These operations have no `security` of their own; that at the root of the document holds
#   for them. Imports that were recorded show API Gateway doing so for REST APIs and OpenAPI 3.0, but
#   its documentation says the opposite: that security at the root is not used, and has to be
#   set on each operation. For HTTP APIs and Swagger 2.0 nothing is recorded. Should the
#   documentation be right about yours, the operations are open to anyone.
#
#   Repeat the requirement on each operation, `security: [{callers: []}]`, or look at the
#   methods after a deployment: each has to show the authorizer.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html
# custom:
#   formats: [openapi]
#   severity: note
#   precision: high
#   tags: [openapi, api]
#   pedantic: true
#   ignore_when: You have seen after a deployment that the methods have their authorizer.
package authlint.api["openapi-root-security-only"]

findings contains finding if {
	input.api.definition.body == true
	relying := [method |
		some method in input.api.methods.items
		method.inheritedFromRoot == true
		method.authorizationType.value in {"CUSTOM", "COGNITO_USER_POOLS", "JWT", "AWS_IAM"}
		method.verb.value != "OPTIONS"
	]

	# All of them point at the same requirement.
	finding := {
		"range": relying[0].authorizationType.range,
		"message": $"{authlint.some_of(authlint.labels(relying))} of {input.api.address} rely on the security at the root of the document, which API Gateway is documented not to use",
		"predicts": {},
		"related": authlint.places(relying, "has no security of its own"),
	}
}
