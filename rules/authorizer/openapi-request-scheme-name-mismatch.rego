# METADATA
# title: Scheme that names another place than its authorizer reads
# description: |
#   A request authorizer takes its credentials from `identitySource`, whatever the `name`
#   and `in` of its security scheme say. Documentation and clients that are generated from
#   the document go by the scheme: they ask for a value that nobody reads, and do not
#   send the one that is needed.
#
#   Let the scheme name what the authorizer reads: `name: X-Token`, `in: header` for
#   `identitySource: method.request.header.X-Token` (`in: query` for a query string
#   parameter), or `name: Unused`, `in: header`, the placeholder where there is no such thing.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authorizer.html
# custom:
#   formats: [openapi]
#   severity: note
#   precision: high
#   tags: [openapi, authorizer, identity-source]
#   pedantic: true
#   ignore_when: Nobody reads the document but API Gateway, and no client is generated from it.
package authlint.authorizer["openapi-request-scheme-name-mismatch"]

import data.authlint.lib.source

findings contains finding if {
	input.authorizer.kind.value == "request"
	input.api.protocol.value in {"REST", "HTTP"}
	input.authorizer.scheme.type.value == "apiKey"
	scheme := input.authorizer.scheme

	# With several, no scheme can name them all.
	count(input.authorizer.identitySources.value) == 1
	some identity in input.authorizer.identitySources.value
	read := source.read(input.api.protocol.value, identity.value)
	place := _places[read.from]

	key := scheme.key.value
	lower(key) != "unused"
	said := _place_of[scheme.in.value]
	_differ([place, read.name], [said, key])

	finding := {
		"range": scheme.key.range,
		"message": $"security scheme {scheme.name} asks for the {said} {key}, but its authorizer reads the {place} {read.name}: clients that go by the document send the wrong one",
		"predicts": {},
		"related": [{"range": identity.range, "message": $"this is the {place} {read.name}"}],
	}
}

_places := {"header": "header", "querystring": "query string parameter"}

_place_of := {"header": "header", "query": "query string parameter", "cookie": "cookie"}

_differ(reads, says) if reads[0] != says[0]

# Headers have no letter case of their own.
_differ(["header", name], [_, key]) if lower(name) != lower(key)

_differ(["query string parameter", name], [_, key]) if name != key
