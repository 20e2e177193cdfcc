# What the validation expression of a token authorizer does to the tokens that clients
# send in the Authorization header. The samples of them are in Go (internal/expression),
# and so is what becomes of each.
#
# The expression is taken to match the whole header, as AWS's example implies: with \w{5}
# only five characters pass. That API Gateway does not search is not documented.
#
# https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
# https://repost.aws/knowledge-center/api-gateway-401-error-lambda-authorizer
package authlint.lib.expression

# is_whole holds for a text that is all of the expression: one with a placeholder may
# become any.
is_whole(expression) if {
	expression != ""
	not contains(expression, "${")
}

# is_authorization holds for the source of the header that the samples are about. Other
# headers hold tokens of any kind.
is_authorization(source) if lower(source) == "method.request.header.authorization"

# verdict is the one rule that speaks of what an expression refuses.
verdict(expression) := "validation-expression-invalid" if {
	authlint.expression(expression).valid == "no"
} else := "validation-expression-rejects-common" if {
	count(relatives(expression)) > 0
} else := "validation-expression-needs-search" if {
	count(parts(expression)) > 0
} else := "validation-expression-too-strict" if {
	tried := authlint.expression_samples(expression)
	_refuses_usual(tried.samples)

	# Whoever has a format of their own says so, and cannot be told from anybody else
	# where the expression is for another engine.
	tried.format.known
	not _has_format(tried)
}

# relatives are tokens that an expression refuses while it accepts one that stands for the
# same: the scheme in other letters, a longer token, the scheme or none, other alphabets.
# Each is [accepted, refused], and these are [scheme, kind].
relatives(expression) := [torn[0] |
	some pairs in _pairs
	torn := authlint.expression_torn(expression, pairs)
]

# also are relatives that are worth a word beside others. By themselves they show that the
# expression is for one kind of token, such as the alphabet of a JWT.
also(expression) := [[accepted, refused] |
	answers := _answers(expression)
	some scheme in ["Bearer ", "bearer "]
	accepted := [scheme, "base64url token"]
	refused := [scheme, "base64 token with padding"]
	answers[accepted] == "yes"
	answers[refused] == "no"
	answers[[scheme, "base64url token with padding"]] == "no"
]

_answers(expression) := {[sample.scheme, sample.kind]: sample.full |
	some sample in authlint.expression_samples(expression).samples
}

# The first of each row that applies is enough.
_pairs := [
	array.concat(
		[[["Bearer ", kind], ["bearer ", kind]] | some kind in _usual_kinds],
		[[["bearer ", kind], ["Bearer ", kind]] | some kind in _usual_kinds],
	),
	[[["", "JWT"], ["Bearer ", "JWT"]]],
	[[[scheme, "JWT"], [scheme, "JWT of Cognito"]] | some scheme in _schemes],
	[[[scheme, "base64url token with padding"], [scheme, "base64 token with padding"]] | some scheme in _schemes],
	[[["Basic ", "name and password"], ["Basic ", "name and password with padding"]]],
	[[["Basic ", "name and password with padding"], ["Basic ", "name and password"]]],
]

_schemes := ["Bearer ", "bearer ", ""]

_usual_kinds := ["JWT", "base64url token", "base64url token with padding", "base64 token with padding"]

# parts are samples of which the expression matches a part, where it matches no usual one
# as a whole.
parts(expression) := found if {
	tried := authlint.expression_samples(expression)
	_refuses_usual(tried.samples)
	found := _parts(tried)
}

# An expression that lists values lists no tokens, unless tokens begin with them.
_parts(tried) := [sample | some sample in tried.samples; sample.search == "yes"] if tried.format.begins

_parts(tried) := [sample | some sample in tried.samples; sample.usual; sample.search == "yes"] if not _has_format(tried)

# After a beginning of its own, some token has to fit.
_parts(tried) := [sample | some sample in tried.prefixed; sample.search == "yes"] if {
	tried.format.prefix != ""
	not tried.format.listed
	every sample in array.concat(tried.samples, tried.prefixed) {
		sample.full == "no"
	}
}

_refuses_usual(samples) if {
	every sample in samples {
		_is_refused(sample)
	}
}

_is_refused(sample) if sample.full == "no"

_is_refused(sample) if not sample.usual

# _has_format holds where an expression that refuses all usual tokens is for those that
# only some APIs have: it lists values, begins like no usual token, or accepts a kind of
# key, and not any word.
_has_format(tried) if tried.format.listed

_has_format(tried) if tried.format.prefix != ""

_has_format(tried) if {
	some sample in tried.samples
	sample.full != "no"
	every other in tried.samples {
		_is_no_word(other, sample.scheme)
	}
}

_is_no_word(sample, _) if not sample.kind in {"word of 8", "word of 28"}

_is_no_word(sample, scheme) if sample.scheme != scheme

_is_no_word(sample, _) if sample.full != "yes"

# given_up says where and why an expression refuses a token.
given_up(expression, scheme, kind) := concat(" ", [part | some part in [stop.name, stop.place, _cause(stop.cause)]; part != ""]) if {
	stop := authlint.expression_stop(expression, scheme, kind)
}

_cause("") := ""

_cause(cause) := $"({cause})" if cause != ""

# accepted are the names of the tokens, usual or not, that an expression accepts.
accepted(expression, usual) := [sample.name |
	some sample in authlint.expression_samples(expression).samples
	sample.usual in usual
	sample.full == "yes"
]

# searched says when it matters whether API Gateway searches.
searched(expression, tokens) := " (if the whole header has to match, as documented examples imply)" if {
	some sample in authlint.expression_samples(expression).samples
	[sample.scheme, sample.kind] in tokens
	sample.search != "no"
} else := ""
