# METADATA
# title: Identity source in the language of another type of API
# description: |
#   REST, HTTP and WebSocket APIs each write identity sources in their own way:
#
#   | API | header | query string | stage variable | context |
#   | --- | --- | --- | --- | --- |
#   | REST | `method.request.header.X` | `method.request.querystring.X` | `stageVariables.X` | `context.X` |
#   | HTTP | `$request.header.X` | `$request.querystring.X` | `$stageVariables.X` | `$context.X` |
#   | WebSocket | `route.request.header.X` | `route.request.querystring.X` | `stageVariables.X` | `context.X` |
#
#   An expression of another type is refused when the authorizer is created, with
#   "Invalid identity source expression" or "Invalid request identity source expression".
#
#   Write `method.request.header.Authorization` on a REST API,
#   `$request.header.Authorization` on an HTTP API, and `route.request.header.Authorization`
#   on a WebSocket API; query strings likewise. Stage variables and context values begin with
#   a `$` on HTTP APIs only.
# related_resources:
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
#   - ref: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
# custom:
#   formats: [terraform, cloudformation, sam, openapi]
#   fixes: [safe]
#   severity: error
#   precision: very-high
#   tags: [authorizer, identity-source, deployment]
#   ignore_when: "Never: the deployment is refused."
package authlint.authorizer["identity-source-dialect"]

import data.authlint.lib.fix
import data.authlint.lib.say

findings contains finding if {
	input.api.protocol.value in {"REST", "HTTP", "WEBSOCKET"}
	own := _words[input.api.protocol.value]
	called := say.protocol(input.api.protocol.value)

	some [range, beginning] in _beginnings
	some word in regex.find_n(`^(method\.request|route\.request|\$request|\$?stageVariables|\$?context)\.`, beginning, 1)
	meant := own[trim_left(word, "$")]
	meant != word

	finding := {
		"range": range,
		"message": $`identity source of authorizer {input.authorizer.address} begins with "{word}"; on {_article(called)} API it begins with "{meant}"`,
		"predicts": {"deployment": "refused"},
		"fixes": [fix.safe($`write "{meant}"`, ["authorizers.identitySources"], [{"at": range, "from": word, "code": meant}])],
	}
}

# The known beginning of each source: all of it, or the literal before the first hole.
_beginnings contains [source.range, source.value] if {
	some source in input.authorizer.identitySources.value
}

_beginnings contains [source.range, beginning] if {
	some source in input.authorizer.identitySources.value
	beginning := source.parts[0].literal
}

# What each type of API writes for the first words of the others.
_words := {
	"REST": {
		"route.request.": "method.request.",
		"request.": "method.request.",
		"stageVariables.": "stageVariables.",
		"context.": "context.",
	},
	"HTTP": {
		"method.request.": "$request.",
		"route.request.": "$request.",
		"stageVariables.": "$stageVariables.",
		"context.": "$context.",
	},
	"WEBSOCKET": {
		"method.request.": "route.request.",
		"request.": "route.request.",
		"stageVariables.": "stageVariables.",
		"context.": "context.",
	},
}

_article("HTTP") := "an HTTP"

_article(called) := $"a {called}" if called != "HTTP"
