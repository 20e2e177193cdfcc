# Signs of browsers in an API: what gateway-response-missing-cors looks for, and
# gateway-responses-default leaves to it.
package authlint.lib.browser

# A method that answers preflights, which carry no credentials.
is_preflight("OPTIONS", "NONE")

# A method that certainly answers none; a guarded one has a rule of its own.
is_no_preflight(verb, _) if verb != "OPTIONS"

is_no_preflight("OPTIONS", type) if type != "NONE"
