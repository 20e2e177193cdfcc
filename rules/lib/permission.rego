# Which statements of a function's policy certainly have nothing to do with API Gateway
# calling it.
package authlint.lib.permission

# A statement for another service.
for_another_service(principal) if {
	endswith(principal, ".amazonaws.com")
	principal != "apigateway.amazonaws.com"
}

# A statement that allows something else than calling the function.
for_something_else(action) if {
	regex.match(`^lambda:[A-Za-z]+$`, action)
	lower(action) != "lambda:invokefunction"
}

# A statement that allows to call the function, and perhaps more.
for_calls(action) if lower(action) in {"*", "lambda:*", "lambda:invokefunction"}

# A statement on another alias or version than the one that is called. That of the function
# as such is for calls of neither, and the other way round.
# https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
on_another_version(called, permitted) if {
	called.state == "unset"
	_is_named(permitted)
}

on_another_version(called, permitted) if {
	permitted.state == "unset"
	_is_named(called)
}

on_another_version(called, permitted) if {
	_is_name(called.value)
	_is_name(permitted.value)
	called.value != permitted.value
}

# A version has a number, and an alias cannot have one for its name.
on_another_version(called, permitted) if {
	_is_version(called.parts)
	_is_alias(permitted.value)
}

on_another_version(called, permitted) if {
	_is_alias(called.value)
	_is_version(permitted.parts)
}

_is_named(qualifier) if _is_name(qualifier.value)

_is_named(qualifier) if {
	some part in qualifier.parts
	_is_name(part.literal)
}

_is_named(qualifier) if _is_version(qualifier.parts)

# Not $LATEST, of which nobody has recorded whether it is the function as such, and not a
# stage variable.
_is_name(text) if regex.match(`^[A-Za-z0-9_-]+$`, text)

_is_alias(text) if {
	_is_name(text)
	regex.match(`[^0-9]`, text)
}

_is_version(parts) if {
	count(parts) == 1
	parts[0].hole.attribute in {"version", "Version"}
}
