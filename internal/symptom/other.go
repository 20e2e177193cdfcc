package symptom

// browserReports are what a page sees in place of an answer. The texts are those of
// Chrome, Firefox and Safari.
func browserReports() []Outcome {
	return []Outcome{
		{
			Browser: Preflight,
			Title:   "A browser's preflight is refused, and the request is never sent",
			Texts: []string{
				"Response to preflight request doesn't pass access control check",
				"Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource",
				"CORS preflight response did not succeed",
				"CORS preflight channel did not succeed",
				"Preflight response is not successful",
			},
			Causes: []Cause{
				{What: "OPTIONS of this path asks for credentials, which a preflight never has: an OPTIONS, ANY or $default method with an authorizer, or SAM's DefaultAuthorizer on preflights.", Called: NotCalled, Tell: "curl -X OPTIONS with the header Origin gets 401, or 403 \"Missing Authentication Token\".", Evidence: Reported},
				{What: "OPTIONS of this path requires an API key.", Tell: "The same call gets 403 \"Forbidden\".", Evidence: Reported},
				{What: "There is no OPTIONS method: 403 on REST APIs, 404 on HTTP APIs without a CORS configuration.", Evidence: Documented},
			},
		},
		{
			Browser: NoOrigin,
			Title:   "An answer of API Gateway itself has no CORS headers, and the page cannot read it",
			Texts: []string{
				"No 'Access-Control-Allow-Origin' header is present on the requested resource",
				"CORS header 'Access-Control-Allow-Origin' missing",
				"is not allowed by Access-Control-Allow-Origin",
			},
			Causes: []Cause{
				{What: "The call was refused with 401, 403 or 500 before the backend, which adds the headers, was asked; DEFAULT_4XX and DEFAULT_5XX do not add them.", Tell: "curl gets the answer behind it: explain that one. Calls that are allowed work.", Evidence: Documented},
				{What: "DEFAULT_4XX has the headers, and a type of its own (UNAUTHORIZED, ACCESS_DENIED) is customised without them: it takes nothing from DEFAULT_4XX.", When: "answers of that type", Evidence: Measured},
				{What: "HTTP API: whether its own 401 and 403 get the headers of the CORS configuration is not documented.", Evidence: Unsettled},
				{What: "The backend itself sends no headers.", Tell: "Calls that are allowed fail as well.", Evidence: Documented},
			},
		},
		{
			Browser: Header,
			Title:   "The CORS headers do not suit the request",
			Texts: []string{
				"is not allowed by Access-Control-Allow-Headers",
				"is not allowed according to header 'Access-Control-Allow-Headers'",
				"must not be the wildcard '*' when the request's credentials mode is 'include'",
				"Response to preflight request doesn't pass access control check: The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'",
				"Credential is not supported if the CORS header 'Access-Control-Allow-Origin' is '*'",
			},
			Causes: []Cause{
				{What: "Access-Control-Allow-Headers does not name the header that carries the credentials; * does not stand for Authorization.", Tell: "The report names the header.", Evidence: Documented},
				{What: "The page sends credentials, and Access-Control-Allow-Origin is *.", Tell: "The report speaks of a wildcard.", Evidence: Documented},
			},
		},
	}
}

// refusals are the texts with which deployments are refused, and one outcome for
// those whose text is not known.
func refusals() []Outcome {
	var all []Outcome
	for _, r := range []struct {
		protocol, text, title, what string
		evidence                    Evidence
	}{
		{"", "Invalid Authorizer URI", "The authorizer's URI is no URI of API Gateway", "The URI is the ARN of the function. It has to be arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations, which Terraform has as invoke_arn.", Measured},
		{REST, "IdentitySource cannot be empty", "A TOKEN authorizer has no identity source", "The identity source is left out, or is empty.", Measured},
		{REST, "Invalid token source expression", "A TOKEN authorizer's identity source is not one header", "It is a query string, several sources, or not written as method.request.header.NAME.", Measured},
		{"", "Invalid request identity source expression", "An identity source is not written as this type of API wants it", "REST: method.request.header.NAME, method.request.querystring.NAME, stageVariables.NAME, context.NAME. WebSocket: route.request.header.NAME and so on. Path parameters are never possible.", Measured},
		{HTTP, "Invalid identity source expression", "An identity source is not written as an HTTP API wants it", "HTTP: $request.header.NAME, $request.querystring.NAME, $stageVariables.NAME, $context.NAME. Path parameters are never possible.", Measured},
		{REST, "ProviderARNs cannot be empty", "A Cognito authorizer names no user pool", "The list of provider ARNs is left out, or is empty.", Measured},
		{REST, "Invalid request input", "The authorizer is refused, and the text does not say why", "A REQUEST authorizer keeps its answers (TTL above 0, or left out) and has no identity source. One of the two cures it: an identity source, or a TTL of 0.", Reported},
		{HTTP, "Identity source must be set if authorizer caching is enabled (TTL is greater than 0)", "The authorizer keeps answers and has nothing to keep them by", "The TTL is above 0, and there is no identity source.", Measured},
		{HTTP, "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer", "The payload format is left out", "A REQUEST authorizer of an HTTP API needs 1.0 or 2.0; only the console picks one.", Measured},
		{HTTP, `EnableSimpleResponses can only be set for AuthorizerPayloadFormatVersion "2.0"`, "Simple responses need payload format 2.0", "Simple responses are on, and the payload format is 1.0.", Measured},
		{HTTP, "Authorizer result TTL outside allowable range", "The TTL is not 0 to 3600", "The TTL is negative or above an hour.", Measured},
		{HTTP, "Issuer is not a valid URL for JWT Authorizer", "The issuer is no https URL that can be reached", "The issuer has no https://, or API Gateway cannot resolve it.", Measured},
		{WebSocket, "Only REQUEST authorizer type is supported on WEBSOCKET protocol Apis", "A WebSocket API takes REQUEST authorizers only", "The authorizer is of another type.", Measured},
		{WebSocket, "Currently, authorization is restricted to the $connect route only", "Only $connect can be authorized", "Another route has an authorization type.", Measured},
		{HTTP, "ApiKeyRequired is not currently supported for HTTP APIs.", "HTTP APIs know no API keys", "A route requires an API key.", Measured},
		{REST, "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.", "The method names no authorizer of this API", "The authorizer is left out, unknown, or of another API.", Measured},
		{HTTP, "Setting the authorization type to JWT requires a valid JWT authorizer.", "The route names no JWT authorizer of this API", "The authorizer is left out, of another kind, or of another API.", Measured},
		{REST, "Authorization Scopes are only valid for COGNITO_USER_POOLS authorization type", "Scopes need a Cognito authorizer", "The method has scopes, and another authorization type.", Measured},
		{HTTP, "Authorization Scopes are only valid for COGNITO_USER_POOLS and JWT authorization type", "Scopes need a JWT authorizer", "The route has scopes, and another authorization type.", Measured},
		{REST, "Invalid policy document", "The resource policy is no policy", "It has no statement, or a statement without Effect, Principal or Action, or with another Effect than Allow and Deny.", Measured},
		{REST, "Invalid mapping expression", "A header of a gateway response is no literal and no expression", "The value has no single quotes around it: write \"'*'\".", Inferred},
		{REST, "The REST API doesn't contain any methods", "The deployment was made before the methods", "The deployment does not depend on the methods.", Measured},
		{REST, "Active stages pointing to this deployment must be moved or deleted", "The old deployment cannot be deleted", "Terraform destroys the deployment before it creates the next one: it wants create_before_destroy.", Documented},
		{"", "Template format error: Unresolved resource dependencies", "The template refers to a resource that it does not have", "A Ref, or a name in Fn::Sub, is that of no resource and no parameter of the template.", Documented},
		{"", "Template error: instance of Fn::GetAtt references undefined resource", "The template refers to a resource that it does not have", "A Fn::GetAtt names no resource of the template.", Documented},
		{"", "", "The deployment is refused", "API Gateway, CloudFormation, the SAM transform or Terraform's provider does not take a setting.", Documented},
	} {
		all = append(all, Outcome{Protocol: r.protocol, Deployment: refused, Body: r.text, Title: r.title, Causes: []Cause{{What: r.what, Evidence: r.evidence}}})
	}
	all[len(all)-1].Texts = []string{"deployment refused", "the deployment is refused"}
	return append(all, Outcome{
		Deployment: stale, Title: "A change is not live, although everything was deployed",
		Texts: []string{"a change is not live", "the deployment is stale", "callers do not get the change"},
		Causes: []Cause{
			{What: "REST: nothing makes the API deploy again when its methods, authorizers, gateway responses or policy change, so that the stage keeps the snapshot of before.", When: "after a change", Tell: "The console shows the change, and callers do not see it. A new deployment of the stage makes it live.", Evidence: Documented},
			{What: "HTTP and WebSocket: the stage has no auto deploy, and no deployment was made.", Tell: "The stage shows no deployment, or an old one.", Evidence: Documented},
		},
	}, Outcome{
		Deployment: overwritten, Title: "A later deployment takes the setting away",
		Texts:  []string{"overwritten by a later deployment"},
		Causes: []Cause{{What: "A definition (body) is imported again and replaces what separate resources have set.", When: "after the next change of the definition", Evidence: Inferred}},
	})
}

// exposures are calls that are answered and should not be. The status is what the
// backend sends.
func exposures() []Outcome {
	return []Outcome{
		{
			Exposure: []string{public, wider}, Status: 200,
			Title: "Calls pass that should not",
			Texts: []string{"open to anyone", "open to more than intended"},
			Causes: []Cause{
				{What: "The method has the authorization type NONE, although an authorizer is there or named: API Gateway does not ask it.", Called: NotCalled, Tell: "A call without credentials passes.", Evidence: Measured},
				{What: "OpenAPI: the operation has no security, or names a scheme without an authorizer.", Called: NotCalled, Tell: "A call without credentials passes.", Evidence: Inferred},
				{What: "The answer for one caller or one route is kept and used for others: the identity sources do not tell them apart.", Called: MayBeKept, When: "later calls within the TTL", Tell: "With TTL 0 it stops.", Evidence: Inferred},
				{What: "The resource policy allows what the policy of the Lambda authorizer leaves out; only an express Deny of the function stops the call.", Called: IsCalled, Evidence: Documented},
				{What: "What runs is an old deployment, from before the authorizer.", Called: NotCalled, Tell: "aws apigateway get-method shows the authorizer; calls do not ask it.", Evidence: Documented},
			},
		},
	}
}
