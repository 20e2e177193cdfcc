# METADATA
# title: REST API with an edge-optimised endpoint
# description: |
#   Our REST APIs are regional, and stand behind a distribution of our own. This one is reached
#   past it.
#
#   Make the endpoint REGIONAL.
# custom:
#   severity: warning
package custom.api["rule-id"]

findings contains finding if {
	input.api.protocol.value == "REST"

	# Without an endpoint configuration, API Gateway makes it EDGE: that is the value then.
	# What only a deployment settles has no value, and nothing is found.
	input.api.endpointType.value == "EDGE"

	finding := {
		"range": input.api.endpointType.range,
		"message": $"API {input.api.address} has an edge-optimised endpoint; ours are regional",
	}
}
