package symptom

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/finding"
)

// short names an outcome for a test.
func short(o Outcome) string {
	switch {
	case o.Browser != "":
		return "browser " + string(o.Browser)
	case len(o.Exposure) > 0:
		return "exposure"
	case o.Deployment != "":
		return strings.TrimSpace(o.Deployment + " " + o.Body)
	case o.ResponseType == "UNAUTHORIZED" || o.ResponseType == "ACCESS_DENIED":
		return strings.TrimPrefix(fmt.Sprintf("%s %s", o.ResponseType, message(o.Body)), " ")
	case o.ResponseType != "":
		return o.ResponseType
	default:
		return strings.TrimSpace(fmt.Sprintf("%s %d %s", o.Protocol, o.Status, message(o.Body)))
	}
}

const (
	restUnauthorized = "UNAUTHORIZED Unauthorized"
	httpUnauthorized = "HTTP 401 Unauthorized"
	anonymous        = "ACCESS_DENIED User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"
	caller           = "ACCESS_DENIED User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"
	notAuthorized    = "ACCESS_DENIED User is not authorized to access this resource"
	badSignature     = "REST 403 <credentials> not a valid key=value pair (missing equal-sign) in Authorization header: <value>"
)

// all403 are the answers with this status.
var all403 = []string{
	"MISSING_AUTHENTICATION_TOKEN", badSignature, "INVALID_SIGNATURE", "EXPIRED_TOKEN",
	notAuthorized, notAuthorized + " with an explicit deny", anonymous, anonymous + " with an explicit deny", caller,
	"INVALID_API_KEY", "WAF_FILTERED", "REST 403 Forbidden", "HTTP 403 Forbidden", "WEBSOCKET 403",
}

var all401 = []string{restUnauthorized, "UNAUTHORIZED The incoming token has expired", `UNAUTHORIZED ""Unauthorized""`, httpUnauthorized, "WEBSOCKET 401"}

func TestDiagnose(t *testing.T) {
	forbidden := []string{"INVALID_API_KEY", "WAF_FILTERED", "REST 403 Forbidden", "HTTP 403 Forbidden"}
	broken := []string{"AUTHORIZER_CONFIGURATION_ERROR", "WEBSOCKET 500"}
	chrome := "Access to fetch at 'https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod/orders' from origin 'http://localhost:3000' has been blocked by CORS policy: "
	for text, want := range map[string][]string{
		// Statuses, alone and as clients print them.
		"401": all401, "401 Unauthorized": all401, "Request failed with status code 401": all401, "GET https://api.example.com/orders 401 (Unauthorized)": all401,
		"403": all403, "403 Forbidden": all403, "HTTP/1.1 403 Forbidden": all403, "HTTP/2 403": all403,
		"404": {"RESOURCE_NOT_FOUND", "HTTP 404 Not Found"},
		"502": {"502 Internal server error"},
		"200": {"exposure"},

		// Bodies and their messages.
		`{"message":null}`: broken[:1], `500 {"message":null}`: broken[:1], `{"message": null}`: broken[:1],
		"Missing Authentication Token": {"MISSING_AUTHENTICATION_TOKEN"},
		"Unauthorized":                 {restUnauthorized, httpUnauthorized},
		`{"message":"Unauthorized"}`:   {restUnauthorized, httpUnauthorized},
		"Forbidden":                    forbidden,
		`{"message":"Forbidden"}`:      forbidden,
		"403 User is not authorized to access this resource":                                                                                                                     {notAuthorized},
		`{"Message":"User is not authorized to access this resource with an explicit deny"}`:                                                                                     {notAuthorized + " with an explicit deny"},
		"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********3333:a1b2c3/prod/GET/orders":                        {anonymous},
		"User: anonymous is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********3333:a1b2c3/prod/GET/orders with an explicit deny":  {anonymous + " with an explicit deny"},
		"User: arn:aws:sts::111122223333:assumed-role/app/x is not authorized to perform: execute-api:Invoke on resource: arn:aws:execute-api:eu-west-1:********3333:a/prod/GET": {caller},
		"'eyJ' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer eyJ'.":                                                                           {badSignature},
		"Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter.":                                                             {badSignature},
		"The request signature we calculated does not match the signature you provided.":                                                                                         {"INVALID_SIGNATURE"},
		`{"message":"Internal server error"}`: {"API_CONFIGURATION_ERROR", "502 Internal server error"},
		`{"message":"Internal Server Error"}`: {"HTTP 500 Internal Server Error"},
		`{"message":""Unauthorized""}`:        {`UNAUTHORIZED ""Unauthorized""`},
		"explicit deny":                       {notAuthorized + " with an explicit deny", anonymous + " with an explicit deny"},

		// Names.
		"AUTHORIZER_CONFIGURATION_ERROR":       broken,
		"DEFAULT_4XX":                          {"DEFAULT_4XX"},
		"UnauthorizedException":                {restUnauthorized, "UNAUTHORIZED The incoming token has expired", `UNAUTHORIZED ""Unauthorized""`},
		"x-amzn-errortype: ForbiddenException": forbidden[:3],
		"HTTP/2 403 x-amzn-errortype: AccessDeniedException {\"Message\":\"User is not authorized to access this resource\"}": {notAuthorized},
		`www-authenticate: Bearer scope="" error="invalid_token"`:                                                             {httpUnauthorized},
		`error="insufficient_scope"`: {"HTTP 403 Forbidden"},

		// Execution logs.
		"(1a2b) Execution failed due to configuration error: Invalid permissions on Lambda function":                                                                                                                                {"AUTHORIZER_CONFIGURATION_ERROR", "API_CONFIGURATION_ERROR", "WEBSOCKET 500"},
		"(1a2b) Execution failed due to configuration error: Authorizer error":                                                                                                                                                      broken,
		"(1a2b) Execution failed due to configuration error: Invalid permissions on Lambda function\n(1a2b) Execution failed due to configuration error: Authorizer error":                                                          broken,
		"(1a2b) Execution failed due to configuration error: API Gateway does not have permission to assume the provided role arn:aws:iam::111122223333:role/invoke\nExecution failed due to configuration error: Authorizer error": broken,
		"(1a2b) Gateway response type: AUTHORIZER_CONFIGURATION_ERROR with status code: 500":                                                                                                                                        broken,
		"(1a2b) Gateway response type: UNAUTHORIZED with status code: 401":                                                                                                                                                          all401[:3],
		"(1a2b) Unauthorized request: 74735131-0000-4000-8000-34bda5ab7b3f":                                                                                                                                                         {restUnauthorized, "WEBSOCKET 401"},
		"(1a2b) The client is not authorized to perform this operation.":                                                                                                                                                            {notAuthorized, notAuthorized + " with an explicit deny", anonymous, anonymous + " with an explicit deny", caller, "WEBSOCKET 403"},
		"(1a2b) Execution failed due to configuration error: Malformed Lambda proxy response":                                                                                                                                       {"502 Internal server error"},

		// Browsers and WebSocket clients.
		chrome + "No 'Access-Control-Allow-Origin' header is present on the requested resource.":                                                                                    {"browser no origin"},
		chrome + "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.":                   {"browser preflight"},
		chrome + "Response to preflight request doesn't pass access control check: It does not have HTTP ok status.":                                                                {"browser preflight"},
		chrome + "Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response.":                                                         {"browser header"},
		"Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 401.": {"browser no origin"},
		"(Reason: CORS preflight response did not succeed). Status code: 403.":                                                                                                      {"browser preflight"},
		"Origin https://shop.example.com is not allowed by Access-Control-Allow-Origin. Status code: 403":                                                                           {"browser no origin"},
		"Preflight response is not successful. Status code: 401":                                                                                                                    {"browser preflight"},
		"Error: Unexpected server response: 401": {"WEBSOCKET 401"},
		"WebSocket connection to 'wss://a/prod' failed: Error during WebSocket handshake: Unexpected response code: 403": {"WEBSOCKET 403"},

		// Deployments.
		"Error: creating API Gateway Authorizer: operation error API Gateway: BadRequestException: Invalid Authorizer URI: arn:aws:lambda:eu-west-1:111122223333:function:check. Authorizer URI should be a valid API Gateway ARN": {"refused Invalid Authorizer URI"},
		"Invalid request input (Service: ApiGateway, Status Code: 400, Request ID: 1a2b)": {"refused Invalid request input"},
		"Authorization Scopes are only valid for…":                                        {"refused Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type", "refused Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization type"},
		"refused":                           {"refused"},
		"deployment refused":                {"refused"},
		"overwritten by a later deployment": {"overwritten"},
		"open to anyone":                    {"exposure"},
	} {
		d, err := Diagnose(text)
		var got []string
		for _, o := range d.Outcomes {
			got = append(got, short(o))
		}
		slices.Sort(got)
		want = slices.Sorted(slices.Values(want))
		if err != nil || d.Remark != "" || !slices.Equal(got, want) {
			t.Errorf("%s: %v, %s\n%s", text, err, d.Remark, cmp.Diff(want, got))
		}
	}
}

// TestWhatIsNotKnownIsSaid: a status or a text that nothing gives, alone and together.
func TestWhatIsNotKnownIsSaid(t *testing.T) {
	for text, nearest := range map[string]string{
		"ttl": "", "403 infra": "", "connection refused": "", "{}": "", "": "", "404 page": "", "1401": "",
		"user not authorized": "User is not authorized to access this resource",
	} {
		_, err := Diagnose(text)
		var unknown UnknownError
		if !errors.As(err, &unknown) || unknown.Text != text || nearest != "" && (len(unknown.Nearest) == 0 || unknown.Nearest[0] != nearest) {
			t.Errorf("%q: %+v", text, err)
		}
	}
	for text, want := range map[string]int{"418": 0, `401 {"message":"Forbidden"}`: 4, "400 UNAUTHORIZED": 3} {
		if d, err := Diagnose(text); err != nil || d.Remark == "" || len(d.Outcomes) != want {
			t.Errorf("%q: %+v, %v", text, d, err)
		}
	}
}

// TestEveryOutcomeIsFound asserts that each text and name leads to what it is of.
func TestEveryOutcomeIsFound(t *testing.T) {
	for _, o := range All() {
		for _, text := range append(o.texts(), o.ResponseType, o.ErrorType, o.Body) {
			if text == "" {
				continue
			}
			d, err := Diagnose(text)
			if err != nil || !slices.ContainsFunc(d.Outcomes, func(found Outcome) bool { return short(found) == short(o) }) {
				t.Errorf("%q does not lead to %s: %v", text, short(o), err)
			}
		}
	}
	if names := Names(); !slices.Contains(names, "UNAUTHORIZED") || !slices.Contains(names, "AccessDeniedException") || names[0] == "" {
		t.Errorf("names: %q", names)
	}
	if known := Known(); !slices.Contains(known, "Invalid Authorizer URI") || !slices.Contains(known, "UNAUTHORIZED") {
		t.Errorf("known: %q", known)
	}
}

// TestPredictions holds which predictions may mean an outcome (Fits), and which do (Predicts).
func TestPredictions(t *testing.T) {
	unauthorized := finding.Prediction{Status: 401, ResponseType: "UNAUTHORIZED", Body: `{"message":"Unauthorized"}`}
	for _, c := range []struct {
		text           string
		prediction     finding.Prediction
		tags           string
		fits, predicts string // the outcomes of the text, as short names
	}{
		{"401", unauthorized, "", restUnauthorized, restUnauthorized},
		{"401", finding.Prediction{Status: 401, Body: `{"message":"Unauthorized"}`}, "", httpUnauthorized, httpUnauthorized},
		{"401", finding.Prediction{Status: 401}, "", strings.Join(all401, "|"), "WEBSOCKET 401"},
		{"401", finding.Prediction{Status: 401}, "gateway-response", strings.Join(all401[:3], "|"), ""},
		{"401", finding.Prediction{ResponseType: "UNAUTHORIZED"}, "", strings.Join(all401[:3], "|"), strings.Join(all401[:3], "|")},
		{"401", finding.Prediction{Status: 403}, "", "", ""},
		{"401", finding.Prediction{}, "", "", ""},
		{"401", finding.Prediction{Deployment: "refused"}, "", "", ""},
		{"Forbidden", finding.Prediction{Status: 403, ResponseType: "INVALID_API_KEY", Body: `{"message":"Forbidden"}`}, "", "INVALID_API_KEY", "INVALID_API_KEY"},
		{"Forbidden", finding.Prediction{Status: 403, Body: `{"message":"Forbidden"}`}, "", "HTTP 403 Forbidden", "HTTP 403 Forbidden"},
		{"Invalid Authorizer URI", finding.Prediction{Deployment: "refused", Body: "Invalid Authorizer URI"}, "", "refused Invalid Authorizer URI", "refused Invalid Authorizer URI"},
		{"Invalid Authorizer URI", finding.Prediction{Deployment: "refused"}, "", "refused Invalid Authorizer URI", ""},
		{"Invalid Authorizer URI", finding.Prediction{Deployment: "refused", Body: "IdentitySource cannot be empty"}, "", "", ""},
		{"refused", finding.Prediction{Deployment: "refused", Body: "IdentitySource cannot be empty"}, "", "refused", "refused"},
		{"refused", finding.Prediction{Deployment: "overwritten"}, "", "", ""},
		{"open to anyone", finding.Prediction{Exposure: "public"}, "", "exposure", "exposure"},
		{"open to anyone", finding.Prediction{Exposure: "wider"}, "", "exposure", "exposure"},
		{"open to anyone", unauthorized, "", "", ""},
		{"Preflight response is not successful", unauthorized, "cors preflight", "browser preflight", "browser preflight"},
		{"Preflight response is not successful", unauthorized, "cors", "", ""},
		{"Preflight response is not successful", unauthorized, "preflight", "", ""},
		{"is not allowed by Access-Control-Allow-Origin", unauthorized, "cors gateway-response", "browser no origin", "browser no origin"},
		{"is not allowed by Access-Control-Allow-Origin", finding.Prediction{Deployment: "refused"}, "cors gateway-response", "", ""},
		{"is not allowed by Access-Control-Allow-Origin", unauthorized, "gateway-response", "", ""},
		{"is not allowed by Access-Control-Allow-Origin", unauthorized, "cors preflight", "", ""},
		{"is not allowed by Access-Control-Allow-Origin", unauthorized, "", "", ""},
		{"is not allowed by Access-Control-Allow-Origin", finding.Prediction{}, "cors", "", ""},
		{"is not allowed by Access-Control-Allow-Headers", finding.Prediction{}, "cors", "browser header", "browser header"},
		{"is not allowed by Access-Control-Allow-Headers", finding.Prediction{Deployment: "refused"}, "cors", "", ""},
	} {
		d, err := Diagnose(c.text)
		if err != nil {
			t.Fatal(err)
		}
		var fits, predicts []string
		for _, o := range d.Outcomes {
			if o.Fits(c.prediction, strings.Fields(c.tags)) {
				fits = append(fits, short(o))
			}
			if o.Predicts(c.prediction, strings.Fields(c.tags)) {
				predicts = append(predicts, short(o))
			}
		}
		if got := strings.Join(fits, "|"); got != c.fits {
			t.Errorf("%s, %+v %s fits %s, want %s", c.text, c.prediction, c.tags, got, c.fits)
		}
		if got := strings.Join(predicts, "|"); got != c.predicts {
			t.Errorf("%s, %+v %s predicts %s, want %s", c.text, c.prediction, c.tags, got, c.predicts)
		}
	}
}
