# What the resource of a policy says about calls of an API, as far as its literal
# parts tell.
#
# https://docs.aws.amazon.com/apigateway/latest/developerguide/arn-format-reference.html
package authlint.lib.pattern

# defects tell why no call of a REST or HTTP API ever matches the resource, whatever
# its holes become. Path parameters stand in the ARN of a call with their values, the
# verb as the client sent it.
defects(resource) := reasons if {
	tail := _tail(_shape(resource))
	reasons := (_templates(tail) | _doubled(tail)) | _verbs(tail)
}

# suspects are verbs of that kind after a wildcard for the stage. The wildcard may
# stretch over the verb, so that they are segments of a path: whoever asks must know
# that no method has such a path.
suspects(resource) := {reason |
	tail := _tail(_shape(resource))
	some [_, verb] in regex.find_all_string_submatch_n(`^/\*/([A-Za-z]+)(?:/|$)`, tail, 1)
	reason := _never(verb)
}

# stage is the name of the stage that the resource is limited to; undefined where
# that is open.
stage(resource) := name if {
	name := split(_tail(_shape(resource)), "/")[1]
	regex.match(`^[^*?{\x01\x02]+$`, name)
}

# in_stage is the ARN of a method as it is called through one stage.
in_stage(arn, stage) := object.union(arn, {"parts": [_at(part, stage) | some part in arn.parts]})

_at(part, stage) := {"literal": stage} if {
	part.hole.kind == "stage"
} else := part

# A hole is \x01 where it certainly has neither a colon nor a slash, else \x02.
_solid := {"partition", "region", "account", "api", "stage"}

_shape(resource) := resource.value

_shape(resource) := concat("", [_piece(part) | some part in resource.parts]) if count(resource.parts) > 0

_piece(part) := part.literal

_piece(part) := "\u0001" if part.hole.kind in _solid

_piece(part) := "\u0002" if {
	kind := part.hole.kind
	not kind in _solid
}

# The tail is what follows the id of the API: /stage/VERB/path. An id with a wildcard
# may stretch over slashes, which leaves no place for anything.
_tail(shape) := tail if {
	some [_, tail] in regex.find_all_string_submatch_n(
		`^(?s:execute-api:|arn:[^:\x02]*:execute-api:[^:\x02]*:[^:\x02]*:[^:/*?\x02]+)(/.*)$`,
		shape,
		1,
	)
}

# {id}, but not ${aws:username}, which is a variable of the policy.
_templates(tail) := {$`"{template}" is compared as it stands, while a call has the value in its place` |
	some [_, template] in regex.find_all_string_submatch_n(`(?:^|[^$])(\{[\w.-]+\+?\})`, tail, -1)
}

_doubled(tail) := {$`"{verb}//" has an empty segment, which no path has` |
	some [_, verb] in regex.find_all_string_submatch_n(`^/[^/\x02]+/([A-Za-z*]+)//`, tail, 1)
}

# The verb has a place of its own only after a stage that cannot stretch over slashes.
_verbs(tail) := {reason |
	some [_, verb] in regex.find_all_string_submatch_n(`^/[^/*?{\x02]+/([A-Za-z]+)(?:/|$)`, tail, 1)
	reason := _never(verb)
}

_never("ANY") := `"ANY" is never the verb of a call: it has GET, POST and so on, and * stands for all of them`

_never(verb) := $`"{verb}" is never the verb of a call: verbs are in upper case` if {
	upper(verb) in {"ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}
	verb != upper(verb)
}
