# What a caller sees, by the protocol of the API. A protocol that is not known, "",
# leaves what all of them share.
#
# REST: https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
# HTTP: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
# WebSocket: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
package authlint.lib.predict

# Credentials are missing, or refused before the authorizer's function runs.
unauthorized("REST") := {"status": 401, "responseType": "UNAUTHORIZED", "body": `{"message":"Unauthorized"}`}

unauthorized("HTTP") := {"status": 401, "body": `{"message":"Unauthorized"}`}

unauthorized(protocol) := {"status": 401} if protocol in {"WEBSOCKET", ""}

# A REST API refuses some methods before the function runs; where it does so for none,
# it refuses what the function does not allow.
refused_first(some_methods, _) := object.union(unauthorized("REST"), {"methods": some_methods}) if count(some_methods) > 0

refused_first([], all_methods) := object.union(not_allowed("REST"), {"methods": all_methods})

# The policy that an authorizer returned, or that API Gateway kept, does not cover the method.
not_allowed("REST") := {
	"status": 403,
	"responseType": "ACCESS_DENIED",
	"body": `{"Message":"User is not authorized to access this resource"}`,
}

not_allowed("HTTP") := _forbidden

not_allowed(protocol) := {"status": 403} if protocol in {"WEBSOCKET", ""}

# The resource policy of a REST API does not allow a call without AWS credentials.
denied_by_resource_policy := {
	"status": 403,
	"responseType": "ACCESS_DENIED",
	"body": `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`,
}

# No policy of an IAM caller allows the call.
denied_by_iam("REST") := {
	"status": 403,
	"responseType": "ACCESS_DENIED",
	"body": `{"Message":"User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`,
}

denied_by_iam("HTTP") := _forbidden

denied_by_iam(protocol) := {"status": 403} if protocol in {"WEBSOCKET", ""}

# IAM authorization, and the call is not signed.
not_signed("REST") := {
	"status": 403,
	"responseType": "MISSING_AUTHENTICATION_TOKEN",
	"body": `{"message":"Missing Authentication Token"}`,
}

not_signed("HTTP") := _forbidden

not_signed(protocol) := {"status": 403} if protocol in {"WEBSOCKET", ""}

# An API key is required, and the call has none. HTTP APIs know no API keys.
api_key_missing("REST") := {"status": 403, "responseType": "INVALID_API_KEY", "body": `{"message":"Forbidden"}`}

api_key_missing(protocol) := {"status": 403} if protocol in {"WEBSOCKET", ""}

# API Gateway cannot call the authorizer's function.
authorizer_broken("REST") := {
	"status": 500,
	"responseType": "AUTHORIZER_CONFIGURATION_ERROR",
	"body": `{"message":null}`,
}

authorizer_broken("HTTP") := {"status": 500, "body": `{"message":"Internal Server Error"}`}

authorizer_broken(protocol) := {"status": 500} if protocol in {"WEBSOCKET", ""}

# The deployment is refused, with this text.
refused(text) := {"deployment": "refused", "body": text}

# A change does not reach callers: they get what was deployed before it.
stale := {"deployment": "stale"}

# A method that is not in what was deployed is none: the path or the verb is not there.
not_deployed("REST") := not_signed("REST")

not_deployed("HTTP") := {"status": 404, "body": `{"message":"Not Found"}`}

# What anyone can call without credentials.
public := {"exposure": "public"}

_forbidden := {"status": 403, "body": `{"message":"Forbidden"}`}
