# What would make a finding go away, where that takes no decision but to do it. A finding
# has a list of fixes, with one in it or none: what does not apply must not undo the finding.
package authlint.lib.fix

# safe is a fix that changes nothing but what the finding is about: what is refused is
# deployed, and what fails by mistake works. touches are the fields of the model that may
# change, with all that lies in them.
safe(description, touches, changes) := {"description": description, "safe": true, "touches": touches, "changes": changes}

# unsafe is one that decides who gets in, or replaces what may be meant.
unsafe(description, touches, changes) := {"description": description, "safe": false, "touches": touches, "changes": changes}

# within is the path from a resource to one of its arguments, by its names in Terraform and
# in CloudFormation.
within("terraform", argument, _) := [argument]

within("cloudformation", _, property) := ["Properties", property]

within("sam", _, property) := ["Properties", property]

# header is the path from a gateway response to one of its headers.
header(api, response, name) := ["ResponseParameters", "Headers", name] if {
	api.format == "sam"
	api.definition.body == false
} else := ["responseParameters", $"gatewayresponse.header.{name}"] if {
	response.imported == true
} else := array.concat(within(api.format, "response_parameters", "ResponseParameters"), [$"gatewayresponse.header.{name}"])

# copy is a value that can be written a second time: its text is the value itself, in quotes
# or in none, and no expression that makes it.
copy(value) := value.value if {
	quotes := count(regex.find_n("'", value.value, -1))
	(value.range.end - value.range.start) in {count(value.value), count(value.value) + 2, (count(value.value) + 2) + quotes}
}

# reference is how Terraform code of the same module as one thing names another, with all
# that count or for_each make of it. It is undefined for what is in another module, or is no
# resource.
reference(from, to) := name if {
	parts := regex.find_all_string_submatch_n(`^((?:module\.[^.]+\.)*)(aws_\w+\.[\w-]+)(?:\[.*\])?$`, to, 1)
	[_, module, name] := parts[0]
	startswith(from, module)
	not contains(trim_prefix(from, module), "module.")
}

# attribute is how such code names an attribute of the only one that there is of a thing.
attribute(from, to, name) := concat(".", [reference(from, to), name]) if not endswith(to, "]")

# logical_id is how the template that one thing stands in names another resource of its own.
logical_id(from, to) := id if {
	parts := regex.find_all_string_submatch_n(`^((?:.*\.)?Resources\.)([A-Za-z0-9]+)(?: \([^)]*\))?$`, to, 1)
	[_, template, id] := parts[0]
	startswith(from, template)
	not contains(trim_prefix(from, template), "Resources.")
}
