package symptom

// httpAnswers are the answers of HTTP APIs. Their bodies are fixed: they have no
// gateway responses, and no execution log either.
func httpAnswers() []Outcome {
	const accessLog = "The variable $context.authorizer.error in the access log names the reason."
	return []Outcome{
		{
			Protocol: HTTP, Status: 401, Body: unauthorizedBody,
			Title: "Credentials are missing or not valid",
			Texts: []string{"invalid_token"},
			Causes: []Cause{
				{What: "Lambda authorizer: one of its identity sources is missing or empty, whether it keeps answers or not. All of them are needed.", Called: NotCalled, Evidence: Documented},
				{What: "JWT authorizer: the token is not where the identity source says.", Tell: "The answer has the header www-authenticate: Bearer, without an error.", Evidence: Documented},
				{What: "JWT authorizer: the token's signature, issuer, audience, exp or nbf is not what the authorizer wants, or the token is not signed with RSA.", Tell: "The header www-authenticate has error=\"invalid_token\" and, in error_description, which of them.", Evidence: Documented},
				{What: "The call is a browser's preflight, and a $default or ANY route with an authorizer catches it.", Called: NotCalled, When: "OPTIONS", Tell: "The page reports a CORS error; an open OPTIONS /{proxy+} route cures it.", Evidence: Documented},
				{What: "JWT authorizer: API Gateway cannot get the keys of the issuer (a wrong issuer URL); that may show as 500 too.", When: "every call", Evidence: Unsettled},
				{What: "Lambda authorizer with payload format 1.0: the function failed with \"Unauthorized\". On REST APIs that gives 401; for HTTP APIs nothing says so.", Called: IsCalled, Evidence: Unsettled},
			},
		},
		{
			Protocol: HTTP, Status: 403, Body: forbiddenBody,
			Title: "The caller is known, and may not make this call",
			Texts: []string{"insufficient_scope"},
			Causes: []Cause{
				{What: "JWT authorizer: the token has none of the route's scopes.", Tell: "The header www-authenticate has error=\"insufficient_scope\".", Evidence: Reported},
				{What: "Lambda authorizer that keeps its answers: the policy of an earlier call, to another route, does not cover this one.", Called: MayBeKept, When: "later calls within the TTL, to another route than the first", Tell: "The first call passes, or a call with a new token.", Evidence: Documented},
				{What: "Lambda authorizer: the function returned isAuthorized false, or a policy that denies or does not cover the route.", Called: IsCalled, Evidence: Reported},
				{What: "IAM authorization: the call is not signed, or no policy of the caller allows it.", Evidence: Reported},
			},
		},
		{
			Protocol: HTTP, Status: 500, Body: `{"message":"Internal Server Error"}`,
			Title: "The authorizer's function cannot be called, or its answer is of no use",
			Causes: []Cause{
				{What: "API Gateway may not call the function: no permission whose source ARN covers API_ID/authorizers/AUTHORIZER_ID, or a role that does not let it. SAM creates the permission only with EnableFunctionDefaultPermissions: true.", Called: NotCalled, When: "every call", Tell: accessLog, Evidence: Documented},
				{What: "The function returned something of the wrong form: a policy where simple responses are on, or the reverse; event.methodArn, which payload format 2.0 does not have.", Called: IsCalled, Tell: accessLog, Evidence: Documented},
				{What: "The function failed with an error.", Called: IsCalled, Tell: "The log of the function has it.", Evidence: Documented},
				{What: "The function took longer than 10 seconds.", Called: IsCalled, When: "some calls, cold starts first", Evidence: Documented},
			},
		},
		{
			Protocol: HTTP, Status: 404, Body: `{"message":"Not Found"}`,
			Title: "No route matches, or no stage",
			Causes: []Cause{
				{What: "The API has no route for this verb and path and no $default route, the stage is not in the path, or the change is not deployed (auto-deploy is off).", Called: NotCalled, Evidence: Documented},
			},
		},
		{
			Protocol: HTTP, Status: 204,
			Title: "No failure: API Gateway answers a preflight itself",
			Causes: []Cause{
				{What: "The API has a CORS configuration, and no OPTIONS, ANY or $default route with an authorizer catches the preflight.", Called: NotCalled, Evidence: Documented},
			},
		},
		{
			Protocol: HTTP, Status: 429, Body: `{"message":"Too Many Requests"}`,
			Title: "Too many calls at a time",
			Causes: []Cause{
				{What: "A limit of the route, the stage or the account is reached.", When: "calls in quick succession", Evidence: Reported},
			},
		},
	}
}

// Texts of WebSocket clients; the status of the answer follows.
const (
	clientAnswer  = "Unexpected server response"
	browserAnswer = "Unexpected response code"
)

// webSocketAnswers are the answers to the handshake. Only $connect is authorized, and
// messages that follow ride on that.
func webSocketAnswers() []Outcome {
	return []Outcome{
		{
			Protocol: WebSocket, Status: 401,
			Title: "Credentials for $connect are missing",
			Texts: []string{clientAnswer, browserAnswer, logUnauthorized},
			Causes: []Cause{
				{What: "One of the identity sources is missing. A browser can add no header to the handshake: use a query string or a cookie.", Called: NotCalled, Tell: "The log of the function has nothing.", Evidence: Documented},
				{What: "The function of the authorizer failed with an error whose message is exactly \"Unauthorized\".", Called: IsCalled, Evidence: Documented},
			},
		},
		{
			Protocol: WebSocket, Status: 403,
			Title: "The connection is denied",
			Texts: []string{clientAnswer, browserAnswer, logAccessDenied},
			Causes: []Cause{
				{What: "The policy that the function returned denies $connect or does not cover its ARN, which ends in STAGE/$connect, without a verb.", Called: IsCalled, Evidence: Inferred},
				{What: "IAM authorization: the handshake is not signed, or no policy of the caller allows it.", Evidence: Inferred},
				{What: "The URL has no stage.", Called: NotCalled, Evidence: Reported},
			},
		},
		{
			Protocol: WebSocket, Status: 500, Logged: "AUTHORIZER_CONFIGURATION_ERROR",
			Title: "The authorizer's function cannot be called, or its answer is of no use",
			Texts: []string{clientAnswer, browserAnswer, logNoPermission, logAuthorizer, logRole},
			Causes: []Cause{
				{What: "API Gateway may not call the function: no permission whose source ARN covers API_ID/authorizers/AUTHORIZER_ID; one for a stage does not.", Called: NotCalled, When: "every call", Tell: "The execution log has \"Invalid permissions on Lambda function\", and names AUTHORIZER_CONFIGURATION_ERROR although WebSocket APIs have no gateway responses.", Evidence: Measured},
				{What: "The function failed, or its answer is not valid.", Called: IsCalled, Tell: "The log of the function has the call.", Evidence: Inferred},
			},
		},
	}
}

// otherAnswers are not about authorization, and are looked for there.
func otherAnswers() []Outcome {
	return []Outcome{
		{
			Status: 502, Body: `{"message":"Internal server error"}`,
			Title: "The backend's answer is of no use",
			Texts: []string{logProxyResponse},
			Causes: []Cause{
				{What: "The backend function returned something else than statusCode, headers and body. The call has passed authorization.", Called: IsCalled, Tell: "The execution log has \"Malformed Lambda proxy response\".", Evidence: Reported},
				{What: "It is not API Gateway that answers: sam local start-api gives 502 where API Gateway gives 500 for a broken authorizer.", Evidence: Measured},
			},
		},
	}
}
