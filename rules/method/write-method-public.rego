# METADATA
# title: Method that writes is open to anyone, in an API with an authorizer
# description: |
#   The API has an authorizer, but this `POST`, `PUT`, `PATCH` or `DELETE` asks for neither
#   authorization nor an API key: anyone who knows the address can call it. Whatever
#   guards it has to happen in the backend. For paths that have to be open, such as a login,
#   a sign-up, a webhook or a health check, the finding is a note.
#
#   Nothing is said of private APIs, or of APIs with a resource policy, which may guard
#   the method.
#
#   Attach the authorizer (`authorization = "CUSTOM"` with `authorizer_id`, `security` in
#   OpenAPI, `DefaultAuthorizer` in SAM), or silence the finding with the reason why the
#   method is public: `authlint:ignore[write-method-public] reason="checks a signature"`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: medium
#   tags: [method, exposure]
#   security_severity: "6.5"
package authlint.method["write-method-public"]

import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.method.authorizationType.value == "NONE"
	input.method.verb.value in {"POST", "PUT", "PATCH", "DELETE"}
	input.method.exists.value == true
	_no_key
	_reachable_by_anyone

	# Where an authorizer is named, or a scheme that API Gateway does not know, that is the mistake.
	input.method.authorizer.state == "unset"
	count(input.method.requirements) == 0

	authorizers := [authorizer |
		some authorizer in input.api.authorizers.items
		authorizer.exists.value == true
	]

	finding := {
		"range": input.method.authorizationType.range,
		"severity": _severity,
		"message": $"{input.method.label} asks for no authorization, although the API has the authorizer {authorizers[0].address}{_where}",
		"predicts": object.union(_exposure, {"methods": [input.method.label]}),
		"related": [{"range": authorizers[0].range, "message": "this authorizer is not asked"}],
	}
}

# A method that demands a key is metered, and not open to anyone.
_no_key if input.method.apiKeyRequired.value == false

_no_key if input.method.apiKeyRequired.state == "unset"

_reachable_by_anyone if input.api.protocol.value == "HTTP"

_reachable_by_anyone if {
	input.api.protocol.value == "REST"
	input.api.resourcePolicy.state == "unset"
	_not_private
}

_not_private if input.api.endpointType.state == "unset"

_not_private if input.api.endpointType.value in {"EDGE", "REGIONAL"}

# A REST API that stands alone in its document may get a policy, or a private endpoint.
_where := say.in_view(input.api.format) if {
	input.api.protocol.value == "REST"
} else := ""

_exposure := predict.public if {
	_where == ""
} else := {"exposure": "wider"}

# Callers of these have no credentials yet, or prove who they are in another way. A
# path that nobody knows may be one of them.
_severity := "warning" if {
	path := lower(input.method.path.value)
	not regex.match(
		`log-?(in|on|out)|sign-?(in|up|out)|auth([^o]|$)|oauth|sso|saml|otp|mfa|token|session|password|forgot|recover|verif|confirm|activat|regist(er|ration)|hook|callback|public|/(healthz?|health-?check|ping|status)(/|$)`,
		path,
	)
} else := "note"
