# Whom a statement of a resource policy is about.
package authlint.lib.principal

# anyone is everybody, with AWS credentials or without.
anyone("*", "*")

anyone("AWS", "*")

# is_identity tells principals that certainly are identities of AWS: accounts, users, roles.
# Of a text in parts, the literals tell.
is_identity(type, text) if {
	type == "AWS"
	regex.match(`^[A-Za-z0-9]`, text.value)
}

is_identity(type, text) if {
	type == "AWS"
	some part in text.parts
	regex.match(`(^arn:|:iam::|:sts::|^[0-9]{12}$)`, part.literal)
}
