# What the source of an authorizer's function tells.
package authlint.lib.handler

# The methods that a policy locks its own caller out of while API Gateway keeps it: it
# allows their calls when it is made for them, and not when it was made for another call.
locked_out(verdicts) := [verdict.label |
	some verdict in verdicts
	verdict.own == "yes"
	verdict.kept == "no"
]

# is_obscure holds where nobody knows what a function allows: its source is not in view, or
# has ways that could not be followed. Where it is known, other rules tell of it.
is_obscure(read) if read.state == "unset"

is_obscure(read) if {
	read.value.followed == false
	every outcome in read.value.outcomes.items {
		locked_out(outcome.verdicts) == []
	}
}

# A way that is only taken under conditions may never be.
severity("always") := "error"

severity(reached) := "warning" if reached != "always"

# How a way is spoken of.
when("always") := ""

when("error") := " after an error"

when("maybe") := " on one of its ways"
