# METADATA
# title: Issuer that no token can have been issued by
# description: |
#   The issuer of a JWT authorizer is compared with the `iss` claim of every token, and API
#   Gateway finds the keys below it, at `/.well-known/openid-configuration`. It has to be an
#   `https` address, or the authorizer is refused. The address of the metadata document itself
#   is no issuer: no token has it as its `iss`. And the slash at the end counts: the issuer of a
#   Cognito user pool has none, that of an Auth0 tenant has one; with the other spelling
#   every token gets 401 `invalid_token`. (The slash is a warning: that API Gateway compares
#   it to the letter follows from the standard, and is not measured.)
#
#   Copy `issuer` from the metadata document of the provider, to the letter. For a user pool it is
#   `https://cognito-idp.REGION.amazonaws.com/POOL_ID`: in Terraform
#   `issuer = "https://${aws_cognito_user_pool.this.endpoint}"`, in CloudFormation and SAM
#   `!GetAtt UserPool.ProviderURL` (`ProviderName` lacks the `https://`), in OpenAPI the text itself.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-authorizers.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: error
#   precision: high
#   tags: [authorizer, jwt]
#   ignore_when: >-
#     The slash at the end: the metadata document of your provider spells the issuer that way.
#     Otherwise never.
package authlint.authorizer["jwt-issuer-invalid"]

import data.authlint.lib.fix
import data.authlint.lib.predict

findings contains finding if {
	input.api.protocol.value == "HTTP"
	input.authorizer.kind.value == "jwt"
	what := _defect

	finding := {
		"range": input.authorizer.jwt.issuer.range,
		"severity": _severity(what),
		"message": $"issuer of JWT authorizer {input.authorizer.address} {_says[what]}",
		"predicts": _answer(what),
		"fixes": [fix.safe($"make it {_made[what]}", ["authorizers.jwt.issuer"], [object.union({"at": input.authorizer.jwt.issuer.range}, change)]) |
			some change in _changes(what)
		],
	}
}

_made := {
	"scheme": "an https address",
	"document": "the issuer",
	"slash": "that of a user pool",
	"no slash": "that of an Auth0 tenant",
}

_changes(what) := {{"value": meant} |
	meant := _meant(what, input.authorizer.jwt.issuer.value)
} | {change |
	what == "scheme"
	hole := input.authorizer.jwt.issuer.parts[0].hole
	change := _of_the_pool(hole.of, hole.attribute)
}

_of_the_pool(pool, "endpoint") := {"code": concat("", [`"https://${`, endpoint, `}"`])} if {
	endpoint := fix.attribute(input.authorizer.address, pool, "endpoint")
}

_of_the_pool(pool, "ProviderName") := {"value": {"Fn::Sub": concat("", ["https://${", id, ".ProviderName}"])}} if {
	id := fix.logical_id(input.authorizer.address, pool)
}

_meant("scheme", issuer) := concat("", ["https://", regex.replace(issuer, `^(?i:http://)`, "")])

# Behind the issuers of Auth0, the slash belongs to them.
_meant("document", issuer) := regex.replace(issuer, `/\.well-known(/.*)?$`, end) if {
	end := {true: "/", false: ""}[regex.match(`^https://[^/]*\.auth0\.com/`, issuer)]
}

_meant("slash", issuer) := trim_suffix(issuer, "/")

_meant("no slash", issuer) := $"{issuer}/"

# The first that applies.
_defect := "scheme" if {
	regex.match(`(?i)^http:`, _beginning)
} else := "scheme" if {
	# A host, and nothing in front of it.
	regex.match(`^(cognito-idp\.|[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/|$))`, _beginning)
} else := "scheme" if {
	[_name(input.authorizer.jwt.issuer.parts[0].hole.of), input.authorizer.jwt.issuer.parts[0].hole.attribute] in _without_scheme
} else := "document" if {
	regex.match(`/\.well-known(/|$)`, _end)
} else := "slash" if {
	regex.match(`^https://cognito-idp\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/[^/]+/$`, input.authorizer.jwt.issuer.value)
} else := "no slash" if {
	regex.match(`^https://[a-z0-9-]+(\.[a-z]{2})?\.auth0\.com$`, input.authorizer.jwt.issuer.value)
}

_beginning := input.authorizer.jwt.issuer.value

_beginning := input.authorizer.jwt.issuer.parts[0].literal

_end := input.authorizer.jwt.issuer.value

_end := input.authorizer.jwt.issuer.parts[count(input.authorizer.jwt.issuer.parts) - 1].literal

# The host and path of the issuer of a user pool.
_without_scheme := {["terraform", "endpoint"], ["cloudformation", "ProviderName"]}

_name(of) := "terraform" if regex.match(`(^|\.)aws_cognito_user_pool\.`, of)

_name(of) := "cloudformation" if startswith(of, "Resources.")

_says := {
	"scheme": "is no https address: the deployment is refused",
	"document": "is the address of the metadata document, which no token has as its issuer: the deployment is refused, or every token gets 401",
	"slash": "ends with a slash, which that of a Cognito user pool does not: its tokens get 401",
	"no slash": "lacks the slash at the end, which that of an Auth0 tenant has: its tokens get 401",
}

_severity(what) := "error" if what in {"scheme", "document"}

_severity(what) := "warning" if what in {"slash", "no slash"}

_answer("scheme") := predict.refused("Issuer is not a valid URL for JWT Authorizer")

_answer(what) := object.union(predict.unauthorized("HTTP"), {"methods": authlint.labels(input.guarded)}) if what != "scheme"
