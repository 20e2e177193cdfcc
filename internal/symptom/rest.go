package symptom

// Bodies that API Gateway writes.
const (
	unauthorizedBody  = `{"message":"Unauthorized"}`
	forbiddenBody     = `{"message":"Forbidden"}`
	missingTokenBody  = `{"message":"Missing Authentication Token"}`
	nullBody          = `{"message":null}`
	notAuthorizedBody = `{"Message":"User is not authorized to access this resource"}`
	explicitDenyBody  = `{"Message":"User is not authorized to access this resource with an explicit deny"}`
	anonymousBody     = `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`
	anonymousDenyBody = `{"Message":"User: anonymous is not authorized to perform: execute-api:Invoke on resource: <ARN of the method> with an explicit deny"}`
	callerBody        = `{"Message":"User: <ARN of the caller> is not authorized to perform: execute-api:Invoke on resource: <ARN of the method>"}`
)

// What the execution log of a stage says. HTTP APIs have no such log.
const (
	logUnauthorized  = "Unauthorized request"
	logAccessDenied  = "The client is not authorized to perform this operation"
	logNoPermission  = "Invalid permissions on Lambda function"
	logAuthorizer    = "Authorizer error"
	logRole          = "API Gateway does not have permission to assume the provided role"
	logPolicy        = "Could not parse policy"
	logProxyResponse = "Malformed Lambda proxy response"
)

// restAnswers are the answers of REST APIs, those about authorization first.
func restAnswers() []Outcome {
	return append(restRefusals(),
		Outcome{
			Protocol: REST, Status: 414, Body: "Request URI too long",
			Title: "The ARN of the called method is too long for authorization",
			Causes: []Cause{
				{What: "The path and its values make the ARN of the method longer than 1,600 bytes, which a method with an authorizer does not take.", Called: NotCalled, When: "calls with long path values", Evidence: Documented},
			},
		},
		Outcome{
			Protocol: REST, Status: 500, ResponseType: "API_CONFIGURATION_ERROR", Body: `{"message":"Internal server error"}`, ErrorType: "InternalServerErrorException",
			Title: "The integration is broken, not the authorizer",
			Texts: []string{logNoPermission, logRole},
			Causes: []Cause{
				{What: "API Gateway may not call the backend, or its integration is wrong. The authorizer has let the call pass before.", Called: IsCalled, Tell: "The body says \"Internal server error\"; a broken authorizer answers {\"message\":null}. The execution log has no line \"Authorizer error\".", Evidence: Measured},
			},
		},
		notAboutAuthorization(400, "BAD_REQUEST_PARAMETERS", "The request validator misses a parameter"),
		notAboutAuthorization(400, "BAD_REQUEST_BODY", "The request validator refuses the body"),
		notAboutAuthorization(404, "RESOURCE_NOT_FOUND", "API Gateway finds no resource after authorization; an unknown path gets MISSING_AUTHENTICATION_TOKEN instead"),
		notAboutAuthorization(413, "REQUEST_TOO_LARGE", "The request is larger than API Gateway takes"),
		notAboutAuthorization(415, "UNSUPPORTED_MEDIA_TYPE", "No mapping template takes this content type"),
		notAboutAuthorization(504, "INTEGRATION_FAILURE", "The backend cannot be reached"),
		notAboutAuthorization(504, "INTEGRATION_TIMEOUT", "The backend takes too long"),
		fallback("DEFAULT_4XX", "a client's error"),
		fallback("DEFAULT_5XX", "a server's error"),
	)
}

// notAboutAuthorization is an answer that comes after it.
func notAboutAuthorization(status int, responseType, title string) Outcome {
	return Outcome{
		Protocol: REST, Status: status, ResponseType: responseType, Title: title,
		Causes: []Cause{{What: "This is not about authorization: the call has passed it.", Evidence: Inferred}},
	}
}

// fallback is a gateway response that stands for all of its class.
func fallback(responseType, class string) Outcome {
	return Outcome{
		Protocol: REST, ResponseType: responseType,
		Title: "Not an answer itself: it lends " + class + " its headers, body and status",
		Causes: []Cause{
			{What: "A customised " + responseType + " changes every answer of its class that is not customised itself; one that is customised in a single detail takes nothing from it.", Tell: "The line \"Gateway response type: …\" of the execution log and the header x-amzn-ErrorType name the answer behind it.", Evidence: Measured},
		},
	}
}

// restRefusals are the answers about authorization.
func restRefusals() []Outcome {
	return []Outcome{
		{
			Protocol: REST, Status: 401, ResponseType: "UNAUTHORIZED", Body: unauthorizedBody, ErrorType: "UnauthorizedException",
			Title: "Credentials are missing, or refused before anyone looked at permissions",
			Texts: []string{logUnauthorized},
			Causes: []Cause{
				{What: "TOKEN authorizer: the header of its identity source is missing or empty.", Called: NotCalled, Tell: "The execution log has \"Unauthorized request\" and no \"Starting authorizer\".", Evidence: Documented},
				{What: "REQUEST authorizer that keeps its answers (TTL above 0, which is the default): one of its identity sources is missing, null or empty. All of them are needed, not one of them.", Called: NotCalled, Tell: "As above. With TTL 0 nothing is checked and the function is called; sam local checks all the same.", Evidence: Documented},
				{What: "TOKEN authorizer: the whole value of the header, with a prefix such as \"Bearer \", does not match the validation expression.", Called: NotCalled, When: "calls whose token has that form", Tell: "As above, although the header is there. Local emulators match less strictly.", Evidence: Documented},
				{What: "Cognito: the token is malformed, expired, from another user pool, or its aud claim does not match the validation expression.", Tell: "Decode the token: compare iss, aud and exp with the pool that the authorizer names.", Evidence: Documented},
				{What: "Cognito: the method has scopes, and the token has none of them, or is an ID token.", When: "calls of methods with scopes", Tell: "The claim token_use of the token says id, or scope lacks them.", Evidence: Documented},
				{What: "Cognito: the method has no scopes, and the client sends an access token.", When: "calls of methods without scopes", Tell: "The claim token_use of the token says access.", Evidence: Documented},
				{What: "The call is a browser's preflight, which never has credentials, and OPTIONS of this path asks for them.", Called: NotCalled, When: "OPTIONS", Tell: "The page reports a CORS error; the same call works in curl.", Evidence: Reported},
				{What: "The stage runs an older deployment: authorizers and the authorization of methods change with the next one.", Tell: "What aws apigateway get-authorizer shows does not fit what calls get.", Evidence: Documented},
				{What: "The function of the authorizer failed with an error whose message is exactly \"Unauthorized\".", Called: IsCalled, Tell: "The execution log has \"Starting authorizer\"; the function's log has the error.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 401, ResponseType: "UNAUTHORIZED", Body: `{"message":"The incoming token has expired"}`, ErrorType: "UnauthorizedException",
			Title: "The token of the user pool has expired",
			Causes: []Cause{
				{What: "Cognito: the exp claim of the token is past. Customising EXPIRED_TOKEN does not change this answer; UNAUTHORIZED does.", Evidence: Reported},
			},
		},
		{
			Protocol: REST, Status: 401, ResponseType: "UNAUTHORIZED", Body: `{"message":""Unauthorized""}`, ErrorType: "UnauthorizedException",
			Title: "The refusal is one of the usual ones, and its body is no JSON",
			Causes: []Cause{
				{What: "A template of a gateway response puts $context.error.messageString into quotes, which it brings along itself.", Tell: "What refused the call: see authlint explain UNAUTHORIZED.", Evidence: Inferred},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "MISSING_AUTHENTICATION_TOKEN", Body: missingTokenBody, ErrorType: "MissingAuthenticationTokenException",
			Title: "There is no such path or verb, or the call is not signed",
			Causes: []Cause{
				{What: "The deployed API has no such path, or has it without this verb: API Gateway answers that with 403, not with 404. The URL is wrong (stage left out, or there twice), or the method is not deployed yet.", Called: NotCalled, Tell: "An invented path gets the same answer. A browser's address line sends GET only.", Evidence: Measured},
				{What: "The method has IAM authorization, and the call has no signature at all. A browser's preflight never has one.", Called: "", Tell: "An invented path and this one differ once the call is signed.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, Body: "<credentials> not a valid key=value pair (missing equal-sign) in Authorization header: <value>", ErrorType: "IncompleteSignatureException",
			Title: "The Authorization header is taken for a signature, and is none",
			Texts: []string{"not a valid key=value pair (missing equal-sign) in Authorization header", "Authorization header requires 'Credential' parameter"},
			Causes: []Cause{
				{What: "The client sends a token such as \"Bearer …\" to a path that does not exist, or to a method without the authorizer: not attached, not deployed yet, or a wrong URL.", Called: NotCalled, Tell: "Without the header the answer is \"Missing Authentication Token\".", Evidence: Reported},
				{What: "The method has IAM authorization, and the header holds something else than a signature of version 4.", Tell: "A signed call passes.", Evidence: Reported},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "INVALID_SIGNATURE", Body: `{"message":"The request signature we calculated does not match<…>"}`, ErrorType: "InvalidSignatureException",
			Title: "IAM authorization: the signature is wrong",
			Causes: []Cause{
				{What: "Another secret key, region or service (it is execute-api) was signed with, or something changed the request after it was signed: host, path encoding, headers, body.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "EXPIRED_TOKEN", Body: `{"message":"The security token included in the request is expired"}`, ErrorType: "ExpiredTokenException",
			Title: "IAM authorization: the temporary AWS credentials have expired",
			Causes: []Cause{
				{What: "The session of the role is over; the client has to get credentials anew. An expired JWT gets 401 UNAUTHORIZED instead.", When: "later calls; the first ones passed", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "ACCESS_DENIED", Body: notAuthorizedBody, ErrorType: "AccessDeniedException",
			Title: "The policy of the Lambda authorizer allows nothing here",
			Texts: []string{logAccessDenied},
			Causes: []Cause{
				{What: "API Gateway kept the policy of an earlier call, which allows that call's method only (event.methodArn), and applies it to this one.", Called: MayBeKept, When: "later calls within the TTL, to another path or verb than the first", Tell: "The first call passes, or a call with a new token; the log of the function has nothing for the refused one.", Evidence: Documented},
				{What: "No Allow of the policy that the function returned covers the method's ARN: a stage, verb or path that differs, a {proxy} that stands for one path only.", Called: IsCalled, Tell: "The log of the function has the call; compare Resource with event.methodArn.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "ACCESS_DENIED", Body: explicitDenyBody, ErrorType: "AccessDeniedException",
			Title: "The policy of the Lambda authorizer denies the method expressly",
			Texts: []string{logAccessDenied},
			Causes: []Cause{
				{What: "A Deny of the policy that the function returned, now or in an earlier call that is kept, covers the method.", Called: MayBeKept, Tell: "With a kept answer, the log of the function has nothing for this call.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "ACCESS_DENIED", Body: anonymousBody, ErrorType: "AccessDeniedException",
			Title: "The resource policy of the API does not allow the call",
			Texts: []string{logAccessDenied},
			Causes: []Cause{
				{What: "The resource policy is silent about the method, and has to allow it: one without authorization, or with a user pool. With a Lambda authorizer or IAM, silence denies only what they do not allow either.", Tell: "The execution log says \"not authorized\" without \"Starting authorizer\" where the method has none.", Evidence: Documented},
				{What: "The API is private and has no resource policy, or one that does not allow the VPC endpoint of the caller.", When: "every call", Evidence: Documented},
				{What: "The resource policy allows AWS accounts, users or roles only, and the method has no IAM authorization: it never learns who calls.", Evidence: Documented},
				{What: "A condition does not hold: aws:SourceIp in a private API, where aws:VpcSourceIp is meant; another address or endpoint than expected.", When: "calls from some places", Evidence: Documented},
				{What: "The policy has been changed, and the API not deployed since.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "ACCESS_DENIED", Body: anonymousDenyBody, ErrorType: "AccessDeniedException",
			Title: "The resource policy of the API denies the call expressly",
			Texts: []string{logAccessDenied},
			Causes: []Cause{
				{What: "A Deny of the resource policy covers the call: its condition about addresses, VPCs or endpoints holds for this caller. It stops a call before any Lambda authorizer is asked.", Called: NotCalled, When: "calls from some places, or every call", Tell: "The log of the function has nothing.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "ACCESS_DENIED", Body: callerBody, ErrorType: "AccessDeniedException",
			Title: "IAM authorization: no policy of the caller allows the call",
			Texts: []string{logAccessDenied},
			Causes: []Cause{
				{What: "No identity policy of the caller allows execute-api:Invoke on this ARN: a stage, verb or path that differs, or a path template in place of a path.", Tell: "The answer names the ARN that was asked for: compare it with the policy's.", Evidence: Reported},
				{What: "The caller is of another account, and then the resource policy has to allow it as well.", Tell: "The ARN of the caller in the answer has another account.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "INVALID_API_KEY", Body: forbiddenBody, ErrorType: "ForbiddenException",
			Title: "The API key is missing or not valid here",
			Causes: []Cause{
				{What: "The method requires an API key, and the call has none (header x-api-key), or one that is unknown or disabled. A browser's preflight never has one.", Called: IsCalled, Tell: "Authorization has passed already.", Evidence: Documented},
				{What: "The key is in no usage plan of this stage.", Called: IsCalled, Evidence: Documented},
				{What: "The API takes keys from the authorizer (apiKeySource AUTHORIZER), and the function returns no usageIdentifierKey, or the method has no Lambda authorizer.", Called: IsCalled, Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, ResponseType: "WAF_FILTERED", Body: forbiddenBody, ErrorType: "ForbiddenException",
			Title: "A web ACL of AWS WAF blocks the call",
			Causes: []Cause{
				{What: "A rule of the web ACL on the stage blocks it, before anything else is looked at.", Called: NotCalled, Tell: "The samples of the web ACL have it.", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 403, Body: forbiddenBody, ErrorType: "ForbiddenException",
			Title: "There is no such API or stage under this name",
			Causes: []Cause{
				{What: "The URL has an unknown API id or stage, or a base path of a custom domain that leads nowhere.", Called: NotCalled, Tell: "Neither the execution log nor the access log of the stage has the call.", Evidence: Reported},
			},
		},
		{
			Protocol: REST, Status: 500, ResponseType: "AUTHORIZER_CONFIGURATION_ERROR", Body: nullBody, ErrorType: "AuthorizerConfigurationException",
			Title: "The authorizer's function cannot be called, or its answer is of no use",
			Texts: []string{logNoPermission, logAuthorizer, logRole, logPolicy},
			Causes: []Cause{
				{What: "API Gateway may not call the function: no permission whose source ARN covers API_ID/authorizers/AUTHORIZER_ID (one for a stage does not), or one for another alias; or the function or its URI is wrong.", Called: NotCalled, When: "every call", Tell: "The execution log has \"Invalid permissions on Lambda function\" before \"Authorizer error\"; the log of the function has nothing.", Evidence: Measured},
				{What: "The role that the authorizer names does not trust apigateway.amazonaws.com, or may not call the function.", Called: NotCalled, When: "every call", Tell: "The execution log has \"API Gateway does not have permission to assume the provided role\", or as above.", Evidence: Reported},
				{What: "The function fails with any other error than exactly \"Unauthorized\", crashes, or cannot be loaded.", Called: IsCalled, Tell: "The log of the function has the error.", Evidence: Reported},
				{What: "The answer of the function is not valid: null, no principalId, no or a malformed policyDocument, nested values in context.", Called: IsCalled, Tell: "The log of the function ends well; the execution log has what it returned.", Evidence: Reported},
				{What: "The function takes too long.", Called: IsCalled, When: "some calls, cold starts first", Tell: "The log of the function ends with \"Task timed out\".", Evidence: Reported},
			},
		},
		{
			Protocol: REST, Status: 500, ResponseType: "AUTHORIZER_FAILURE",
			Title: "The authorizer failed; reports nearly always show AUTHORIZER_CONFIGURATION_ERROR instead",
			Causes: []Cause{
				{What: "\"API Gateway failed to authenticate the caller\" is all that is documented. Check what AUTHORIZER_CONFIGURATION_ERROR lists.", Evidence: Unsettled},
			},
		},
		{
			Protocol: REST, Status: 429, ResponseType: "QUOTA_EXCEEDED", Body: `{"message":"Limit Exceeded"}`, ErrorType: "LimitExceededException",
			Title: "The quota of the usage plan is used up",
			Causes: []Cause{
				{What: "The API key has made all calls that its usage plan has for this day, week or month.", When: "later calls", Evidence: Documented},
			},
		},
		{
			Protocol: REST, Status: 429, ResponseType: "THROTTLED", Body: `{"message":"Too Many Requests"}`, ErrorType: "TooManyRequestsException",
			Title: "Too many calls at a time",
			Causes: []Cause{
				{What: "A limit of the usage plan, the method, the stage or the account is reached.", When: "calls in quick succession", Evidence: Documented},
			},
		},
	}
}
