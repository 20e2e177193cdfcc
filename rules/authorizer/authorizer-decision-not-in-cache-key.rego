# METADATA
# title: Decision that depends on what the cache does not tell apart
# description: |
#   API Gateway keeps the answer of the function, and gives it to every call that has the same
#   values in the identity sources, without asking the function again. This function decides by
#   something else as well, and its policy allows more than the call that it was made for. A
#   caller for whom it once said yes gets in with calls that it would refuse.
#
#   Add what the function decides by to the identity sources of a request authorizer
#   (`identity_source` in Terraform, `IdentitySource` in CloudFormation, `Identity` in SAM,
#   `identitySource` in OpenAPI), or turn the cache off with a cache time of 0.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: warning
#   precision: medium
#   tags: [authorizer, cache, function, exposure]
#   security_severity: "6.5"
#   ignore_when: The value cannot differ between calls with the same credentials.
package authlint.authorizer["authorizer-decision-not-in-cache-key"]

findings contains finding if {
	input.authorizer.handler.state == "written"

	# A token authorizer's function is told the token and the ARN of the request, no more.
	# https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-lambda-authorizer-input.html
	input.authorizer.kind.value == "request"
	ttl := input.authorizer.ttlSeconds
	ttl.value > 0
	keyed := _keyed

	some read in input.authorizer.handler.value.reads.items
	read.decides.value == true
	_differs_by_call(read.field)
	not _told_apart(read.field, keyed)

	# What the kept answer allows beyond the call that it was made for.
	some outcome in input.authorizer.handler.value.outcomes.items
	labels := _allowed(outcome)
	count(labels) > 0

	finding := {
		"range": read.range,
		"message": $"the function of authorizer {input.authorizer.address} decides by {read.field}, but its answer is kept for {ttl.value} s for all calls that are alike in the identity sources",
		"predicts": {"exposure": "wider", "methods": labels},
		"related": [{"range": ttl.range, "message": "the answer is kept"}],
	}
}

# What the function reads of the identity sources. Without all of them nobody can tell.
_keyed := {field |
	some source in input.authorizer.identitySources.value
	some field in _fields(source.value)
} if {
	every source in input.authorizer.identitySources.value {
		is_string(source.value)
	}
}

_fields(source) := {$"headers.{name}", $"multivalueheaders.{name}"} if {
	[_, name] := regex.find_all_string_submatch_n(`^(?:method\.|\$)request\.header\.(.+)$`, lower(source), 1)[0]
}

_fields(source) := {$"querystringparameters.{name}", $"multivaluequerystringparameters.{name}"} if {
	[_, name] := regex.find_all_string_submatch_n(`^(?:method\.|\$)request\.querystring\.(.+)$`, lower(source), 1)[0]
}

_fields(source) := _context[trim_prefix(lower(source), "$")]

_context := {
	"context.httpmethod": {"httpmethod", "requestcontext.httpmethod", "requestcontext.http.method"},
	"context.identity.sourceip": {"requestcontext.identity.sourceip", "requestcontext.http.sourceip"},
	"context.path": {"path", "requestcontext.path", "rawpath", "requestcontext.http.path"},
	"context.resourcepath": {"resource", "requestcontext.resourcepath"},
	"context.routekey": {"routekey", "requestcontext.routekey", "httpmethod", "requestcontext.http.method", "requestcontext.httpmethod"},
}

# What may be another value in the next call of the same caller.
_differs_by_call(field) if regex.match(
	`(?i)^((multiValue)?(headers|queryStringParameters)|pathParameters|cookies)\.|^(path|rawPath|httpMethod|resource|routeKey|rawQueryString|requestContext\.(path|resourcePath|routeKey|httpMethod|http\.(method|path|sourceIp|userAgent)|identity\.(sourceIp|userAgent)))$`,
	field,
)

_told_apart(field, keyed) if lower(field) in keyed

_allowed(outcome) := [verdict.label |
	some verdict in outcome.verdicts
	verdict.own == "yes"
	verdict.kept == "yes"
] if {
	outcome.kind.value == "policy"
}

_allowed(outcome) := authlint.labels(input.guarded) if {
	outcome.kind.value == "simple"
	outcome.isAuthorized.value == true
	input.authorizer.simpleResponses.value == true
}
