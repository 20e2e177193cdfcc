package symptom

import (
	"strings"
	"testing"
)

// A row is one situation in which API Gateway gives an answer, as its documentation
// and what was measured and reported say, apart from how Outcome tells it.
type row struct {
	protocol  string
	status    int
	response  string // gateway response type
	body      string
	errorType string
	called    Called
	evidence  Evidence
	about     string // words of the cause
}

// situations are all of them. The order is that of the documentation, not that of
// checking.
var situations = []row{
	// REST APIs.
	{REST, 403, "MISSING_AUTHENTICATION_TOKEN", `{"message":"Missing Authentication Token"}`, "MissingAuthenticationTokenException", NotCalled, Measured, "has no such path, or has it without this verb"},
	{REST, 403, "MISSING_AUTHENTICATION_TOKEN", `{"message":"Missing Authentication Token"}`, "MissingAuthenticationTokenException", "", Documented, "no signature at all"},
	{REST, 403, "", "<credentials> not a valid key=value pair (missing equal-sign) in Authorization header: <value>", "IncompleteSignatureException", "", Reported, "something else than a signature of version 4"},
	{REST, 403, "", "<credentials> not a valid key=value pair (missing equal-sign) in Authorization header: <value>", "IncompleteSignatureException", NotCalled, Reported, "a path that does not exist, or to a method without the authorizer"},
	{REST, 403, "INVALID_SIGNATURE", `{"message":"The request signature we calculated does not match<…>"}`, "InvalidSignatureException", "", Documented, "Another secret key, region or service"},
	{REST, 403, "EXPIRED_TOKEN", `{"message":"The security token included in the request is expired"}`, "ExpiredTokenException", "", Documented, "session of the role is over"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`, "AccessDeniedException", "", Reported, "No identity policy of the caller"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`, "AccessDeniedException", "", Documented, "another account"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", NotCalled, Documented, "TOKEN authorizer: the header of its identity source is missing or empty"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", NotCalled, Documented, "does not match the validation expression"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", NotCalled, Documented, "REQUEST authorizer that keeps its answers"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", IsCalled, Documented, `exactly "Unauthorized"`},
	{REST, 500, "AUTHORIZER_CONFIGURATION_ERROR", `{"message":null}`, "AuthorizerConfigurationException", IsCalled, Reported, "any other error than exactly"},
	{REST, 500, "AUTHORIZER_CONFIGURATION_ERROR", `{"message":null}`, "AuthorizerConfigurationException", IsCalled, Reported, "takes too long"},
	{REST, 500, "AUTHORIZER_CONFIGURATION_ERROR", `{"message":null}`, "AuthorizerConfigurationException", IsCalled, Reported, "no principalId"},
	{REST, 500, "AUTHORIZER_CONFIGURATION_ERROR", `{"message":null}`, "AuthorizerConfigurationException", NotCalled, Measured, "no permission whose source ARN covers API_ID/authorizers/AUTHORIZER_ID"},
	{REST, 500, "AUTHORIZER_CONFIGURATION_ERROR", `{"message":null}`, "AuthorizerConfigurationException", NotCalled, Reported, "does not trust apigateway.amazonaws.com"},
	{REST, 500, "AUTHORIZER_FAILURE", "", "", "", Unsettled, "all that is documented"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User is not authorized to access this resource with an explicit deny"}`, "AccessDeniedException", MayBeKept, Documented, "A Deny of the policy that the function returned"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User is not authorized to access this resource"}`, "AccessDeniedException", IsCalled, Documented, "No Allow of the policy that the function returned"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User is not authorized to access this resource"}`, "AccessDeniedException", MayBeKept, Documented, "kept the policy of an earlier call"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", "", Documented, "malformed, expired, from another user pool"},
	{REST, 401, "UNAUTHORIZED", `{"message":"The incoming token has expired"}`, "UnauthorizedException", "", Reported, "exp claim"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", "", Documented, "the method has scopes, and the token has none of them"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", "", Documented, "no scopes, and the client sends an access token"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", NotCalled, Reported, "a browser's preflight"},
	{REST, 401, "UNAUTHORIZED", `{"message":"Unauthorized"}`, "UnauthorizedException", "", Documented, "older deployment"},
	{REST, 401, "UNAUTHORIZED", `{"message":""Unauthorized""}`, "UnauthorizedException", "", Inferred, "$context.error.messageString into quotes"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method> with an explicit deny"}`, "AccessDeniedException", NotCalled, Documented, "A Deny of the resource policy"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`, "AccessDeniedException", "", Documented, "resource policy is silent"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`, "AccessDeniedException", "", Documented, "private and has no resource policy"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`, "AccessDeniedException", "", Documented, "AWS accounts, users or roles only"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`, "AccessDeniedException", "", Documented, "aws:VpcSourceIp"},
	{REST, 403, "ACCESS_DENIED", `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`, "AccessDeniedException", "", Documented, "not deployed since"},
	{REST, 403, "INVALID_API_KEY", `{"message":"Forbidden"}`, "ForbiddenException", IsCalled, Documented, "requires an API key, and the call has none"},
	{REST, 403, "INVALID_API_KEY", `{"message":"Forbidden"}`, "ForbiddenException", IsCalled, Documented, "in no usage plan"},
	{REST, 403, "INVALID_API_KEY", `{"message":"Forbidden"}`, "ForbiddenException", IsCalled, Documented, "usageIdentifierKey"},
	{REST, 429, "QUOTA_EXCEEDED", `{"message":"Limit Exceeded"}`, "LimitExceededException", "", Documented, "all calls that its usage plan has"},
	{REST, 429, "THROTTLED", `{"message":"Too Many Requests"}`, "TooManyRequestsException", "", Documented, "limit of the usage plan"},
	{REST, 403, "WAF_FILTERED", `{"message":"Forbidden"}`, "ForbiddenException", NotCalled, Documented, "web ACL"},
	{REST, 403, "", `{"message":"Forbidden"}`, "ForbiddenException", NotCalled, Reported, "unknown API id or stage"},
	{REST, 414, "", "Request URI too long", "", NotCalled, Documented, "1,600 bytes"},
	{REST, 500, "API_CONFIGURATION_ERROR", `{"message":"Internal server error"}`, "InternalServerErrorException", IsCalled, Measured, "may not call the backend"},

	// HTTP APIs.
	{HTTP, 404, "", `{"message":"Not Found"}`, "", NotCalled, Documented, "no route for this verb and path"},
	{HTTP, 401, "", `{"message":"Unauthorized"}`, "", NotCalled, Documented, "Lambda authorizer: one of its identity sources is missing"},
	{HTTP, 403, "", `{"message":"Forbidden"}`, "", IsCalled, Reported, "isAuthorized false, or a policy that denies"},
	{HTTP, 403, "", `{"message":"Forbidden"}`, "", MayBeKept, Documented, "policy of an earlier call"},
	{HTTP, 500, "", `{"message":"Internal Server Error"}`, "", IsCalled, Documented, "failed with an error"},
	{HTTP, 401, "", `{"message":"Unauthorized"}`, "", IsCalled, Unsettled, "payload format 1.0"},
	{HTTP, 500, "", `{"message":"Internal Server Error"}`, "", IsCalled, Documented, "wrong form"},
	{HTTP, 500, "", `{"message":"Internal Server Error"}`, "", NotCalled, Documented, "may not call the function"},
	{HTTP, 500, "", `{"message":"Internal Server Error"}`, "", IsCalled, Documented, "longer than 10 seconds"},
	{HTTP, 401, "", `{"message":"Unauthorized"}`, "", "", Documented, "the token is not where the identity source says"},
	{HTTP, 401, "", `{"message":"Unauthorized"}`, "", "", Documented, "signature, issuer, audience, exp or nbf"},
	{HTTP, 401, "", `{"message":"Unauthorized"}`, "", NotCalled, Documented, "a browser's preflight"},
	{HTTP, 403, "", `{"message":"Forbidden"}`, "", "", Reported, "none of the route's scopes"},
	{HTTP, 401, "", `{"message":"Unauthorized"}`, "", "", Unsettled, "cannot get the keys of the issuer"},
	{HTTP, 403, "", `{"message":"Forbidden"}`, "", "", Reported, "IAM authorization"},
	{HTTP, 204, "", "", "", NotCalled, Documented, "has a CORS configuration"},
	{HTTP, 429, "", `{"message":"Too Many Requests"}`, "", "", Reported, "A limit of the route"},

	// WebSocket APIs, the answer to the handshake.
	{WebSocket, 401, "", "", "", NotCalled, Documented, "One of the identity sources is missing"},
	{WebSocket, 401, "", "", "", IsCalled, Documented, `exactly "Unauthorized"`},
	{WebSocket, 403, "", "", "", IsCalled, Inferred, "denies $connect or does not cover"},
	{WebSocket, 500, "", "", "", IsCalled, Inferred, "failed, or its answer is not valid"},
	{WebSocket, 500, "", "", "", NotCalled, Measured, "may not call the function"},
	{WebSocket, 403, "", "", "", "", Inferred, "IAM authorization"},
	{WebSocket, 403, "", "", "", NotCalled, Reported, "no stage"},
}

// TestAnswersAreThoseOfTheSituations holds each situation against the table, and that
// the table has no cause about an answer which is none of them.
func TestAnswersAreThoseOfTheSituations(t *testing.T) {
	seen := map[string]bool{}
	for _, s := range situations {
		var found []string
		for _, o := range All() {
			if o.Protocol != s.protocol || o.Status != s.status || o.ResponseType != s.response || o.Body != s.body || o.ErrorType != s.errorType {
				continue
			}
			for _, cause := range o.Causes {
				if strings.Contains(cause.What, s.about) && cause.Called == s.called && cause.Evidence == s.evidence {
					found = append(found, cause.What)
				}
			}
		}
		if len(found) != 1 {
			t.Errorf("%+v: want one cause of this answer that says so, found %q", s, found)
			continue
		}
		seen[s.protocol+found[0]] = true
	}
	for _, o := range All() {
		for _, cause := range o.Causes {
			if isAnswer(o) && !seen[o.Protocol+cause.What] && !strings.HasPrefix(cause.What, "This is not about authorization") {
				t.Errorf("%s %d %s: no situation says: %s", o.Protocol, o.Status, o.ResponseType, cause.What)
			}
		}
	}
}

// isAnswer leaves out what is no answer to a call, and what API Gateway does not give.
func isAnswer(o Outcome) bool { return o.Protocol != "" && o.Status != 0 && o.Deployment == "" }

// TestGatewayResponseTypesAreAllThere: names and statuses are those that the service
// takes, https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
func TestGatewayResponseTypesAreAllThere(t *testing.T) {
	want := map[string]int{
		"ACCESS_DENIED": 403, "API_CONFIGURATION_ERROR": 500, "AUTHORIZER_CONFIGURATION_ERROR": 500,
		"AUTHORIZER_FAILURE": 500, "BAD_REQUEST_PARAMETERS": 400, "BAD_REQUEST_BODY": 400, "DEFAULT_4XX": 0,
		"DEFAULT_5XX": 0, "EXPIRED_TOKEN": 403, "INTEGRATION_FAILURE": 504, "INTEGRATION_TIMEOUT": 504,
		"INVALID_API_KEY": 403, "INVALID_SIGNATURE": 403, "MISSING_AUTHENTICATION_TOKEN": 403, "QUOTA_EXCEEDED": 429,
		"REQUEST_TOO_LARGE": 413, "RESOURCE_NOT_FOUND": 404, "THROTTLED": 429, "UNAUTHORIZED": 401,
		"UNSUPPORTED_MEDIA_TYPE": 415, "WAF_FILTERED": 403,
	}
	got := map[string]int{}
	for _, o := range All() {
		if o.ResponseType == "" {
			continue
		}
		if o.Protocol != REST || want[o.ResponseType] != o.Status {
			t.Errorf("%s has status %d on %s", o.ResponseType, o.Status, o.Protocol)
		}
		got[o.ResponseType] = o.Status
	}
	if len(got) != len(want) {
		t.Errorf("got %d types, want %d", len(got), len(want))
	}
}

// TestOutcomesAreWhole: each says what it is, and why, and is one kind of thing.
func TestOutcomesAreWhole(t *testing.T) {
	for _, o := range All() {
		kinds := 0
		for _, is := range []bool{o.Browser != "", o.Deployment != "", len(o.Exposure) > 0, o.ResponseType != "" || o.Status != 0 && len(o.Exposure) == 0} {
			if is {
				kinds++
			}
		}
		if kinds != 1 || o.Title == "" || strings.HasSuffix(o.Title, ".") || len(o.Causes) == 0 {
			t.Errorf("%+v", o)
		}
		for _, cause := range o.Causes {
			if cause.Evidence == "" || !strings.HasSuffix(cause.What, ".") || strings.HasSuffix(cause.When, ".") {
				t.Errorf("%s: %+v", o.Title, cause)
			}
		}
	}
}
