# METADATA
# title: Method that writes is open to anyone, in an API with an authorizer
# description: |
#   The API has an authorizer, but this `POST`, `PUT`, `PATCH` or `DELETE` asks for neither
#   authorization nor an API key: anyone who knows the address can call it. Whatever
#   guards it has to happen in the backend. For paths that have to be open, such as a login,
#   a sign-up, a webhook or a health check, the finding is a note.
#
#   Nothing is said of private APIs, or of APIs with a resource policy, which may guard
#   the method. An OpenAPI document of which no operation asks for authorization is another
#   rule's business, `openapi-operation-unsecured`.
#
#   Attach the authorizer (`authorization = "CUSTOM"` with `authorizer_id` in Terraform,
#   `AuthorizationType: CUSTOM` with `AuthorizerId` in CloudFormation, `DefaultAuthorizer` or
#   `Auth: {Authorizer: Name}` in SAM, `security` in OpenAPI), or silence the finding with the reason why the
#   method is public: `authlint:ignore[write-method-public] reason="checks a signature"`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [method, exposure]
#   security_severity: "6.5"
#   ignore_when: >-
#     The method is a login, a sign-up or a webhook, or its backend checks the caller in another
#     way, such as by a signature.
package authlint.method["write-method-public"]

import data.authlint.lib.exposure

findings contains finding if {
	input.method.authorizationType.value == "NONE"
	input.method.verb.value in {"POST", "PUT", "PATCH", "DELETE"}
	input.method.exists.value == true
	_is_told_here
	exposure.keyless(input.method.apiKeyRequired)
	exposure.reachable(input.api.protocol.value, input.api.resourcePolicy, input.api.endpointType)

	# Where an authorizer is named, or a scheme that API Gateway does not know, that is the mistake.
	input.method.authorizer.state == "unset"
	count(input.method.requirements) == 0

	authorizers := [authorizer |
		some authorizer in input.api.authorizers.items
		authorizer.exists.value == true
	]
	where := exposure.where(input.api.protocol.value, input.api.format)

	finding := {
		"range": input.method.authorizationType.range,
		"severity": _severity,
		"message": $"{input.method.label} asks for no authorization, although the API has the authorizer {authorizers[0].address}{where}",
		"predicts": object.union(exposure.outcome(where), {"methods": [input.method.label]}),
		"related": [{"range": authorizers[0].range, "message": "this authorizer is not asked"}],
	}
}

# A document that asks for no authorization anywhere is one mistake.
_is_told_here if input.method.unsecured == false

_is_told_here if input.protected

# A path that nobody knows may be one that has to be open.
_severity := "warning" if {
	path := input.method.path.value
	not exposure.to_be_open(path)
} else := "note"
