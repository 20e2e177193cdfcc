# Identity sources, as each type of API writes them.
#
# REST: https://docs.aws.amazon.com/apigateway/latest/api/API_CreateAuthorizer.html
# HTTP: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# WebSocket: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
package authlint.lib.source

# read takes an expression of this type of API apart: header, querystring,
# stageVariables or context, and a name. It is undefined for any other text.
read(protocol, expression) := {"from": concat("", [request, other]), "name": name} if {
	some [_, request, other, name] in regex.find_all_string_submatch_n(_grammar[protocol], expression, 1)
}

_grammar := {
	"REST": `^(?:method\.request\.(header|querystring)|(stageVariables|context))\.([a-zA-Z0-9._-]+)$`,
	"HTTP": `^(?:\$request\.(header|querystring)|\$(stageVariables|context))\.([a-zA-Z0-9._-]+)$`,
	"WEBSOCKET": `^(?:route\.request\.(header|querystring)|(stageVariables|context))\.([a-zA-Z0-9._-]+)$`,
}

# is_foreign holds where an expression begins as those of another type of API do.
is_foreign(protocol, expression) if regex.match(_foreign[protocol], expression)

_foreign := {
	"REST": `^(?:route\.request|\$request|\$stageVariables|\$context)\.`,
	"HTTP": `^(?:method\.request|route\.request|stageVariables|context)\.`,
	"WEBSOCKET": `^(?:method\.request|\$request|\$stageVariables|\$context)\.`,
}

# is_path holds where an expression, or what is known of its beginning, asks this type
# of API for a path parameter.
is_path(protocol, beginning) if regex.match(_path[protocol], beginning)

_path := {
	"REST": `^method\.request\.path(?:\.|$)`,
	"HTTP": `^\$request\.path(?:\.|$)`,
	"WEBSOCKET": `^route\.request\.path(?:\.|$)`,
}

# request is how expressions of this type of API begin that read the request.
request("REST") := "method.request"

request("HTTP") := "$request"

request("WEBSOCKET") := "route.request"

# refused is the refusal of an authorizer for one of its sources.
refused("REST", "token") := {"deployment": "refused", "body": "Invalid token source expression"}

refused("REST", "cognito_user_pools") := {"deployment": "refused"}

refused("REST", "request") := {"deployment": "refused", "body": "Invalid request identity source expression"}

refused("HTTP", _) := {"deployment": "refused", "body": "Invalid identity source expression"}

refused("WEBSOCKET", _) := {"deployment": "refused", "body": "Invalid request identity source expression"}

# separates_routes holds where a cache by these sources keeps no answer for one path that
# another gets.
separates_routes(expressions) if {
	some expression in expressions
	expression in {"$context.path", "$context.routeKey", "context.path", "context.resourceId", "context.resourcePath"}
}
