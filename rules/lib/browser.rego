# Signs of browsers in an API: what gateway-response-missing-cors looks for, and
# gateway-responses-default leaves to it.
package authlint.lib.browser

# A method that answers preflights, which carry no credentials.
is_preflight("OPTIONS", "NONE")

# A method that certainly answers none; a guarded one has a rule of its own.
is_no_preflight(verb, _) if verb != "OPTIONS"

is_no_preflight("OPTIONS", type) if type != "NONE"

# A header that browsers never send with a preflight. The query string of a preflight is
# that of the real call, and some headers are sent always.
never_sends(source) if {
	some [_, header] in regex.find_all_string_submatch_n(`^(?:method|\$)\.?request\.header\.(.+)$`, lower(source), 1)
	not regex.match(`^(origin|host|referer|user-agent|accept.*|access-control-.*|sec-.*|via|x-forwarded-.*|x-amzn?-.*|cloudfront-.*|content-length|connection)$`, header)
}
