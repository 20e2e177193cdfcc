package authlint.lib.permission_test

import data.authlint.lib.permission

test_another_service if {
	permission.for_another_service("events.amazonaws.com")
	not permission.for_another_service("apigateway.amazonaws.com")
}

test_an_account_may_be_anyone if {
	not permission.for_another_service("111122223333")
}

test_something_else if {
	permission.for_something_else("lambda:GetFunction")
	not permission.for_something_else("lambda:InvokeFunction")
}

test_a_star_is_everything if {
	not permission.for_something_else("lambda:*")
}
