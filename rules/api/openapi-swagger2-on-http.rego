# METADATA
# title: Swagger 2.0 document for an HTTP API
# description: |
#   HTTP APIs import OpenAPI 3.0 only: a document of version 2.0 is an error, and nothing
#   of it is imported. Documents of either version define REST APIs.
#
#   Write the document in OpenAPI 3.0 (`openapi: 3.0.1`, schemes under
#   `components.securitySchemes`), or make the API a REST API.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-open-api.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: error
#   precision: very-high
#   tags: [openapi, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.api["openapi-swagger2-on-http"]

findings contains finding if {
	input.api.protocol.value == "HTTP"
	version := input.api.definition.version.value
	startswith(version, "2")

	finding := {
		"range": input.api.definition.version.range,
		"message": $"HTTP API {input.api.address} is defined by a Swagger {version} document, and HTTP APIs import OpenAPI 3.0 only",
		"predicts": {"deployment": "refused"},
		"related": [{"range": input.api.range, "message": "this is an HTTP API"}],
	}
}
