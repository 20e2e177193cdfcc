# METADATA
# title: Kind of authorizer that this type of API does not have
# description: |
#   Each type of API has its own kinds of authorizers: a REST API `TOKEN`, `REQUEST` and
#   `COGNITO_USER_POOLS`, an HTTP API `REQUEST` and `JWT`, a WebSocket API `REQUEST` alone. Any
#   other is refused when it is created. What the import of an OpenAPI document does
#   with one is not recorded (its operations may end up without authorization): there
#   the finding is a warning.
#
#   For tokens of a user pool on an HTTP API use the pool as the issuer of a JWT authorizer:
#   `authorizer_type = "JWT"` (`AuthorizerType: JWT`) with
#   `https://cognito-idp.REGION.amazonaws.com/POOL_ID` as issuer. For JSON Web Tokens on a REST
#   or WebSocket API use a Lambda authorizer: `type = "TOKEN"` or `authorizer_type = "REQUEST"`
#   (`Type: TOKEN`, `AuthorizerType: REQUEST`). In OpenAPI the kinds are spelled `token`,
#   `request`, `cognito_user_pools` and `jwt`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
# custom:
#   formats: [terraform, cloudformation, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["authorizer-kind-not-supported"]

import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.api.protocol.value in {"REST", "HTTP", "WEBSOCKET"}
	protocol := input.api.protocol.value
	kind := input.authorizer.kind.value

	# A placeholder is no kind yet.
	regex.match(`^[a-z_-]+$`, kind)
	kinds := _kinds[protocol]
	not kind in kinds

	finding := {
		"range": input.authorizer.kind.range,
		"severity": _severity,
		"message": $"authorizer {input.authorizer.address} is of the kind {kind}; {say.protocol(protocol)} APIs have {concat(", ", sort(kinds))} only",
		"predicts": _answer(protocol),
	}
}

_kinds := {
	"REST": {"token", "request", "cognito_user_pools"},
	"HTTP": {"request", "jwt"},
	"WEBSOCKET": {"request"},
}

_severity := "warning" if {
	input.authorizer.scheme
} else := "error"

_answer("WEBSOCKET") := predict.refused("Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis")

_answer(protocol) := {"deployment": "refused"} if protocol != "WEBSOCKET"
