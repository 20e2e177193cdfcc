# The answers that API Gateway gives itself in a REST API.
#
# https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
package authlint.lib.response

# statuses are those of the types that stand for one cause.
statuses := {
	"ACCESS_DENIED": 403,
	"API_CONFIGURATION_ERROR": 500,
	"AUTHORIZER_CONFIGURATION_ERROR": 500,
	"AUTHORIZER_FAILURE": 500,
	"BAD_REQUEST_BODY": 400,
	"BAD_REQUEST_PARAMETERS": 400,
	"EXPIRED_TOKEN": 403,
	"INTEGRATION_FAILURE": 504,
	"INTEGRATION_TIMEOUT": 504,
	"INVALID_API_KEY": 403,
	"INVALID_SIGNATURE": 403,
	"MISSING_AUTHENTICATION_TOKEN": 403,
	"QUOTA_EXCEEDED": 429,
	"REQUEST_TOO_LARGE": 413,
	"RESOURCE_NOT_FOUND": 404,
	"THROTTLED": 429,
	"UNAUTHORIZED": 401,
	"UNSUPPORTED_MEDIA_TYPE": 415,
	"WAF_FILTERED": 403,
}

# types are all of them.
types := object.keys(statuses) | {"DEFAULT_4XX", "DEFAULT_5XX"}

# default_of is the type that lends a type what it answers, as long as that is not
# customised itself.
default_of(type) := "DEFAULT_4XX" if statuses[type] < 500

default_of(type) := "DEFAULT_5XX" if statuses[type] >= 500

# is_name tells names from placeholders for them.
is_name(type) if regex.match(`^[A-Za-z0-9_-]+$`, type)

# is_status tells what a status may be.
is_status(text) if regex.match(`^[1-5][0-9]{2}$`, text)

# allows_origin and allows_credentials know headers by their names.
allows_origin(name) if lower(name) == "access-control-allow-origin"

allows_credentials(name) if lower(name) == "access-control-allow-credentials"

# What a call of its own refuses, an import may leave out with a warning.
refused_unless_imported(true) := {"severity": "warning", "predicts": {}, "told": "an import refuses it, or leaves the response out with a warning"}

refused_unless_imported(false) := {"severity": "error", "predicts": {"deployment": "refused"}, "told": "API Gateway refuses it"}
