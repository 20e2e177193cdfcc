# METADATA
# title: Kept policy that is bound to one call
# description: |
#   API Gateway keeps the policy that the function returns, and evaluates the kept policy
#   again for every call with the same credentials. This function allows just the call that
#   it was asked about (`event.methodArn`, as many examples have it), while the authorizer
#   guards more than one. Whoever has called one method is refused by the others until the
#   cache time is over: 403, now and then, depending on what was called first. A path with
#   parameters, and a method for any verb, are several calls in this sense.
#
#   Widen the resource to all that the caller may use. In JavaScript
#   `const [api, stage] = event.methodArn.split('/')` and then `${api}/${stage}/*/*`; in Python
#   `'/'.join(arn.split('/')[:2]) + '/*/*'`. Or keep nothing: `authorizer_result_ttl_in_seconds = 0`
#   in Terraform, `AuthorizerResultTtlInSeconds: 0` in CloudFormation, `ReauthorizeEvery: 0` in SAM,
#   `authorizerResultTtlInSeconds: 0` in OpenAPI. Or keep one answer for each method, with
#   `context.httpMethod` and `context.resourcePath` (`$context.routeKey` on HTTP APIs) among the
#   identity sources of a request authorizer.
# related_resources:
#   - ref: https://repost.aws/knowledge-center/api-gateway-lambda-authorization-errors
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: warning
#   precision: high
#   tags: [authorizer, cache, function]
#   ignore_when: Each caller uses one method only, with one path.
package authlint.authorizer["cached-policy-single-method"]

import data.authlint.lib.cache
import data.authlint.lib.handler
import data.authlint.lib.predict

findings contains finding if {
	input.authorizer.handler.state == "written"
	ttl := input.authorizer.ttlSeconds
	ttl.value > 0
	cache.shared(input.authorizer.kind.value, _sources)

	bound := [outcome |
		some outcome in input.authorizer.handler.value.outcomes.items
		count(handler.locked_out(outcome.verdicts)) > 0
	]
	labels := handler.locked_out(bound[0].verdicts)

	finding := {
		"range": ttl.range,
		"message": $"authorizer {input.authorizer.address} keeps the policy of its function for {ttl.value} s, and the function allows only the call that it was asked about: meanwhile the same caller gets 403 from {authlint.some_of(labels)}",
		"predicts": object.union(predict.not_allowed(input.api.protocol.value), {"methods": labels}),
		"related": array.concat(
			[{"range": bound[0].range, "message": "the function returns the policy here"}],
			authlint.places(input.guarded, "shares the kept policy"),
		),
	}
}

_sources := input.authorizer.identitySources.value if input.authorizer.kind.value == "request"

_sources := [] if input.authorizer.kind.value == "token"
