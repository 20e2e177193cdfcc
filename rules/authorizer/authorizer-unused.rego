# METADATA
# title: Authorizer that no method uses
# description: |
#   The API has methods, all of them are in view, and none of them names this
#   authorizer. It is created all the same, and never asked. Most often somebody forgot
#   to attach it, and what it was meant to guard is open.
#
#   Attach it, for example with `authorization = "CUSTOM"` and
#   `authorizer_id = aws_api_gateway_authorizer.this.id` on the method, a `security`
#   requirement on the operation, or `DefaultAuthorizer` in SAM; or remove it.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: note
#   tags: [authorizer, binding]
package authlint.authorizer["authorizer-unused"]

findings contains finding if {
	input.methods.complete == true
	count(input.methods.items) == 0

	# A method that names it without the type for it is a mistake of its own.
	not input.authorizer.address in {method.authorizer.value | some method in input.api.methods.items}

	# An API without methods of its own gets them from somewhere else.
	some method in input.api.methods.items
	method.exists.value == true

	finding := {
		"range": input.authorizer.range,
		"message": $"authorizer {input.authorizer.address} is used by no method of {input.api.address}",
		"predicts": {},
	}
}
