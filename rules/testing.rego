# Values for the tests of rules, in the shape that the model gives them.
package authlint.testing

# here is where a test expects its findings: every value that a test makes lies here.
here := {"file": "main.tf", "start": 100, "end": 110}

# there is where the things around it lie.
there := {"file": "main.tf", "start": 0, "end": 10}

written(value) := {"state": "written", "value": value, "range": here}

by_default(value) := {"state": "default", "value": value, "range": here}

unset := {"state": "unset", "range": here}

unknown := {"state": "unknown", "range": here, "why": "depends on var.x, which has no value here"}

# texts is a written list of written texts.
texts(values) := written([written(value) | some value in values])

# text is a text in pieces: literals as strings, and holes.
text(pieces) := {"state": "unknown", "range": here, "why": "made by the deployment", "parts": [_part(piece) | some piece in pieces]}

_part(piece) := {"literal": piece} if is_string(piece)

_part(piece) := {"hole": piece} if is_object(piece)

hole(kind, of) := {"kind": kind, "of": of}

complete(items) := {"items": items, "complete": true}

incomplete(items) := {"items": items, "complete": false, "why": "module.more is not in view"}

# execute_api is the ARN of the API `api`, with what follows its id.
execute_api(rest) := text(array.concat(_api_arn, rest))

_api_arn := [
	"arn:",
	{"kind": "partition"},
	":execute-api:",
	{"kind": "region"},
	":",
	{"kind": "account"},
	":",
	hole("api", "api"),
]

api(changes) := changed(
	{
		"address": "api",
		"format": "terraform",
		"range": there,
		"exists": _default(true),
		"protocol": _written("REST"),
		"endpointType": _unset,
		"cors": {"configured": _unset},
		"definition": {"body": false},
		"schemes": complete([]),
		"authorizers": complete([]),
		"methods": complete([]),
		"gatewayResponses": complete([]),
		"resourcePolicy": _unset,
		"callerPolicies": complete([]),
		"refusals": [],
		"stages": complete([]),
	},
	changes,
)

# about is what a rule is told of an API: the API with its methods sorted as the model does.
about(of) := {
	"api": of,
	"guarded": guarded_methods,
	"checked": [method | some method in guarded_methods; method.authorizer.value in _refusing(of)],
	"preflights": {
		"items": [method |
			some method in of.methods.items
			method.verb.value == "OPTIONS"
			method.authorizationType.value == "NONE"
		],
		"complete": _all_told(of),
	},
	"allOpen": _all_open(of),
} if {
	guarded_methods := [method |
		some method in called(of.methods.items)
		method.authorizationType.value in {"CUSTOM", "COGNITO_USER_POOLS", "JWT"}
	]
}

# called are the methods that are certainly there and no preflights.
called(methods) := [method | some method in methods; method.exists.value == true; _is_called(method)]

_is_called(method) if method.verb.value != "OPTIONS"

_is_called(method) if method.routeKey.value == "$default"

_refusing(of) := {authorizer.address |
	some authorizer in of.authorizers.items
	[authorizer.kind.value, authorizer.ttlSeconds.value > 0] in {["token", true], ["token", false], ["cognito_user_pools", true], ["cognito_user_pools", false], ["request", true]}
}

_all_open(of) if {
	of.methods.complete
	every method in of.methods.items {
		method.authorizationType.value == "NONE"
	}
} else := false

_all_told(of) if {
	of.methods.complete
	every method in of.methods.items {
		_is_told(method)
	}
} else := false

_is_told(method) if method.verb.value != "OPTIONS"

_is_told(method) if {
	method.verb.value == "OPTIONS"
	method.authorizationType.value
}

# authorizer is a token authorizer as Terraform makes it of what must be written.
authorizer(changes) := changed(
	{
		"address": "authorizer",
		"range": there,
		"exists": _default(true),
		"kind": _written("token"),
		"uri": _written("arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:auth/invocations"),
		"invokeRole": _unset,
		"identitySources": _default([_default("method.request.header.Authorization")]),
		"validationExpression": _unset,
		"ttlSeconds": _default(300),
		"simpleResponses": _unset,
		"handler": _unset,
		"permissions": complete([]),
		"arn": execute_api(["/authorizers/", hole("authorizer", "authorizer")]),
	},
	changes,
)

# method is a public method, or what the changes make of it.
method(verb, path, changes) := changed(
	{
		"address": $"method {verb} {path}",
		"range": there,
		"exists": _default(true),
		"label": $"{verb} {path}",
		"verb": _written(verb),
		"path": _written(path),
		"routeKey": _unset,
		"authorizationType": _written("NONE"),
		"authorizer": _unset,
		"apiKeyRequired": _default(false),
		"requirements": [],
		"inheritedFromRoot": false,
		"unsecured": false,
		"generated": false,
		"arn": execute_api(["/", {"kind": "stage"}, $"/{verb}{path}"]),
	},
	changes,
)

# guarded is a method that the authorizer guards.
guarded(verb, path) := method(verb, path, {"authorizationType": _written("CUSTOM"), "authorizer": _written("authorizer")})

# deployment is one that Terraform replaces when its triggers change.
deployment(changes) := changed(
	{
		"address": "live",
		"range": here,
		"exists": _default(true),
		"triggers": _written(true),
		"notices": complete([]),
		"dependsOn": complete([]),
		"createBeforeDestroy": _default(false),
		"logicalId": _unset,
		"stageName": _unset,
	},
	changes,
)

# response is a gateway response that sends these headers.
response(type, headers) := {
	"address": $"response {type}",
	"range": there,
	"exists": _default(true),
	"imported": false,
	"type": _written(type),
	"statusCode": _unset,
	"templates": complete([]),
	"headers": complete([{"name": header, "range": there, "value": _written("'*'")} | some header in headers]),
}

_written(value) := {"state": "written", "value": value, "range": there}

_default(value) := {"state": "default", "value": value, "range": there}

_unset := {"state": "unset", "range": there}

# changed replaces fields. Each is replaced as a whole: nothing of the old value shines through.
changed(base, changes) := {key: value |
	some key in (object.keys(base) | object.keys(changes))
	value := object.get(changes, key, object.get(base, key, null))
}

# requirement is a scheme that a method names, and that grants nothing.
requirement(scheme) := required(scheme, _written("nothing"))

required(scheme, grants) := {"scheme": scheme, "range": here, "grants": grants}

# statement is one of a resource policy that allows anyone everything.
statement(changes) := changed(
	{
		"address": "statement",
		"range": there,
		"exists": _default(true),
		"effect": _written("Allow"),
		"principals": written([{"type": "*", "value": written("*")}]),
		"notPrincipal": _default(false),
		"actions": texts(["execute-api:Invoke"]),
		"notActions": _unset,
		"resources": texts(["execute-api:/*"]),
		"notResources": _unset,
		"conditional": _default(false),
		"conditions": complete([]),
	},
	changes,
)

# handler is what was read of a function that has these ways to answer.
handler(outcomes) := written(handler_value(outcomes))

handler_value(outcomes) := {"followed": true, "wrappers": [], "outcomes": complete(outcomes), "reads": complete([])}

# outcome is a policy for all that a caller may do, or what the changes make of it.
outcome(changes) := changed(
	{
		"range": here,
		"reached": "maybe",
		"kind": _written("policy"),
		"policy": _written({"statements": complete([])}),
		"version": _written("2012-10-17"),
		"principalId": _written("user"),
		"context": complete([]),
		"error": _unset,
		"refusing": _unset,
		"isAuthorized": _unset,
		"verdicts": [],
	},
	changes,
)

# verdict is what a policy says about a method: for a call of it, and while it is kept.
verdict(label, own, kept) := {"label": label, "range": there, "own": own, "kept": kept}
