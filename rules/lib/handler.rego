# What the source of an authorizer's function tells.
package authlint.lib.handler

# The methods that a policy locks its own caller out of while API Gateway keeps it: it
# allows their calls when it is made for them, and not when it was made for another call.
locked_out(verdicts) := [verdict.label |
	some verdict in verdicts
	verdict.own == "yes"
	verdict.kept == "no"
]

# A way that is only taken under conditions may never be.
severity("always") := "error"

severity(reached) := "warning" if reached != "always"

# How a way is spoken of.
when("always") := ""

when("error") := " after an error"

when("maybe") := " on one of its ways"
