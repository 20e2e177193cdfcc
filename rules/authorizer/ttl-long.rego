# METADATA
# title: Answers of an authorizer that are kept for long
# description: |
#   While an answer is kept, the function is not called for the same credentials. A token
#   that was revoked, a user who was locked out, and rights that were taken away go on
#   working until the answer expires. More than 15 minutes of that is worth a decision.
#
#   Keep answers for a shorter time, for example `authorizer_result_ttl_in_seconds = 300`
#   (`AuthorizerResultTtlInSeconds: 300`, `ReauthorizeEvery: 300`,
#   `authorizerResultTtlInSeconds: 300`).
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   precision: high
#   tags: [authorizer, cache]
#   pedantic: true
#   ignore_when: >-
#     No credentials are ever revoked before they expire, or it is accepted that they work that
#     much longer.
package authlint.authorizer["ttl-long"]

findings contains finding if {
	input.authorizer.kind.value in {"token", "request"}
	input.api.protocol.value in {"REST", "HTTP"}

	seconds := input.authorizer.ttlSeconds.value
	seconds > 900

	# More is refused, which another rule tells.
	seconds <= 3600

	finding := {
		"range": input.authorizer.ttlSeconds.range,
		"message": $"authorizer {input.authorizer.address} keeps answers for {seconds} s: credentials that are revoked go on working that long",
		"predicts": {},
	}
}
