# METADATA
# title: Authorizer that is named and not there
# description: |
#   A method, a route, an event or `DefaultAuthorizer` names an authorizer that the
#   template does not have, most often since one of the two is misspelt or was renamed.
#   The SAM transform looks for the name among the `Authorizers` of the API, and
#   CloudFormation for a resource of that logical id. Both refuse the template as a whole,
#   and what is deployed already stays as it is.
#
#   A security requirement of an OpenAPI document that names no scheme is another matter:
#   what API Gateway makes of it is not documented, and `openapi-security-undefined-scheme`
#   tells of it.
#
#   Name an authorizer that is there, or declare the one that is named.
# related_resources:
#   - ref: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-controlling-access-to-apis.html
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/intrinsic-function-reference-ref.html
# custom:
#   formats: [cloudformation, sam]
#   severity: error
#   precision: high
#   tags: [api, binding, deployment]
#   ignore_when: "Never: the deployment fails."
package authlint.api["authorizer-reference-undefined"]

import data.authlint.lib.predict

findings contains finding if {
	input.api.format == "sam"
	some refusal in input.api.refusals
	refusal.authorizer != ""
	reason := refusal.reason

	finding := {
		"range": refusal.range,
		"message": $"the SAM transform refuses {refusal.address}: {reason}",
		"predicts": {"deployment": "refused"},
	}
}

findings contains finding if {
	input.api.format in {"cloudformation", "sam"}
	some method in input.api.methods.items
	count(method.authorizer.parts) == 1
	method.authorizer.parts[0].hole.kind == "missing"
	id := method.authorizer.parts[0].hole.of

	finding := {
		"range": method.authorizer.range,
		"message": $"{method.label} names the authorizer {id}, and the template has no resource of that name",
		"predicts": _refused(object.get(method.authorizer.parts[0].hole, "attribute", "")),
	}
}

# The texts go on with the name, which is in the message.
_refused("") := predict.refused("Template format error: Unresolved resource dependencies")

_refused(attribute) := predict.refused("Template error: instance of Fn::GetAtt references undefined resource") if attribute != ""
