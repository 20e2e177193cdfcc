# METADATA
# title: JWT authorizer that does not have one place to take the token from
# description: |
#   A JWT authorizer takes the token from one place, a header or a parameter of the query
#   string, and has to be told which. Without one, with several, or with a stage variable
#   or a context value, it is refused when it is created. What the import of an OpenAPI
#   document does with such an authorizer is not recorded: there the finding is a warning.
#
#   Name exactly one: in Terraform `identity_sources = ["$request.header.Authorization"]`, in
#   CloudFormation `IdentitySource: [$request.header.Authorization]`, in SAM
#   `IdentitySource: $request.header.Authorization`, in OpenAPI
#   `identitySource: $request.header.Authorization`. Clients that send the token in either
#   of two places need two routes, or a Lambda authorizer.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: error
#   precision: very-high
#   tags: [authorizer, jwt, identity-source, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["jwt-identity-source-count"]

findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "jwt"
	some [range, what] in _wrong

	# Without any, the SAM transform refuses it, and says so.
	every refusal in input.api.refusals {
		refusal.range != range
	}

	finding := {
		"range": range,
		"severity": _severity,
		"message": $"JWT authorizer {input.authorizer.address} {what}; it takes the token from exactly one header or query string parameter",
		"predicts": {"deployment": "refused"},
	}
}

_wrong contains [input.authorizer.identitySources.range, "names no identity source"] if {
	input.authorizer.identitySources.state == "unset"
}

_wrong contains [input.authorizer.identitySources.range, "names no identity source"] if {
	input.authorizer.identitySources.value == []
}

_wrong contains [input.authorizer.identitySources.range, $"names {n} identity sources"] if {
	n := count(input.authorizer.identitySources.value)
	n > 1

	# One that may be empty may be none.
	every source in input.authorizer.identitySources.value {
		source.value != ""
	}
}

_wrong contains [source.range, $"takes the token from {source.value}"] if {
	count(input.authorizer.identitySources.value) == 1
	some source in input.authorizer.identitySources.value
	regex.match(`^\$(stageVariables|context)\.`, source.value)
}

_severity := "warning" if {
	input.authorizer.scheme
} else := "error"
