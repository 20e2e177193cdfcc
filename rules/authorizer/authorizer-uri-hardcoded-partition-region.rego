# METADATA
# title: Partition or region written out in an authorizer's URI
# description: |
#   Parts of the URI are those of the stack, and others are written out: the partition
#   `aws`, or a region. Where the template is deployed today nothing is wrong with that. In
#   China or GovCloud, or in another region, the URI names a place where the function is
#   not, and the authorizer cannot be made or called.
#
#   Write `${AWS::Partition}` and `${AWS::Region}` instead:
#   `!Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Function.Arn}/invocations`.
# related_resources:
#   - ref: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
# custom:
#   formats: [cloudformation, openapi]
#   severity: note
#   precision: high
#   tags: [authorizer, function]
#   pedantic: true
#   ignore_when: The template is for one region, or the function is meant to be in another one.
package authlint.authorizer["authorizer-uri-hardcoded-partition-region"]

findings contains finding if {
	input.api.format in {"cloudformation", "sam", "openapi"}
	input.authorizer.kind.value in {"token", "request"}

	# An URI that is written out as a whole is for one place on purpose.
	some part in input.authorizer.uri.parts
	part.hole.kind in {"partition", "region", "account"}
	names := [$"{what} {name}" | some [what, name] in _written_out]
	count(names) > 0
	told := concat(" and the ", names)

	finding := {
		"range": input.authorizer.uri.range,
		"message": $"URI of authorizer {input.authorizer.address} has the {told} written out, and leaves other parts to the stack",
		"predicts": {},
	}
}

# The URI holds two ARNs: its own, and that of the function.
_written_out contains ["partition", name] if {
	some found in regex.find_all_string_submatch_n(`(?:^|/)arn:(aws[a-z-]*):`, _uri, -1)
	name := found[1]
}

_written_out contains ["region", name] if {
	some found in regex.find_all_string_submatch_n(`(?:^|/)arn:[^:]*:[^:]*:([a-z]{2}(?:-[a-z]+)+-[0-9]):`, _uri, -1)
	name := found[1]
}

_uri := concat("", [text |
	some part in input.authorizer.uri.parts
	text := object.get(part, "literal", "_")
])
