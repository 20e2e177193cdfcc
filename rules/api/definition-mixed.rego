# METADATA
# title: Definition whose import takes away resources beside it
# description: |
#   The REST API is defined by an OpenAPI document, and methods, authorizers or gateway
#   responses are declared beside it as resources of their own. A document is imported
#   in the mode `overwrite` unless it says otherwise: whenever the document changes, the
#   API has what the document has and nothing else. Until the next deployment that
#   notices, the others are gone: methods answer 403 "Missing Authentication Token", and
#   refusals have the stock answers again.
#
#   Declare everything in the document (`x-amazon-apigateway-authorizer`,
#   `x-amazon-apigateway-gateway-responses`), or import it into what is there:
#   `put_rest_api_mode = "merge"`, `Mode: merge`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_PutRestApi.html
# custom:
#   formats: [terraform, cloudformation, sam]
#   severity: warning
#   tags: [api, deployment]
#   ignore_when: >-
#     Every deployment applies document and resources together, and a moment in which the
#     resources are missing does no harm.
package authlint.api["definition-mixed"]

import data.authlint.lib.say

findings contains finding if {
	input.api.protocol.value == "REST"
	input.api.definition.body == true
	input.api.definition.mode.value == "overwrite"
	count(input.api.definition.resources) > 0
	resources := input.api.definition.resources

	finding := {
		"range": input.api.range,
		"message": $"REST API {input.api.address} is imported from a document, which takes away what is declared beside it whenever it changes: {authlint.some_of([resource.address | some resource in resources])}",
		"predicts": {"deployment": "overwritten"},
		"related": [{"range": resource.range, "message": "this is not in the document"} | some resource in say.first(resources)],
	}
}
