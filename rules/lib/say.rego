# How messages name things.
package authlint.lib.say

# first are those of many places that a finding points at.
first(places) := array.slice(places, 0, 5)

# protocol as people write it.
protocol("REST") := "REST"

protocol("HTTP") := "HTTP"

protocol("WEBSOCKET") := "WebSocket"

# implied adds that nobody wrote a value.
implied("written") := ""

implied("default") := ", the default"

# A document that stands alone may get more from the code that deploys it.
in_view("openapi") := " (in this document; whoever deploys it may add that)"

in_view(format) := "" if format != "openapi"
