# What browsers send before a call from another origin.
package authlint.lib.preflight

# lacks tells the identity sources that no preflight has: its query string is that of the
# real call, and some headers are always sent.
lacks(source) if {
	some [_, header] in regex.find_all_string_submatch_n(`^(?:method|\$)\.?request\.header\.(.+)$`, lower(source), 1)
	not regex.match(`^(origin|host|referer|user-agent|accept.*|access-control-.*|sec-.*|via|x-forwarded-.*|x-amzn?-.*|cloudfront-.*|content-length|connection)$`, header)
}
