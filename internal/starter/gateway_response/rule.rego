# METADATA
# title: Gateway response that any web page may read
# description: |
#   With `*` for `Access-Control-Allow-Origin`, scripts of any page read what API Gateway
#   answers. Ours names the page.
#
#   Write the origin of the web application in single quotes.
# custom:
#   severity: warning
package custom.gateway_response["rule-id"]

findings contains finding if {
	some header in input.gateway_response.headers.items
	lower(header.name) == "access-control-allow-origin"

	# What only a deployment settles has no value: nothing is found then.
	header.value.value == "'*'"

	finding := {
		"range": header.value.range,
		"message": $"{input.gateway_response.address} lets any web page read this answer",
	}
}
