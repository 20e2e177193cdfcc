package authlint.lib.expression_test

import data.authlint.lib.expression

# Expressions as people write them, and the rule that speaks of each.
test_nothing_is_said_of if _wrong("none") == {}

test_what_rejects_common_tokens if _wrong("rejects-common") == {}

test_what_needs_a_search if _wrong("needs-search") == {}

test_what_is_too_strict if _wrong("too-strict") == {}

test_what_is_invalid if _wrong("invalid") == {}

_wrong(rule) := {text: got |
	some text in _verdicts[rule]
	got := _verdict(text)
	got != rule
}

_verdict(text) := trim_prefix(verdict, "validation-expression-") if {
	verdict := expression.verdict(text)
} else := "none"

_verdicts := {
	"none": [
		".*",
		"(.*)",
		".{0,}",
		`.*\S.*`,
		"^[Bb]earer [A-Za-z0-9._~+/-]+=*$",
		`(?i)^bearer [\w.+/~-]+=*$`,
		`^(Bearer|bearer)\s+\S+$`,
		"^[Bb]earer [-_.A-Za-z0-9]+$",
		`^[Bb]earer [\w-]+\.[\w-]+\.[\w-]+$`,
		# One kind of token, and nothing else.
		"^Basic .*",
		"^Basic [A-Za-z0-9+/]+=*$",
		"^Token [0-9a-f]{32}$",
		"^ApiKey [A-Za-z0-9]+$",
		"^(Token|ApiKey) [0-9a-f]{40}$",
		`^(Token [0-9a-f]{40}|ApiKey \w+)$`,
		"^Digest .+$",
		"^AWS4-HMAC-SHA256 .*",
		`^JWT [\w.-]+$`,
		"custom-.*",
		"^sk_[a-z]+_[A-Za-z0-9]{24}$",
		"^x-[0-9]{12}$",
		"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
		"^Bearer [0-9a-f-]{36}$",
		"^Bearer [0-9a-f]{64}$",
		`^\w{32}$`,
		"[A-Za-z0-9]{40}",
		"^[A-Z0-9]{20}$",
		`^[\w-]{43}$`,
		`^\d+$`,
		"[0-9]{6}",
		# Values that are listed.
		"^123$",
		"a-hacker",
		"^(allow|deny|unauthorized)$",
		"secret-[1-9]",
		# What nobody can tell.
		`^(?!Basic )\w{5}$`,
		`[a-z&&[^x]]`,
		`^\p{Alpha}+$`,
		`^Bearer \p{javaLowerCase}++$`,
		`(?d)^Bearer`,
		`^Bearer \S+\Z(?U)`,
	],
	"rejects-common": [
		`^Bearer [-0-9a-zA-z\.]*$`,
		`^Bearer [-0-9a-zA-Z\._]*$`,
		"^Bearer [a-zA-Z0-9._-]+$",
		"^Bearer [-A-Za-z0-9._~+/]+=*$",
		`^Bearer [\w-]*\.[\w-]*\.[\w-]*$`,
		`^(Bearer )[a-zA-Z0-9\-_]+?\.[a-zA-Z0-9\-_]+?\.([a-zA-Z0-9\-_]+)$`,
		`Bearer\s(\S+)`,
		"^(Bearer)[ ]?(.*)$",
		"^Bearer (.*)$",
		"^Bearer .+$",
		"^bearer .+$",
		`^(?=Bearer )[\w .-]+$`,
		`^[A-Za-z0-9-_]*\.[A-Za-z0-9-_]*\.[A-Za-z0-9-_]*$`,
		`^eyJ[\w.-]+$`,
		"^[Bb]earer .{1,500}$",
		`^[Bb]earer [\w.=-]+$`,
		"^Basic [-0-9a-zA-Z._]*$",
		"^Basic [A-Za-z0-9+/]+={1,2}$",
	],
	"needs-search": [
		"^Bearer",
		"Bearer",
		"^Bearer ",
		"[Bb]earer",
		"^Basic",
		"^eyJ",
		"^x-[a-z]+",
		"customm-*",
		"Bearer [A-Za-z0-9]+",
		"[A-Za-z0-9]+",
		`\w+`,
		`\w{5}`,
		"^Bearer [A-z]+",
		`^Bearer \w+/`,
		`^(?=Bearer)`,
	],
	"too-strict": [
		"^[A-Za-z0-9]+$",
		"^[A-Za-z0-9]{25,}$",
		`^\w{5}$`,
		`^Bearer \w+$`,
		`^Bearer [-0-9a-zA-Z\.]*$`,
		"^Bearer[A-Za-z0-9]{20,}$",
		"^Bearer +.$",
		`^Bearer  [\w.-]+$`,
		`^ Bearer .*$`,
		"^BEARER .+$",
		"/^Bearer .*$/",
		`.*\\S.*`,
		"^Authorization: Bearer .+$",
		"^$",
		"$^a",
		"^Bearer .{1,20}$",
	],
	"invalid": [
		"^Bearer [A-z",
		"^Bearer (.+$",
		"*",
		"Bearer **",
		"^Bearer {token}$",
		"(?P<token>.+)",
	],
}

test_a_placeholder_is_not_the_expression if {
	expression.is_whole("^Bearer .+$")
	not expression.is_whole("")
	not expression.is_whole("^${scheme} .+$")
}

test_the_case_of_a_header_does_not_count if {
	expression.is_authorization("method.request.header.authorization")
	not expression.is_authorization("method.request.header.X-Token")
}

test_the_first_pair_of_a_kind_is_enough if {
	expression.relatives("^Bearer .{1,500}$") == [
		[["Bearer ", "JWT"], ["bearer ", "JWT"]],
		[["Bearer ", "JWT"], ["Bearer ", "JWT of Cognito"]],
	]
}

test_what_is_worth_a_word_beside_others if {
	expression.also(`^Bearer [\w.-]+$`) == [[["Bearer ", "base64url token"], ["Bearer ", "base64 token with padding"]]]
	expression.also("^Bearer .+$") == []
	expression.also(`^Bearer [\w.=-]+$`) == []
}

test_where_and_why if {
	expression.given_up("^Bearer", "Bearer ", "JWT") == `"Bearer <JWT>" after 6 characters (it takes no more)`
	expression.given_up("^Basic .+", "bearer ", "JWT") == `"bearer <JWT>" at the first character`
	expression.given_up("^(?!x)Bearer .+$", "bearer ", "JWT") == `"bearer <JWT>" (it asks for "Bearer" with a capital)`
	expression.accepted("^[0-9]{6}$", {false}) == ["a bare number of 6 digits"]
	expression.accepted("^[0-9]{6}$", {true}) == []
	expression.accepted(`^eyJ[\w.-]+$`, {true}) == ["a bare JWT", "a bare JWT of Cognito"]
}

test_whether_a_search_would_find if {
	expression.searched("(?:bearer|^Bearer .+)", {["bearer ", "JWT"]}) == " (if the whole header has to match, as documented examples imply)"
	expression.searched("^Bearer .+", {["bearer ", "JWT"]}) == ""
}

test_a_length_is_a_pair_with_each_scheme_and_without if {
	expression.relatives("^bearer .{1,500}$") == [
		[["bearer ", "JWT"], ["Bearer ", "JWT"]],
		[["bearer ", "JWT"], ["bearer ", "JWT of Cognito"]],
	]
	expression.relatives("^eyJ.{1,500}$") == [
		[["", "JWT"], ["Bearer ", "JWT"]],
		[["", "JWT"], ["", "JWT of Cognito"]],
	]
}

test_the_case_of_a_scheme_is_a_pair_for_each_kind_of_token if {
	expression.relatives(`^Bearer [\w-]+$`) == [[["Bearer ", "base64url token"], ["bearer ", "base64url token"]]]
	expression.relatives(`^Bearer [\w-]+==$`) == [
		[["Bearer ", "base64url token with padding"], ["bearer ", "base64url token with padding"]],
		[["Bearer ", "base64url token with padding"], ["Bearer ", "base64 token with padding"]],
	]
	expression.relatives("^Bearer [A-Za-z0-9+/]+==$") == [[["Bearer ", "base64 token with padding"], ["bearer ", "base64 token with padding"]]]
}

test_the_alphabet_is_worth_a_word_behind_a_scheme_only if {
	expression.also(`^bearer [\w.-]+$`) == [[["bearer ", "base64url token"], ["bearer ", "base64 token with padding"]]]
	expression.also(`^[\w.-]+$`) == []
}

test_both_alphabets_need_no_word if {
	expression.also("^Bearer ([A-Za-z0-9_-]+|[A-Za-z0-9+/]+=*)$") == []
}

test_only_samples_that_are_matched_somewhere_are_parts if {
	found := expression.parts("^x-[a-z]+")
	count(found) > 0
	every part in found {
		part.search == "yes"
	}
}
