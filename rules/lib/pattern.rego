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

# covering is the end of a resource, behind the id of the API, that covers a method in every
# stage.
covering(arn) := concat("", [_wild(part) | some i, part in arn.parts; i > id]) if {
	some id, api in arn.parts
	api.hole.kind == "api"
}

_wild(part) := part.literal

_wild(part) := "*" if part.hole

# A hole is \x01 where it certainly has neither a colon nor a slash, else \x02.
_solid := {"partition", "region", "account", "api", "stage"}

_shape(resource) := resource.value

_shape(resource) := concat("", [_piece(part) | some part in resource.parts]) if resource.parts

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

# covers tells that a resource certainly covers a method, in the stage that it speaks of.
covers(resource, arn) if authlint.arn_matches(resource, arn) == "yes"

covers(resource, arn) if authlint.arn_matches(resource, in_stage(arn, stage(resource))) == "yes"

# cuts tell which part of /stage/VERB/path a resource of a REST or HTTP API leaves out, so
# that no call matches it, whatever its holes become.
cuts(resource) := {reason |
	shape := _shape(resource)
	some reason in ((_ends_with_api(shape) | _ends_with_stage(shape)) | _misplaced(shape))
}

_ends_with_api(shape) := {"it ends with the API, without stage, verb and path" |
	regex.match(`^(?s:arn:[^:\x02]*:execute-api:[^:\x02]*:[^:\x02]*:[^:/*?{\x02]+)$`, shape)
}

_ends_with_stage(shape) := {$`it ends with "{last}", without verb and path` |
	some [_, last] in regex.find_all_string_submatch_n(`^/([\w.$-]+)$`, _tail(shape), 1)
}

# Two segments at least, of which the second is no verb.
_misplaced(shape) := {reason |
	some [_, first, second] in regex.find_all_string_submatch_n(`^/([\w.$\x01-]+)/([\w.-]+)(?:/|$)`, _tail(shape), 1)
	first != "authorizers"
	not upper(second) in _verb_names
	reason := _placed(first, second)
}

_placed(verb, second) := $`"{verb}" stands where the stage belongs, and "{second}" where the verb does` if verb in _verb_names

_placed(stage, second) := $`"{second}" stands where the verb belongs` if not stage in _verb_names

_verb_names := {"ANY", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"}

# rootless is the verb that a resource ends with, without the slash of the root.
rootless(resource) := {verb |
	some [_, verb] in regex.find_all_string_submatch_n(`^/[^/*?{\x02]+/(DELETE|GET|HEAD|OPTIONS|PATCH|POST|PUT)$`, _tail(_shape(resource)), 1)
}
