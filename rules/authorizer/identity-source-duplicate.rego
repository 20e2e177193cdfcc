# METADATA
# title: Identity source that is named twice
# description: |
#   The same identity source stands twice in the list of one authorizer. The second adds
#   nothing: neither to what a call has to have nor to the cache key. Mostly another
#   source was meant.
#
#   Take the second out, or write the source that was meant:
#   `identity_source = "method.request.header.Authorization,method.request.header.X-Tenant"`
#   (`IdentitySource`, `identitySource`; `Headers: [Authorization, X-Tenant]` in SAM).
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   precision: very-high
#   tags: [authorizer, identity-source]
#   pedantic: true
#   ignore_when: "Nothing depends on it: the second one has no effect."
package authlint.authorizer["identity-source-duplicate"]

findings contains finding if {
	# Other kinds take one source, which is another rule's business.
	input.authorizer.kind.value == "request"

	some first, one in input.authorizer.identitySources.value
	some second, other in input.authorizer.identitySources.value
	first < second
	expression := trim_space(one.value)
	expression != ""
	expression == trim_space(other.value)

	# A third is told with the first of them, once.
	_is_first(first, expression)

	finding := {
		"range": other.range,
		"message": $"authorizer {input.authorizer.address} names the identity source {expression} twice",
		"predicts": {},
		"related": [{"range": one.range, "message": "it stands here already"}],
	}
}

_is_first(position, expression) if {
	every earlier in array.slice(input.authorizer.identitySources.value, 0, position) {
		trim_space(earlier.value) != expression
	}
}
