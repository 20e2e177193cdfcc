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
#   ignore_when: The authorizer is made for methods that come later, or that another stack adds to the API.
package authlint.authorizer["authorizer-unused"]

findings contains finding if {
	input.methods.complete == true
	count(input.methods.items) == 0

	# A method that names it without the type for it is a mistake of its own.
	not input.authorizer.address in {method.authorizer.value | some method in input.api.methods.items}

	# An API without methods of its own gets them from somewhere else.
	some method in input.api.methods.items
	method.exists.value == true
	_is_told_here

	# The SAM transform refuses an authorizer that can never be asked.
	every refusal in input.api.refusals {
		refusal.range != input.authorizer.range
	}

	finding := {
		"range": input.authorizer.range,
		"message": $"authorizer {input.authorizer.address} is used by no method of {input.api.address}",
		"predicts": {},
	}
}

# Of a document that asks for no authorization anywhere, openapi-operation-unsecured tells
# what that means, unless something else may guard its operations.
_is_told_here if not input.authorizer.scheme

_is_told_here if {
	every method in input.api.methods.items {
		method.unsecured == false
	}
}

_is_told_here if {
	some method in input.api.methods.items
	method.authorizationType.value in {"CUSTOM", "COGNITO_USER_POOLS", "JWT", "AWS_IAM"}
}

_is_told_here if input.api.endpointType.value == "PRIVATE"

_is_told_here if input.api.resourcePolicy.state == "written"
