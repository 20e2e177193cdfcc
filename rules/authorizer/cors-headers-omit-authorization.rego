# METADATA
# title: CORS configuration without the header that the authorizer reads
# description: |
#   Before a browser sends a header such as `Authorization` to another origin, it asks in the
#   preflight whether that is allowed. The CORS configuration lists the headers that are, and
#   the one that the authorizer takes its credentials from is not among them: the browser
#   blocks every call that carries it, before it is sent. Callers that are not browsers
#   notice nothing.
#
#   Add the header to the list: `allow_headers = ["Content-Type", "Authorization"]` in
#   `cors_configuration` of `aws_apigatewayv2_api`, `AllowHeaders` in `CorsConfiguration`,
#   `Cors: {AllowHeaders: "'Content-Type,Authorization'"}` for a REST API in SAM, `allowHeaders` in
#   `x-amazon-apigateway-cors`. Write its name: browsers do not let `*` stand for `Authorization`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-corsconfiguration.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: warning
#   tags: [authorizer, cors]
#   ignore_when: >-
#     The API has no browser clients on other origins, or they send their credentials in another
#     way.
package authlint.authorizer["cors-headers-omit-authorization"]

import data.authlint.lib.fix
import data.authlint.lib.preflight

findings contains finding if {
	input.api.cors.configured.value == true
	input.api.cors.allowHeaders.state == "written"
	input.api.protocol.value in {"HTTP", "REST"}
	count(input.guarded) > 0
	allowed := input.api.cors.allowHeaders.value
	count(allowed) > 0

	some source in input.authorizer.identitySources.value
	preflight.lacks(source.value)
	header := regex.replace(source.value, `^.*request\.header\.`, "")
	every other in allowed {
		_is_other(header, other.value)
	}

	finding := {
		"range": input.api.cors.allowHeaders.range,
		"message": $"the CORS configuration of {input.api.address} does not allow the header {header}, which authorizer {input.authorizer.address} reads; browsers block the calls that carry it",
		"predicts": {"methods": authlint.labels(input.guarded)},
		"related": [{"range": source.range, "message": "the authorizer reads the header"}],
		"fixes": [fix.safe($"allow {header}", ["cors.allowHeaders"], [{"at": input.api.cors.allowHeaders.range, "value": [header], "append": true}]) |
			input.api.protocol.value == "HTTP"
		],
	}
}

# What is no name may be a placeholder, or stand for all of them.
_is_other(header, allowed) if {
	regex.match(`^[A-Za-z0-9-]+$`, allowed)
	lower(header) != lower(allowed)
}
