# METADATA
# title: Cached answers that are not kept by caller
# description: |
#   API Gateway keeps the answer of an authorizer under the values of its identity sources,
#   all of them together. Where none of them comes from the caller (stage variables, the
#   name of the stage, the route), every call has the same key: what the function decided
#   about the first caller is served to all others until it expires. Strangers get in with
#   the rights of whoever called before, and callers with good credentials are refused
#   because one without was.
#
#   An address or a user agent tells callers apart only in part, since many share one:
#   there the finding is a warning.
#
#   Name the credentials too, for example
#   `identity_source = "method.request.header.Authorization,context.stage"`
#   (`IdentitySource`, `identitySource`; `Headers: [Authorization]` in SAM), and
#   `identity_sources = ["$request.header.Authorization", "$context.routeKey"]` on an HTTP
#   API; or turn the cache off with a TTL of 0.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   precision: high
#   tags: [authorizer, identity-source, cache, exposure]
#   security_severity: "8.0"
#   ignore_when: >-
#     The function decides by these values alone, so that the same answer is right for all who
#     share them.
package authlint.authorizer["cache-key-not-caller-bound"]

import data.authlint.lib.say
import data.authlint.lib.source

findings contains finding if {
	input.authorizer.kind.value == "request"
	input.api.protocol.value in {"REST", "HTTP"}

	ttl := input.authorizer.ttlSeconds
	ttl.value > 0
	implied := say.implied(ttl.state)

	# Each has to be known: one that is not may tell callers apart.
	count(input.authorizer.identitySources.value) > 0
	every identity in input.authorizer.identitySources.value {
		_tells_little(input.api.protocol.value, identity.value)
	}
	expressions := [identity.value | some identity in input.authorizer.identitySources.value]
	severity := _severity(input.api.protocol.value, expressions)

	finding := {
		"range": input.authorizer.identitySources.range,
		"severity": severity,
		"message": $"authorizer {input.authorizer.address} keeps answers by {authlint.some_of(expressions)}, for {ttl.value} s{implied}: {_outcome[severity]}",
		"predicts": {"exposure": "wider", "methods": authlint.labels(input.methods.items)},
		"related": [{"range": ttl.range, "message": $"the answers are kept for {ttl.value} s{implied}"}],
	}
}

_outcome := {
	"error": "no part of that is the caller's, so that all callers get the answer that the first of them got",
	"warning": "callers who share that get each other's answers, whatever their credentials",
}

_severity(protocol, expressions) := "warning" if {
	some expression in expressions
	_is_shared(protocol, expression)
} else := "error"

_tells_little(protocol, expression) if _is_the_same_for_all(protocol, expression)

_tells_little(protocol, expression) if _is_shared(protocol, expression)

_is_the_same_for_all(protocol, expression) if source.read(protocol, expression).from == "stageVariables"

_is_the_same_for_all(protocol, expression) if {
	identity := source.read(protocol, expression)
	identity.from == "context"
	identity.name in {
		"accountId", "apiId", "domainName", "domainPrefix", "httpMethod", "path",
		"protocol", "resourceId", "resourcePath", "routeKey", "stage",
	}
}

_is_shared(protocol, expression) if {
	identity := source.read(protocol, expression)
	identity.from == "context"
	identity.name in {"identity.sourceIp", "identity.userAgent"}
}
