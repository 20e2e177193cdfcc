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
