# METADATA
# title: Open method among methods with authorization
# description: |
#   Other methods of the API ask for authorization, and this one for neither authorization
#   nor an API key: anyone who knows the address can call it. Often that is meant, and often
#   the line was forgotten when a method was copied or added.
#
#   Methods that write, in an API whose authorizer is in view, are told by
#   `write-method-public`. Nothing is said of paths that look like a login, a webhook, a
#   callback or a health check, of what says itself that it is meant to be open
#   (`security: []` in OpenAPI, `Authorizer: NONE` in SAM), of private APIs, or of APIs
#   with a resource policy.
#
#   Ask for what the other methods ask for: in Terraform `authorization = "CUSTOM"`
#   (`authorization_type` of a route) with `authorizer_id`, in CloudFormation `AuthorizationType: CUSTOM`
#   with `AuthorizerId`, in SAM `Auth: {Authorizer: Name}`, in OpenAPI `security: [{callers: []}]`. Where
#   the method is meant to be public, say so: `security: []`, `Authorizer: NONE`, or
#   `authlint:ignore[method-public-among-protected] reason="the catalogue is public"`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-access-control.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   precision: medium
#   tags: [method, exposure]
#   security_severity: "4.0"
#   ignore_when: The method is meant to be public, or its backend checks the caller in another way.
package authlint.method["method-public-among-protected"]

import data.authlint.lib.exposure

findings contains finding if {
	input.method.authorizationType.value == "NONE"
	input.method.exists.value == true
	_nobody_said_so(input.api.format, input.method.authorizationType.state)
	_told_by_no_other
	exposure.keyless(input.method.apiKeyRequired)
	exposure.reachable(input.api.protocol.value, input.api.resourcePolicy, input.api.endpointType)

	# Where an authorizer is named, or a scheme that API Gateway does not know, that is the mistake.
	input.method.authorizer.state == "unset"
	count(input.method.requirements) == 0
	_may_be_guarded
	protected := input.protected.label
	where := exposure.where(input.api.protocol.value, input.api.format)

	finding := {
		"range": input.method.authorizationType.range,
		"message": $"{input.method.label} asks for no authorization, unlike {protected} of the same API{where}",
		"predicts": object.union(exposure.outcome(where), {"methods": [input.method.label]}),
		"related": [{"range": input.protected.authorizationType.range, "message": $"{protected} asks for authorization"}],
	}
}

# Terraform and CloudFormation want a type on each method of a REST API. In a document, and in
# SAM, whoever writes one chose it.
_nobody_said_so(_, "default")

_nobody_said_so(format, "written") if {
	format in {"terraform", "cloudformation"}
	input.api.definition.body == false
}

# write-method-public speaks where an authorizer is in view. Preflights are open.
_told_by_no_other if input.method.verb.value in {"GET", "HEAD", "ANY"}

_told_by_no_other if input.method.routeKey.value == "$default"

_told_by_no_other if {
	input.method.verb.value in {"POST", "PUT", "PATCH", "DELETE"}
	input.api.authorizers.complete == true
	count(input.api.authorizers.items) == 0
}

# A path that nobody knows may be one that has to be open.
_may_be_guarded if input.method.routeKey.value == "$default"

_may_be_guarded if {
	path := input.method.path.value
	not exposure.to_be_open(path)
}
