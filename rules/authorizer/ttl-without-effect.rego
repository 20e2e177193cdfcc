# METADATA
# title: Cache time that has no effect
# description: |
#   API Gateway keeps the answers of functions. A JWT authorizer has no function and no
#   answers to keep: each call is checked anew, whatever the cache time is. SAM takes
#   `ReauthorizeEvery` for Lambda authorizers only, and drops it on an authorizer of a Cognito
#   user pool without a word. Whoever reads the configuration believes otherwise.
#
#   Take the time out: `authorizer_result_ttl_in_seconds` in Terraform,
#   `AuthorizerResultTtlInSeconds` in CloudFormation, `ReauthorizeEvery` in SAM.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-cognitoauthorizer.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   fixes: [safe]
#   severity: note
#   precision: high
#   tags: [authorizer, cache]
#   pedantic: true
#   ignore_when: "Nothing depends on it: calls are checked anew in any case."
package authlint.authorizer["ttl-without-effect"]

import data.authlint.lib.fix

findings contains finding if {
	input.authorizer.kind.value == "jwt"
	input.api.protocol.value == "HTTP"
	input.authorizer.ttlSeconds.state == "written"
	seconds := input.authorizer.ttlSeconds.value
	seconds > 0

	# More is refused, which another rule tells.
	seconds <= 3600

	finding := {
		"range": input.authorizer.ttlSeconds.range,
		"message": $"authorizer {input.authorizer.address} is a JWT authorizer, of which API Gateway keeps no answers: the cache time of {seconds} s has no effect",
		"predicts": {},
		"fixes": [fix.safe("take the cache time away", ["authorizers.ttlSeconds"], [{"at": input.authorizer.ttlSeconds.range, "remove": true}])],
	}
}

findings contains finding if {
	input.authorizer.kind.value == "cognito_user_pools"
	input.api.format == "sam"
	seconds := input.authorizer.droppedTtl.value

	finding := {
		"range": input.authorizer.droppedTtl.range,
		"message": $"authorizer {input.authorizer.address} is a Cognito authorizer, of which SAM drops the cache time: {seconds} s have no effect",
		"predicts": {},
		"fixes": [fix.safe("take the cache time away", ["authorizers.droppedTtl"], [{"at": input.authorizer.droppedTtl.range, "remove": true}])],
	}
}
