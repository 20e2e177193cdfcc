package authlint.lib.browser_test

import data.authlint.lib.browser

test_credentials_are_never_sent if {
	every source in ["method.request.header.Authorization", "$request.header.x-token"] {
		browser.never_sends(source)
	}
}

test_these_are_sent_always if {
	every source in ["method.request.header.Origin", "$request.header.Sec-Fetch-Mode", "method.request.querystring.token", "context.identity.sourceIp"] {
		not browser.never_sends(source)
	}
}
