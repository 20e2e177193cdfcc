package authlint.lib.principal_test

import data.authlint.lib.principal
import data.authlint.testing as given

test_a_star_is_anyone if {
	principal.anyone("*", "*")
	principal.anyone("AWS", "*")
	not principal.anyone("AWS", "111122223333")
}

test_accounts_and_roles_are_identities if {
	principal.is_identity("AWS", given.written("111122223333"))
	principal.is_identity("AWS", given.written("arn:aws:iam::111122223333:role/reader"))
	principal.is_identity("AWS", given.text(["arn:aws:iam::", {"kind": "account"}, ":root"]))
}

test_others_are_not if {
	not principal.is_identity("AWS", given.written("*"))
	not principal.is_identity("AWS", given.unknown)
	not principal.is_identity("AWS", given.text([{"kind": "variable"}]))
	not principal.is_identity("Service", given.written("apigateway.amazonaws.com"))
}

test_an_identity_provider_is_no_identity if {
	not principal.is_identity("Federated", given.text(["arn:aws:iam::", {"kind": "account"}, ":saml-provider/corp"]))
}
