# METADATA
# title: Terraform makes a request authorizer demand an Authorization header
# description: |
#   `aws_api_gateway_authorizer` fills in
#   `identity_source = "method.request.header.Authorization"` for every type of
#   authorizer, `REQUEST` included. As long as answers are cached, which they are for
#   300 seconds unless something else is written, API Gateway answers 401 to each call
#   without that header. The function is not called and nothing is logged, even where it
#   reads a query string or a cookie.
#
#   Write down what the function reads, even if it is the default, for example
#   `identity_source = "method.request.querystring.token"`. To let the function decide
#   alone, write `identity_source = ""` and `authorizer_result_ttl_in_seconds = 0`.
# related_resources:
#   - ref: https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/api_gateway_authorizer
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/configure-api-gateway-lambda-authorization-with-console.html
# custom:
#   formats: [terraform]
#   severity: warning
#   precision: medium
#   tags: [authorizer, identity-source]
#   ignore_when: >-
#     All clients do send an `Authorization` header. Writing the default down says so, and the
#     finding is gone.
package authlint.authorizer["identity-source-implicit-default"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.format == "terraform"
	input.api.protocol.value == "REST"
	input.authorizer.kind.value == "request"
	input.authorizer.identitySources.state == "default"

	# Without a cache, API Gateway does not look for the header.
	input.authorizer.ttlSeconds.value > 0

	finding := {
		"range": input.authorizer.identitySources.range,
		"message": $"authorizer {input.authorizer.address} writes no identity_source, so that Terraform asks for an Authorization header: calls without one get 401",
		"predicts": object.union(
			predict.unauthorized("REST"),
			{"methods": authlint.labels(input.methods.items)},
		),
	}
}
