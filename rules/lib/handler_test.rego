package authlint.lib.handler_test

import data.authlint.lib.handler
import data.authlint.testing as given

test_who_is_locked_out if {
	handler.locked_out([
		given.verdict("GET /a", "yes", "no"),
		given.verdict("GET /b", "yes", "yes"),
		given.verdict("GET /c", "no", "no"),
		given.verdict("GET /d", "yes", "unknown"),
		given.verdict("GET /e", "unknown", "no"),
	]) == ["GET /a"]
}

test_how_sure_a_way_is if {
	handler.severity("always") == "error"
	handler.severity("error") == "warning"
	handler.severity("maybe") == "warning"
	{handler.when(reached) | some reached in ["always", "error", "maybe"]} == {"", " after an error", " on one of its ways"}
}

test_what_nobody_knows_of_a_function if {
	bound := given.outcome({"verdicts": [given.verdict("GET /a", "yes", "no")]})
	wide := given.outcome({"verdicts": [given.verdict("GET /a", "yes", "yes")]})
	handler.is_obscure(given.unset)
	handler.is_obscure(_not_followed([wide]))
	not handler.is_obscure(_not_followed([wide, bound]))
	not handler.is_obscure(given.handler([wide]))
	not handler.is_obscure(given.unknown)
}

_not_followed(outcomes) := given.written(given.changed(given.handler_value(outcomes), {"followed": false}))
