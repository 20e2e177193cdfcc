# METADATA
# title: Document with an authorizer that no operation asks for
# description: |
#   The document has a security scheme with an authorizer, but neither its operations nor its root
#   have a `security` that asks for it. That a scheme is defined guards nothing: API Gateway
#   imports these operations without authorization, and anyone who knows the address can call
#   them.
#
#   Operations that stand open beside others with authorization are told by
#   `write-method-public` and `method-public-among-protected`. Nothing is said of private APIs,
#   or of APIs with a resource policy, which may guard the methods.
#
#   Ask for the scheme, on each operation or at the root of the document for all that have
#   no `security` of their own: `security: [{callers: []}]`. Where an operation is meant to be
#   public, write `security: []`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   severity: warning
#   precision: high
#   tags: [openapi, api, exposure]
#   security_severity: "7.5"
#   ignore_when: >-
#     Who imports the document adds the requirements, or all operations are meant to be public
#     and the scheme is there for later.
package authlint.api["openapi-operation-unsecured"]

import data.authlint.lib.exposure

findings contains finding if {
	input.allOpen == true
	count(input.api.schemes.items) > 0
	input.api.definition.body == true
	exposure.reachable(input.api.protocol.value, input.api.resourcePolicy, input.api.endpointType)
	schemes := [scheme |
		some scheme in input.api.schemes.items
		scheme.grants.value in {"authorizer", "iam"}
	]
	open := [method |
		some method in input.api.methods.items
		method.unsecured == true

		# x-amazon-apigateway-auth says what `security` does not.
		method.authorizationType.state == "default"
		method.verb.value != "OPTIONS"
		method.exists.value == true
		exposure.keyless(method.apiKeyRequired)
	]
	labels := authlint.labels(open)
	names := [scheme.name | some scheme in schemes]
	count(labels) > 0
	where := exposure.where(input.api.protocol.value, input.api.format)

	finding := {
		"range": schemes[0].range,
		"message": $"no security of the document names {authlint.some_of(names)}: API Gateway asks for no authorization on {authlint.some_of(labels)}{where}",
		"predicts": object.union(exposure.outcome(where), {"methods": labels}),
		"related": authlint.places(open, "has no security"),
	}
}
