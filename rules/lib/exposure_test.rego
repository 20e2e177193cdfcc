package authlint.lib.exposure_test

import data.authlint.lib.exposure
import data.authlint.testing as given

test_nothing_guards_it if {
	exposure.reachable("REST", given.unset, given.unset)
	exposure.reachable("REST", given.unset, given.written("REGIONAL"))
	exposure.reachable("HTTP", given.unknown, given.unknown)
}

test_something_may_guard_it if {
	not exposure.reachable("REST", given.unknown, given.unset)
	not exposure.reachable("REST", given.written({}), given.unset)
	not exposure.reachable("REST", given.unset, given.written("PRIVATE"))
	not exposure.reachable("REST", given.unset, given.unknown)
	not exposure.reachable("WEBSOCKET", given.unset, given.unset)
}

test_a_key_keeps_strangers_out if {
	exposure.keyless(given.by_default(false))
	exposure.keyless(given.unset)
	not exposure.keyless(given.written(true))
	not exposure.keyless(given.unknown)
}

test_a_document_may_not_be_all if {
	exposure.where("REST", "openapi") != ""
	exposure.where("REST", "terraform") == ""
	exposure.where("HTTP", "openapi") == ""
	exposure.outcome("") == {"exposure": "public"}
	exposure.outcome(" (somewhere)") == {"exposure": "wider"}
}

test_some_paths_have_to_be_open if {
	every path in ["/login", "/OAuth2/Token", "/webhooks/{provider}", "/health", "/auth", "/users/signup"] {
		exposure.to_be_open(path)
	}
	every path in ["/authors", "/healthcare/patients", "/registry/items", "/orders"] {
		not exposure.to_be_open(path)
	}
}
