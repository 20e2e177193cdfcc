package cloudformation

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/model"
)

// restTemplate is a REST API with that Auth and other properties, each line of them
// indented as it stands below Properties, and three events of a function.
func restTemplate(properties string) string {
	return `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
` + properties + `
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        List: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /orders, Method: get}}
        Create: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /orders, Method: POST, Auth: {Authorizer: NONE}}}
        Any: {Type: Api, Properties: {RestApiId: !Ref Api, Path: '/{proxy+}', Method: any, Auth: {Authorizer: AWS_IAM}}}
  Check:
    Type: AWS::Serverless::Function
`
}

const pool = `
      Auth:
        DefaultAuthorizer: Pool
        Authorizers:
          Pool: {UserPoolArn: !GetAtt Users.Arn, AuthorizationScopes: [email]}
`

// overriding are events that say who may call a method of the definition.
const overriding = `
  Replace:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Put: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /orders, Method: put, Auth: {Authorizer: AWS_IAM, OverrideApiAuth: true}}}
        Post: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /orders, Method: post, Auth: {Authorizer: !Ref Nowhere, OverrideApiAuth: true}}}
        Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /orders, Method: get, Auth: {Authorizer: NONE}}}
`

func TestSAMAccess(t *testing.T) {
	tests := []struct {
		name, properties string
		want             map[string]string
	}{
		{"without Auth", "", map[string]string{
			"GET /orders": "NONE", "POST /orders": "NONE", "ANY /{proxy+}": "AWS_IAM",
		}},
		{"a default authorizer", pool, map[string]string{
			"GET /orders": "COGNITO_USER_POOLS Pool [email]", "POST /orders": "NONE", "ANY /{proxy+}": "AWS_IAM",
		}},
		{"IAM by default", "      Auth: {DefaultAuthorizer: AWS_IAM}", map[string]string{
			"GET /orders": "AWS_IAM", "POST /orders": "NONE", "ANY /{proxy+}": "AWS_IAM",
		}},
		{"a default that there is no authorizer for counts for nothing", "      Auth: {DefaultAuthorizer: Pool}", map[string]string{
			"GET /orders": "NONE", "POST /orders": "NONE", "ANY /{proxy+}": "AWS_IAM",
		}},
		{"the default protects preflights", "      Cors: \"'*'\"" + pool, map[string]string{
			"GET /orders": "COGNITO_USER_POOLS Pool [email]", "POST /orders": "NONE", "ANY /{proxy+}": "AWS_IAM",
			"OPTIONS /orders": "COGNITO_USER_POOLS Pool [email]", "OPTIONS /{proxy+}": "COGNITO_USER_POOLS Pool [email]",
		}},
		{"unless it is told not to", "      Cors: \"'*'\"" + pool + "        AddDefaultAuthorizerToCorsPreflight: false", map[string]string{
			"GET /orders": "COGNITO_USER_POOLS Pool [email]", "POST /orders": "NONE", "ANY /{proxy+}": "AWS_IAM",
			"OPTIONS /orders": "NONE", "OPTIONS /{proxy+}": "NONE",
		}},
		{"an API key for all", "      Cors: \"'*'\"\n      Auth: {ApiKeyRequired: true, AddApiKeyRequiredToCorsPreflight: false}", map[string]string{
			"GET /orders": "NONE key", "POST /orders": "NONE key", "ANY /{proxy+}": "AWS_IAM key",
			"OPTIONS /orders": "NONE", "OPTIONS /{proxy+}": "NONE",
		}},
		{"events do not add to a definition", "      DefinitionBody: {swagger: '2.0', paths: {/a: {get: {}}, /b: {get: {security: [{NONE: []}]}}, /c: {get: {security: [{Pool: [x]}]}}}}" + pool, map[string]string{
			"GET /a": "COGNITO_USER_POOLS Pool [email]", "GET /b": "NONE", "GET /c": "COGNITO_USER_POOLS Pool [x]",
		}},
		{"unless they override it", "      DefinitionBody: {swagger: '2.0', paths: {/orders: {get: {}, put: {}, post: {}}}}" + pool + overriding, map[string]string{
			"GET /orders": "COGNITO_USER_POOLS Pool [email]", "PUT /orders": "AWS_IAM", "POST /orders": "? ?",
		}},
		{"unless they are merged", "      MergeDefinitions: true\n      DefinitionBody: {swagger: '2.0', paths: {/orders: {get: {}, put: {}}}}" + pool, map[string]string{
			"GET /orders": "COGNITO_USER_POOLS Pool [email]", "PUT /orders": "COGNITO_USER_POOLS Pool [email]",
			"POST /orders": "NONE", "ANY /{proxy+}": "AWS_IAM",
		}},
		{"CORS of an HTTP API in the definition of a REST API", "      DefinitionBody: {openapi: 3.0.1, x-amazon-apigateway-cors: {allowOrigins: ['*']}, paths: {/a: {get: {}}}}", map[string]string{"GET /a": "NONE"}},
		{"a definition in a file", "      DefinitionUri: api.yaml", map[string]string{"GET /file": "NONE"}},
		{"a default that nobody knows", "      Auth: {DefaultAuthorizer: !Ref Nowhere}", map[string]string{
			"GET /orders": "? ?", "POST /orders": "NONE", "ANY /{proxy+}": "AWS_IAM",
		}},
	}
	for _, test := range tests {
		s := read(t, restTemplate(test.properties), "infra/api.yaml", "swagger: '2.0'\npaths: {/file: {get: {}}}")
		if diff := cmp.Diff(test.want, access(s.only())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if len(s.Problems) > 0 {
			t.Errorf("%s: problems %v", test.name, s.messages())
		}
	}
}

func TestSAMPlaces(t *testing.T) {
	s := read(t, restTemplate("      Cors: \"'*'\""+pool))
	for _, method := range s.only().Methods.Items {
		want := map[string][3]string{
			"GET /orders":       {"List", "Pool", "Resources.Orders.Events.List"},
			"POST /orders":      {"Create", "NONE", "Resources.Orders.Events.Create"},
			"ANY /{proxy+}":     {"Any", "AWS_IAM", "Resources.Orders.Events.Any"},
			"OPTIONS /orders":   {"Cors", "Pool", "Resources.Api.Cors./orders"},
			"OPTIONS /{proxy+}": {"Cors", "Pool", "Resources.Api.Cors./{proxy+}"},
		}[method.Label]
		got := [3]string{s.text(method.Range), s.text(method.AuthorizationType.Range), method.Address}
		if got != want {
			t.Errorf("%s: %q, want %q", method.Label, got, want)
		}
		if method.Generated != strings.HasPrefix(method.Label, "OPTIONS") {
			t.Errorf("%s: generated is %v", method.Label, method.Generated)
		}
	}
	pool := s.authorizer("Pool")
	if s.text(pool.Range) != "Pool" || pool.Address != "Resources.Api.Auth.Authorizers.Pool" {
		t.Errorf("the authorizer is %s at %q", pool.Address, s.text(pool.Range))
	}
}

func TestSAMRestAuthorizers(t *testing.T) {
	tests := []struct{ written, kind, sources, ttl, role string }{
		{"{FunctionArn: !GetAtt Check.Arn}", "token", "[method.request.header.Authorization]", "300 default", "-"},
		{"{FunctionArn: !GetAtt Check.Arn, FunctionInvokeRole: NONE, Identity: {Header: X-Key, ReauthorizeEvery: 0}}", "token", "[method.request.header.X-Key]", "0 written", "-"},
		{
			"{FunctionArn: a, FunctionPayloadType: REQUEST, FunctionInvokeRole: r, Identity: {Headers: [A], QueryStrings: [b], StageVariables: [c], Context: [d]}}", "request",
			"[method.request.header.A method.request.querystring.b stageVariables.c context.d]", "300 default", "r",
		},
		{"{FunctionArn: a, FunctionPayloadType: REQUEST, Identity: {ReauthorizeEvery: 0}}", "request", "-", "0 written", "-"},
		{"{UserPoolArn: [a, b], Identity: {ReauthorizeEvery: 60}}", "cognito_user_pools", "[method.request.header.Authorization]", "300 default", "-"},
		{"{FunctionArn: a, FunctionPayloadType: !Ref Nowhere}", "?", "?", "300 default", "-"},
	}
	for _, test := range tests {
		s := read(t, restTemplate("      Auth:\n        Authorizers:\n          X: "+test.written))
		x := s.authorizer("X")
		kind, ok := x.Kind.Get()
		if !ok {
			kind = "?"
		}
		got := []string{kind, showAll(x.IdentitySources), ttl(x), show(x.InvokeRole)}
		if diff := cmp.Diff([]string{test.kind, test.sources, test.ttl, test.role}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.written, diff)
		}
	}
}

// TestSAMReplacesInheritedSecurity holds who may call a method of a definition whose root
// has security requirements, as the transform of SAM 1.110 leaves it: requirements that
// the transform adds to a method take the place of the root's.
func TestSAMReplacesInheritedSecurity(t *testing.T) {
	const pool = "Authorizers: {Pool: {UserPoolArn: a}}"
	tests := map[string]struct{ auth, root, want string }{
		"the default takes its place":             {"DefaultAuthorizer: Pool, " + pool, "[{Key: []}]", "COGNITO_USER_POOLS false"},
		"an undefined scheme goes as well":        {"DefaultAuthorizer: Pool, " + pool, "[{Nowhere: []}]", "COGNITO_USER_POOLS false"},
		"IAM takes its place":                     {"DefaultAuthorizer: AWS_IAM, " + pool, "[{Key: []}]", "AWS_IAM false"},
		"an API key takes the authorizer's place": {"ApiKeyRequired: true, " + pool, "[{Guard: []}]", "NONE true"},
		"both":                {"DefaultAuthorizer: Pool, ApiKeyRequired: true, " + pool, "[{Guard: []}]", "COGNITO_USER_POOLS true"},
		"nothing is added":    {pool, "[{Guard: []}]", "CUSTOM false of the root"},
		"no API key is added": {"ApiKeyRequired: false, " + pool, "[{Key: []}]", "NONE true of the root"},
		"nobody knows whether a default is there":  {"DefaultAuthorizer: !Ref Nowhere, " + pool, "[{Guard: []}]", "? ?"},
		"nobody knows whether an API key is there": {"ApiKeyRequired: !Ref Nowhere, " + pool, "[{Guard: []}]", "? ?"},
	}
	for name, test := range tests {
		api := read(t, restAPIAlone(`      Auth: {`+test.auth+`}
      DefinitionBody:
        swagger: '2.0'
        security: `+test.root+`
        securityDefinitions:
          Key: {type: apiKey, in: header, name: x-api-key}
          Guard: {type: apiKey, in: header, name: Authorization, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: {type: token, authorizerUri: u}}
        paths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}
`)).only()
		method := api.Methods.Items[0]
		got := showValue(method.AuthorizationType) + " " + showValue(method.APIKeyRequired)
		if method.InheritedFromRoot {
			got += " of the root"
		}
		if got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
		if inherits := len(method.Requirements) > 0; inherits != method.InheritedFromRoot {
			t.Errorf("%s: requirements of the root: %v", name, method.Requirements)
		}
	}
}

// TestSAMDroppedTTL holds what the transform drops: the cache time of a Cognito authorizer.
func TestSAMDroppedTTL(t *testing.T) {
	for written, want := range map[string]string{
		"{UserPoolArn: a, Identity: {ReauthorizeEvery: 60}}": "60",
		"{UserPoolArn: a}": "none",
		"{FunctionArn: a, Identity: {ReauthorizeEvery: 60}}":                "none",
		"{UserPoolArn: a, Identity: {ReauthorizeEvery: !Ref AWS::Nowhere}}": "unknown",
	} {
		dropped := read(t, restTemplate("      Auth:\n        Authorizers:\n          X: "+written)).authorizer("X").DroppedTTL
		got := "none"
		if dropped != nil {
			got = "unknown"
			if seconds, known := dropped.Get(); known {
				got = strconv.Itoa(seconds)
			}
		}
		if got != want {
			t.Errorf("%s: %s, want %s", written, got, want)
		}
	}
}

func TestSAMHTTPAuthorizers(t *testing.T) {
	tests := []struct{ written, kind, sources, ttl string }{
		{"{FunctionArn: a, AuthorizerPayloadFormatVersion: 2.0}", "request", "-", "0 default"},
		{
			"{FunctionArn: a, Identity: {Headers: [A], QueryStrings: [b], StageVariables: [c], Context: [d], ReauthorizeEvery: 60}}", "request",
			"[$request.header.A $request.querystring.b $stageVariables.c $context.d]", "60 written",
		},
		{"{IdentitySource: $request.header.Authorization, JwtConfiguration: {issuer: 'https://i', audience: [a]}}", "jwt", "[$request.header.Authorization]", "0 default"},
	}
	for _, test := range tests {
		x := read(t, httpTemplate("      Auth:\n        Authorizers:\n          X: "+test.written)).authorizer("X")
		kind, _ := x.Kind.Get()
		if diff := cmp.Diff([]string{test.kind, test.sources, test.ttl}, []string{kind, showAll(x.IdentitySources), ttl(x)}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.written, diff)
		}
	}
	jwt := read(t, httpTemplate("      Auth:\n        Authorizers:\n          X: "+tests[2].written)).authorizer("X").JWT
	if show(jwt.Issuer) != "https://i" || showAll(jwt.Audience) != "[a]" {
		t.Errorf("JWT %s %s", show(jwt.Issuer), showAll(jwt.Audience))
	}
}

func ttl(a *model.Authorizer) string {
	seconds := show(model.Text{State: a.TTLSeconds.State})
	if value, ok := a.TTLSeconds.Get(); ok {
		seconds = strings.TrimSpace(strings.Join([]string{strconv.Itoa(value), string(a.TTLSeconds.State)}, " "))
	}
	return seconds
}

func TestSAMInvokeURI(t *testing.T) {
	x := read(t, restTemplate("      Auth: {Authorizers: {X: {FunctionArn: !GetAtt Check.Arn}}}")).authorizer("X")
	const want = "arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/arn:${partition}:lambda:${region}:${account}:function:${Resources.Check}/invocations"
	if got := show(x.URI); got != want {
		t.Errorf("URI %s", got)
	}
	if got := show(x.Function); got != "Resources.Check" {
		t.Errorf("function %s", got)
	}
}

func TestSAMPermissions(t *testing.T) {
	const arn = "arn:${partition}:execute-api:${region}:${account}:${Resources.Api}"
	rest := func(written string) string { return restTemplate("      Auth: {Authorizers: {X: " + written + "}}") }
	http := func(written string) string { return httpTemplate("      Auth: {Authorizers: {X: " + written + "}}") }
	tests := []struct {
		name, template string
		want           []string
	}{
		{"REST", rest("{FunctionArn: !GetAtt Check.Arn}"), []string{arn + "/authorizers/*"}},
		{"REST, switched off", rest("{FunctionArn: !GetAtt Check.Arn, DisableFunctionDefaultPermissions: true}"), nil},
		{"HTTP", http("{FunctionArn: !GetAtt Check.Arn}"), nil},
		{"HTTP, switched on", http("{FunctionArn: !GetAtt Check.Arn, EnableFunctionDefaultPermissions: true}"), []string{arn + "/authorizers/*"}},
		{
			"a function with REST events", rest("{FunctionArn: !GetAtt Orders.Arn, DisableFunctionDefaultPermissions: true}"),
			[]string{arn + "/*/GET/orders", arn + "/*/POST/orders", arn + "/*/*/*"},
		},
		{"a function on the default route", http("{FunctionArn: !GetAtt Orders.Arn}"), []string{arn + "/*/GET/orders/*", arn + "/*/*"}},
	}
	for _, test := range tests {
		permissions := read(t, test.template).authorizer("X").Permissions
		var got []string
		for _, permission := range permissions.Items {
			got = append(got, show(permission.SourceARN))
			if !permission.Generated || show(permission.Principal) != "apigateway.amazonaws.com" {
				t.Errorf("%s: %+v", test.name, permission)
			}
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if !permissions.Complete {
			t.Errorf("%s: the permissions are all in view: %s", test.name, permissions.Why)
		}
	}
}

func httpTemplate(properties string) string {
	return `
Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      Name: x
` + properties + `
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Get: {Type: HttpApi, Properties: {ApiId: !Ref Api, Path: '/orders/{id}', Method: get}}
        Rest: {Type: HttpApi, Properties: {ApiId: !Ref Api}}
  Check:
    Type: AWS::Serverless::Function
`
}

func TestSAMHTTPAccess(t *testing.T) {
	const guard = "      Auth: {DefaultAuthorizer: X, Authorizers: {X: {FunctionArn: a}}}"
	tests := []struct {
		name, properties string
		want             map[string]string
	}{
		{"the default route has the default authorizer", guard, map[string]string{"GET /orders/{id}": "CUSTOM X", "$default": "CUSTOM X"}},
		{"CORS makes no routes", guard + "\n      CorsConfiguration: true", map[string]string{"GET /orders/{id}": "CUSTOM X", "$default": "CUSTOM X"}},
		{
			"events add to a definition, OPTIONS stay open", guard + "\n      DefinitionBody: {openapi: 3.0.1, paths: {/a: {get: {}, options: {}}}}",
			map[string]string{"GET /orders/{id}": "CUSTOM X", "$default": "CUSTOM X", "GET /a": "CUSTOM X", "OPTIONS /a": "NONE"},
		},
	}
	for _, test := range tests {
		api := read(t, httpTemplate(test.properties)).only()
		if diff := cmp.Diff(test.want, access(api)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if stage := api.Stages.Items[0]; show(stage.Name) != "$default" {
			t.Errorf("%s: stage %s", test.name, show(stage.Name))
		}
	}
}

func TestSAMCORS(t *testing.T) {
	tests := []struct{ template, origins, headers string }{
		{restTemplate("      Cors: \"'https://a.example'\""), "[https://a.example]", "-"},
		{restTemplate("      Cors: {AllowHeaders: \"'Content-Type,Authorization'\"}"), "[*]", "[Content-Type Authorization]"},
		{httpTemplate("      CorsConfiguration: true"), "[*]", "-"},
		{httpTemplate("      CorsConfiguration: {AllowOrigins: ['https://a.example'], AllowHeaders: [A]}"), "[https://a.example]", "[A]"},
	}
	for _, test := range tests {
		cors := read(t, test.template).only().CORS
		if configured, _ := cors.Configured.Get(); !configured || showAll(cors.AllowOrigins) != test.origins || showAll(cors.AllowHeaders) != test.headers {
			t.Errorf("%v %s %s, want %s %s", configured, showAll(cors.AllowOrigins), showAll(cors.AllowHeaders), test.origins, test.headers)
		}
	}
	for _, template := range []string{restTemplate(""), httpTemplate("      CorsConfiguration: false")} {
		if configured, known := read(t, template).only().CORS.Configured.Get(); configured || !known {
			t.Errorf("without CORS it is configured: %v, known: %v", configured, known)
		}
	}
}

func TestImplicitAPIsAndGlobals(t *testing.T) {
	s := read(t, `
Transform: AWS::Serverless-2016-10-31
Globals:
  Api:
    Cors: "'*'"
    Auth:
      DefaultAuthorizer: Guard
      Authorizers: {Guard: {FunctionArn: a}}
  HttpApi:
    Auth: {EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM}
Resources:
  Named:
    Type: AWS::Serverless::Api
    Properties:
      StageName: v1
      Auth:
        DefaultAuthorizer: Other
        Authorizers: {Other: {FunctionArn: b}}
  Orders:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Named: {Type: Api, Properties: {RestApiId: !Ref Named, Path: /a, Method: get}}
        Implicit: {Type: Api, Properties: {Path: /b, Method: get}}
        Http: {Type: HttpApi, Properties: {Path: /c, Method: get}}
  Flow:
    Type: AWS::Serverless::StateMachine
    Properties:
      Events:
        Start: {Type: Api, Properties: {Path: /d, Method: post, Auth: {Authorizer: NONE}}}
`)
	want := map[string]map[string]string{
		"Resources.Named":             {"GET /a": "CUSTOM Other", "OPTIONS /a": "CUSTOM Other"},
		"Resources.ServerlessRestApi": {"GET /b": "CUSTOM Guard", "OPTIONS /b": "CUSTOM Guard", "POST /d": "NONE", "OPTIONS /d": "CUSTOM Guard"},
		"Resources.ServerlessHttpApi": {"GET /c": "AWS_IAM"},
	}
	got := map[string]map[string]string{}
	for _, api := range s.APIs {
		got[api.Address] = access(api)
		if api.Format != model.FormatSAM {
			t.Errorf("%s has the format %s", api.Address, api.Format)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("methods (-want +got):\n%s", diff)
	}
	if n := len(s.api("Resources.Named").Authorizers.Items); n != 2 {
		t.Errorf("%d authorizers, want that of Globals and its own", n)
	}
	if stage := show(s.api("Resources.ServerlessRestApi").Stages.Items[0].Name); stage != "Prod" {
		t.Errorf("the stage of the implicit API is %s", stage)
	}
}

func TestSAMGatewayResponsesAndPolicy(t *testing.T) {
	api := read(t, restTemplate(`
      GatewayResponses:
        UNAUTHORIZED: {StatusCode: 401, ResponseParameters: {Headers: {Access-Control-Allow-Origin: "'*'"}}}
      Auth:
        ResourcePolicy:
          IpRangeBlacklist: [10.0.0.0/8]
          CustomStatements: [{Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/*}]
`)).only()
	response := api.GatewayResponses.Items[0]
	if show(response.Type) != "UNAUTHORIZED" || !response.Imported || response.Headers.Items[0].Name != "Access-Control-Allow-Origin" {
		t.Errorf("gateway response %+v", response)
	}
	policy, _ := api.ResourcePolicy.Get()
	want := []string{
		"Allow execute-api:/prod/GET/orders execute-api:/prod/POST/orders",
		"Deny execute-api:/prod/GET/orders execute-api:/prod/POST/orders",
		"Allow execute-api:/prod/*/*",
		"Deny execute-api:/prod/*/*",
		"Allow execute-api:/*",
	}
	if diff := cmp.Diff(want, statements(policy)); diff != "" || !policy.Statements.Complete {
		t.Errorf("statements, complete %v (-want +got):\n%s", policy.Statements.Complete, diff)
	}
}

func statements(policy model.Policy) []string {
	var all []string
	for _, statement := range policy.Statements.Items {
		resources := strings.Trim(showAll(statement.Resources), "[]")
		all = append(all, show(statement.Effect)+" "+resources)
	}
	return all
}

// The transform passes Policy on to the RestApi that it makes.
func TestSAMPolicy(t *testing.T) {
	api := read(t, restTemplate(`
      Policy:
        Statement: [{Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/*}]
`)).only()
	if policy, ok := api.ResourcePolicy.Get(); !ok || len(policy.Statements.Items) != 1 || !policy.Statements.Complete {
		t.Errorf("resource policy %+v", api.ResourcePolicy)
	}
}

// The transform writes GatewayResponses over those of the definition.
func TestSAMGatewayResponsesReplace(t *testing.T) {
	api := read(t, restTemplate(`
      GatewayResponses:
        UNAUTHORIZED: {StatusCode: 401}
      DefinitionBody:
        swagger: '2.0'
        x-amazon-apigateway-gateway-responses:
          UNAUTHORIZED: {statusCode: 403}
          DEFAULT_4XX: {statusCode: 400}
`)).only()
	got := map[string]string{}
	for _, response := range api.GatewayResponses.Items {
		got[show(response.Type)] += show(response.StatusCode)
	}
	if diff := cmp.Diff(map[string]string{"UNAUTHORIZED": "401", "DEFAULT_4XX": "400"}, got); diff != "" {
		t.Errorf("gateway responses (-want +got):\n%s", diff)
	}
}

func TestSAMDefinitionsOutOfView(t *testing.T) {
	for _, property := range []string{
		"DefinitionUri: s3://bucket/key",
		"DefinitionUri: {Bucket: b, Key: k}",
		"DefinitionUri: gone.yaml",
		"DefinitionBody: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: !Sub 's3://${AWS::Region}/x'}}}",
	} {
		api := read(t, restTemplate("      "+property)).only()
		if api.Methods.Complete || len(api.Methods.Items) > 0 {
			t.Errorf("%s: %d methods, complete: %v", property, len(api.Methods.Items), api.Methods.Complete)
		}
	}
}

// A definition that lies above the template is found: templates that are put together
// from pieces have their paths from there.
func TestFilesAboveTheTemplate(t *testing.T) {
	s := read(t, restTemplate("      DefinitionUri: ./spec/api.yaml"), "spec/api.yaml", "swagger: '2.0'\npaths: {/file: {get: {}}}")
	if diff := cmp.Diff(map[string]string{"GET /file": "NONE"}, access(s.only())); diff != "" {
		t.Errorf("methods (-want +got):\n%s", diff)
	}
	if len(s.Files) != 2 || s.Files[1].Name != "spec/api.yaml" {
		t.Errorf("the file is not among those that the template claims: %v", s.Files)
	}
}
