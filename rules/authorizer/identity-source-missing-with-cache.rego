# METADATA
# title: Authorizer cache without an identity source
# description: |
#   A request authorizer whose answers are cached needs at least one identity source:
#   API Gateway builds the cache key from it. Without one the deployment is refused. An
#   HTTP API says "Identity source must be set if authorizer caching is enabled (TTL is
#   greater than 0)", a REST API only "Invalid request input", and the SAM transform
#   refuses before that. On REST APIs the cache is on for 300 seconds where nothing is written.
#
#   What the import of an OpenAPI document does with such an authorizer is not
#   documented: there the finding is a warning.
#
#   Name what identifies the caller, or turn the cache off:
#   `identity_source = "method.request.header.Authorization"` on a REST API,
#   `identity_sources = ["$request.header.Authorization"]` on an HTTP API, or
#   `authorizer_result_ttl_in_seconds = 0`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, identity-source, cache, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["identity-source-missing-with-cache"]

import data.authlint.lib.predict
import data.authlint.lib.say

findings contains finding if {
	input.authorizer.kind.value == "request"
	_no_identity_source

	ttl := input.authorizer.ttlSeconds
	ttl.value > 0
	implied := say.implied(ttl.state)

	finding := {
		"range": input.authorizer.identitySources.range,
		"severity": _severity,
		"message": $"authorizer {input.authorizer.address} keeps answers for {ttl.value} s{implied}, but names no identity source to keep them by",
		"predicts": _answer(input.api.protocol.value),
		"related": [{"range": ttl.range, "message": $"the answers are kept for {ttl.value} s{implied}"} |
			ttl.range != input.authorizer.identitySources.range
		],
	}
}

_no_identity_source if input.authorizer.identitySources.state == "unset"

# identity_source = "" and IdentitySource: [] say the same. What is unknown in a list is no empty text.
_no_identity_source if {
	every source in input.authorizer.identitySources.value {
		trim_space(source.value) == ""
	}
}

# The SAM transform checks REST authorizers itself, and imports those of HTTP APIs.
_imported if input.authorizer.scheme

_imported if {
	input.api.format == "sam"
	input.api.protocol.value == "HTTP"
}

_severity := "warning" if {
	_imported
} else := "error"

_answer("HTTP") := predict.refused("Identity source must be set if authorizer caching is enabled (TTL is greater than 0)")

_answer("REST") := predict.refused("Invalid request input") if input.api.format != "sam"

_answer("REST") := {"deployment": "refused"} if input.api.format == "sam"
