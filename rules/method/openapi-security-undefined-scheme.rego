# METADATA
# title: Security requirement for a scheme that is not defined
# description: |
#   The operation asks for a security scheme that the document does not define, most often
#   since one of the two is misspelt. OpenAPI forbids it. What API Gateway makes of it is
#   not documented: it refuses the document, or imports the operation as open to anyone. A
#   document that stands alone may get the scheme from what deploys it: there, the finding
#   is a note.
#
#   Name a scheme that stands under `components.securitySchemes` (`securityDefinitions` in
#   Swagger 2.0), or define the one that is named.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   severity: warning
#   precision: high
#   tags: [openapi, method, exposure]
#   security_severity: "7.5"
#   ignore_when: What deploys the document adds the scheme.
package authlint.method["openapi-security-undefined-scheme"]

import data.authlint.lib.say

findings contains finding if {
	count(input.undefined) > 0
	some required in input.undefined
	where := say.in_view(input.api.format)

	finding := {
		"range": required.range,
		"severity": _severity(where),
		"message": $"{input.method.label} asks for the security scheme {required.scheme}, which is not defined: API Gateway refuses the document, or leaves the method open to anyone{where}",
		"predicts": {"exposure": "wider", "methods": [input.method.label]},
	}
}

_severity("") := "warning"

_severity(where) := "note" if where != ""
