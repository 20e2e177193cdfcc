package authlint.lib.say_test

import data.authlint.lib.say

test_at_most_five_places_are_shown if {
	say.first(["a", "b", "c", "d", "e", "f"]) == ["a", "b", "c", "d", "e"]
	say.first(["a"]) == ["a"]
}

test_protocols_are_written_as_aws_does if {
	[say.protocol(protocol) | some protocol in ["REST", "HTTP", "WEBSOCKET"]] == ["REST", "HTTP", "WebSocket"]
}

test_what_nobody_wrote_is_called_the_default if {
	say.implied("written") == ""
	say.implied("default") == ", the default"
}
