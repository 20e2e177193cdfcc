# What browsers do with requests across origins.

package authlint.lib.browser

# A header that browsers never send with a preflight. The query string of a preflight is
# that of the real call, and some headers are sent always.
never_sends(source) if {
	some [_, header] in regex.find_all_string_submatch_n(`^(?:method|\$)\.?request\.header\.(.+)$`, lower(source), 1)
	not regex.match(`^(origin|host|referer|user-agent|accept.*|access-control-.*|sec-.*|via|x-forwarded-.*|x-amzn?-.*|cloudfront-.*|content-length|connection)$`, header)
}
