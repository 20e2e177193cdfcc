# What browsers send before a call from another origin.
package authlint.lib.preflight

import data.authlint.lib.predict

# demand is what a method asks of its callers that no preflight has, and what the answer is
# then; of one with a Lambda or JWT authorizer, refused_by tells.
demand(method, protocol) := {
	"range": method.authorizationType.range,
	"what": "a token of a user pool",
	"answer": predict.unauthorized(protocol),
} if {
	method.authorizationType.value == "COGNITO_USER_POOLS"
}

demand(method, protocol) := {
	"range": method.authorizationType.range,
	"what": "a signature",
	"answer": predict.not_signed(protocol),
} if {
	method.authorizationType.value == "AWS_IAM"
}

# Authorization comes before the key: with an authorizer, that is what refuses the call.
demand(method, protocol) := {
	"range": method.apiKeyRequired.range,
	"what": "an API key",
	"answer": predict.api_key_missing(protocol),
} if {
	method.apiKeyRequired.value == true
	method.authorizationType.value == "NONE"
}

# A token authorizer, which HTTP APIs do not have, always looks for its header.
refused_by(authorizer, protocol) if {
	protocol != "HTTP"
	authorizer.kind.value == "token"
}

# Others look for their identity sources before anything else: HTTP APIs always, REST
# APIs as long as answers are cached. Without that, the function may let a preflight pass.
refused_by(authorizer, "REST") if {
	authorizer.ttlSeconds.value > 0
	_names_a_header(authorizer)
}

refused_by(authorizer, "HTTP") if _names_a_header(authorizer)

_names_a_header(authorizer) if {
	some source in authorizer.identitySources.value
	lacks(source.value)
}

# lacks tells the identity sources that no preflight has: its query string is that of the
# real call, and some headers are always sent.
lacks(source) if {
	some [_, header] in regex.find_all_string_submatch_n(`^(?:method|\$)\.?request\.header\.(.+)$`, lower(source), 1)
	not regex.match(`^(origin|host|referer|user-agent|accept.*|access-control-.*|sec-.*|via|x-forwarded-.*|x-amzn?-.*|cloudfront-.*|content-length|connection)$`, header)
}
