package cloudformation

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/model"
)

// refusedIn are the reasons for which the transform refuses a template, each with the
// place that it points at.
func refusedIn(s scene) []string {
	var all []string
	for _, api := range s.APIs {
		for _, refusal := range api.Refusals {
			all = append(all, s.text(refusal.Range)+": "+refusal.Reason)
		}
	}
	return all
}

func TestRefusedOfREST(t *testing.T) {
	const definition = "      DefinitionBody: {swagger: '2.0', paths: {/a: {get: {x-amazon-apigateway-integration: {}, security: {Pool: []}}}}}"
	tests := []struct{ name, properties, want string }{
		{"Auth is a list", "      Auth: [x]", "[x]: Auth is a mapping of settings, and this is a list"},
		{"a definition that is a text", "      DefinitionBody: api.yaml", "api.yaml: DefinitionBody is an OpenAPI document, and this is a text"},
		{"Auth beside a file", "      DefinitionUri: s3://b/k\n      Auth: {ApiKeyRequired: true}", "Auth: Auth works only with a definition that is inline, in DefinitionBody"},
		{"CORS for a definition without paths", "      DefinitionBody: {swagger: '2.0'}\n      Cors: \"'*'\"", "Cors: Cors cannot be added to DefinitionBody, which is no OpenAPI document with paths"},
		{"credentials for any origin", "      Cors: {AllowCredentials: true}", "true: AllowCredentials cannot be true for any origin, '*' or none in AllowOrigin"},
		{"CORS is a list", "      Cors: ['*']", "['*']: Cors is no list"},
		{"a kind of function that there is not", "      Auth: {Authorizers: {X: {FunctionArn: a, FunctionPayloadType: JWT}}}", `JWT: FunctionPayloadType is TOKEN or REQUEST, and not "JWT"`},
		{"scopes in one text", "      Auth: {Authorizers: {X: {UserPoolArn: a, AuthorizationScopes: email}}}", "email: AuthorizationScopes is a list"},
		{"an identity in one text", "      Auth: {Authorizers: {X: {FunctionArn: a, Identity: Authorization}}}", "Authorization: Identity is a mapping, and this is a text"},
		{"a quoted truth value", "      Auth: {Authorizers: {X: {FunctionArn: a, DisableFunctionDefaultPermissions: 'true'}}}", "'true': DisableFunctionDefaultPermissions is true or false, without quotes"},
		{"an authorizer that is a text", "      Auth: {Authorizers: {X: a}}", "a: an authorizer is a mapping of settings, and this is a text"},
		{"a default that there is not", pool + "        InvokeRole: NONE\n      Cors: \"'*'\"", ""},
		{"a default of another name", "      Auth: {DefaultAuthorizer: Y, Authorizers: {X: {FunctionArn: a}}}", "Y: DefaultAuthorizer names Y, which is not among the Authorizers of the API"},
		{"a default that is a function", "      Auth: {DefaultAuthorizer: !Sub X, Authorizers: {X: {FunctionArn: a}}}", "X: DefaultAuthorizer is a name, and no function"},
		{"a default that is a parameter", "      Auth: {DefaultAuthorizer: !Ref P, Authorizers: {X: {FunctionArn: a}}}\nParameters: {P: {Type: String, Default: X}}", ""},
		{"a gateway response that is a function", "      GatewayResponses: {UNAUTHORIZED: !If [c, {}, {}]}", "UNAUTHORIZED: a gateway response is written out; no function can stand in its place"},
		{"a gateway response that is a text", "      GatewayResponses: {UNAUTHORIZED: no}", "no: a gateway response is a mapping, and this is a text"},
		{"a policy that is a list", "      Auth: {ResourcePolicy: [a]}", "[a]: ResourcePolicy is a mapping, and this is a list"},
		{"a network that is a function", "      Auth: {ResourcePolicy: {SourceVpcWhitelist: [!ImportValue vpc]}}", "vpc: SourceVpcWhitelist is a list of texts; values of functions go to IntrinsicVpcWhitelist"},
		{"requirements that are a mapping", definition + pool, "{Pool: []}: security of GET /a is a list, and this is a mapping"},
		{"schemes that are a list", "      DefinitionBody: {swagger: '2.0', securityDefinitions: [a], paths: {}}\n      Auth: {ApiKeyRequired: true}", "[a]: securityDefinitions is a mapping from names to schemes, and this is a list"},
		{"a version that there is not", "      OpenApiVersion: 4.0.0", `4.0.0: OpenApiVersion is a version such as 3.0.1, and not "4.0.0"`},
	}
	for _, test := range tests {
		// The events of restTemplate say NONE; here, they come without a default.
		s := read(t, restAPIAlone(test.properties))
		var want []string
		if test.want != "" {
			want = []string{test.want}
		}
		if diff := cmp.Diff(want, refusedIn(s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		for _, problem := range s.Problems {
			if !problem.Note {
				t.Errorf("%s: it is said twice: %s", test.name, problem.Message)
			}
		}
	}
}

// restAPIAlone is a REST API of SAM without events.
func restAPIAlone(properties string) string {
	return "Resources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: prod\n" + properties
}

func TestRefusedOfHTTP(t *testing.T) {
	authorizer := func(written string) string { return "      Auth: {Authorizers: {X: {" + written + "}}}" }
	tests := []struct {
		name, properties string
		want             []string
	}{
		{"a JWT authorizer", authorizer("IdentitySource: a, JwtConfiguration: {issuer: i, audience: [a]}, AuthorizationScopes: [s]"), nil},
		{"a Lambda authorizer", authorizer("FunctionArn: a, AuthorizerPayloadFormatVersion: 2.0, EnableFunctionDefaultPermissions: true"), nil},
		{"a Lambda authorizer with what belongs to another", authorizer("FunctionArn: a, AuthorizerPayloadFormatVersion: 2.0, IdentitySource: a"), []string{
			"IdentitySource: IdentitySource is a setting of a JWT authorizer, one with JwtConfiguration",
		}},
		{"a JWT authorizer with what belongs to another", authorizer("JwtConfiguration: {issuer: i}, Identity: {Headers: [a]}"), []string{
			"Identity: Identity is a setting of a Lambda authorizer, one without JwtConfiguration", "X: the authorizer must have IdentitySource",
		}},
		{"a former setting", authorizer("OpenIdConnectUrl: u, IdentitySource: a, JwtConfiguration: {issuer: i}"), []string{
			"OpenIdConnectUrl: OpenIdConnectUrl is no longer a setting of an authorizer; JwtConfiguration takes its place",
		}},
		{"IAM by default, and not enabled", "      Auth: {DefaultAuthorizer: AWS_IAM}", []string{"AWS_IAM: DefaultAuthorizer names AWS_IAM, which needs EnableIamAuthorizer: true"}},
		{"IAM by default", "      Auth: {EnableIamAuthorizer: true, DefaultAuthorizer: AWS_IAM}", nil},
		{"tags for Swagger are another mistake", "      DefinitionBody: {swagger: '2.0'}\n      Tags: {a: b}", nil},
		{"a configuration that nobody knows", authorizer("JwtConfiguration: !Ref Nowhere, FunctionArn: a"), nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, refusedIn(read(t, httpTemplate(test.properties)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestRefusedOfEvents(t *testing.T) {
	const rest = restEvents + "      Auth: {Authorizers: {X: {FunctionArn: a}}, DefaultAuthorizer: X}\n"
	tests := []struct{ name, template, event, want string }{
		{"all is well", rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get, Auth: {Authorizer: NONE}}}", ""},
		{"no method", rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: /a}}", "E: the event has no Method"},
		{"a path that is a function", rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: !Sub /a, Method: get}}", "/a: Path is written out; the transform does not see through a function"},
		{"a path that is a parameter", "Parameters: {P: {Type: String, Default: /a}}" + rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: !Ref P, Method: get}}", "P: Path is written out; the transform does not see through a function"},
		{"a path that is a parameter, where another transform may put its value in", "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\nParameters: {P: {Type: String, Default: /a}}" + rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: !Ref P, Method: get}}", ""},
		{"an authorizer that is a parameter", "Parameters: {P: {Type: String, Default: X}}" + rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get, Auth: {Authorizer: !Ref P}}}", "P: Authorizer is a name; the transform does not see through a function"},
		{"an authorizer that there is not", rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get, Auth: {Authorizer: Y}}}", "Y: the event names the authorizer Y, which is not among the Authorizers of the API"},
		{"nothing to be exempt from", restEvents, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get, Auth: {Authorizer: NONE}}}", "NONE: NONE is only for a method that the DefaultAuthorizer would guard, and the API has none"},
		{"no key to be exempt from", rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get, Auth: {ApiKeyRequired: false}}}", "false: ApiKeyRequired: false is only for a method of an API that requires a key, and this one does not"},
		{"Auth is a text", rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get, Auth: NONE}}", "NONE: Auth is a mapping, and this is a text"},
		{"Auth of an HTTP API without anyone", "", "{Type: HttpApi, Properties: {Path: /a, Method: get, Auth: {AuthorizationScopes: [a]}}}", "Auth: Auth of an event needs an Authorizer, or a DefaultAuthorizer of the API"},
		{"an API that is not there", "", "{Type: HttpApi, Properties: {ApiId: !Ref Other}}", "Other: ApiId names Other, and the template has no AWS::Serverless::HttpApi of that name"},
		{"an API that is a parameter", "Parameters: {Other: {Type: String}}", "{Type: HttpApi, Properties: {ApiId: !Ref Other}}", ""},
		{"a REST API that is not there", "", "{Type: Api, Properties: {RestApiId: !Ref Other, Path: /a, Method: get}}", "Other: RestApiId names Other, and the template has no AWS::Serverless::Api of that name"},
		{"a REST API of another stack", "", "{Type: Api, Properties: {RestApiId: !ImportValue api, Path: /a, Method: get}}", "api: RestApiId is a reference to an API of the template, and this is a function that the transform does not see through"},
		{"a piece of a template", "Resources:\n  Alias: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !GetAtt Elsewhere.Arn}}\n", "{Type: Api, Properties: {RestApiId: !Ref Other, Path: /a, Method: get}}", ""},
		{"a whole template that refers to nothing", "Transform: AWS::Serverless-2016-10-31\nResources:\n  Alias: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !If [c, !FindInMap [m, a, b], !Ref Elsewhere]}}\n", "{Type: Api, Properties: {RestApiId: !Ref Other, Path: /a, Method: get}}", "Other: RestApiId names Other, and the template has no AWS::Serverless::Api of that name"},
		{"an API of API Gateway's own", "Resources:\n  Plain: {Type: AWS::ApiGateway::RestApi}\n", "{Type: Api, Properties: {RestApiId: !Ref Plain, Path: /a, Method: get}}", ""},
		{"an HTTP API for a REST event", "Resources:\n  Http: {Type: AWS::Serverless::HttpApi}\n", "{Type: Api, Properties: {RestApiId: !Ref Http, Path: /a, Method: get}}", "Http: the event is for a REST API, and Http is an HTTP API"},
		{"half of a route", "", "{Type: HttpApi, Properties: {Method: get}}", "E: the event has no Path"},
		{"whatever a macro makes of it", "Transform: [Mine, AWS::Serverless-2016-10-31]" + rest, "{Type: Api, Properties: {RestApiId: !Ref Api, Path: /a}}", ""},
	}
	for _, test := range tests {
		template := test.template
		if template == "" || template[len(template)-1] != '\n' {
			template += "\nResources:\n"
		}
		s := read(t, template+"  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: "+test.event+"}}}\n")
		var want []string
		if test.want != "" {
			want = []string{test.want}
		}
		if diff := cmp.Diff(want, refusedIn(s)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
	}
}

func TestRefusedDefaultOfHTTP(t *testing.T) {
	s := read(t, "Parameters: {P: {Type: String, Default: X}}\nResources:\n  Api:\n    Type: AWS::Serverless::HttpApi\n    Properties:\n"+
		"      Auth: {DefaultAuthorizer: !Ref P, Authorizers: {X: {FunctionArn: a, AuthorizerPayloadFormatVersion: 2.0}}}\n")
	if diff := cmp.Diff([]string{"P: DefaultAuthorizer is a name, and no function"}, refusedIn(s)); diff != "" {
		t.Error(diff)
	}
}

// What is refused settles nothing: no other authorizer goes for unused because of the
// value that the parameter happens to have.
func TestRefusedAuthorizerIsUnknown(t *testing.T) {
	s := read(t, "Parameters: {P: {Type: String, Default: X}}"+restEvents+"      Auth: {Authorizers: {X: {FunctionArn: a}, Y: {FunctionArn: a}}}\n"+
		"  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get, Auth: {Authorizer: !Ref P}}}}}}\n")
	if method := s.only().Methods.Items[0]; method.Authorizer.State != model.StateUnknown || method.AuthorizationType.State != model.StateUnknown {
		t.Errorf("the method has the authorizer %s", show(method.Authorizer))
	}
}

const restEvents = "\nResources:\n  Api:\n    Type: AWS::Serverless::Api\n    Properties:\n      StageName: prod\n"

func TestRefusedOfWebSockets(t *testing.T) {
	tests := []struct {
		auth string
		want []string
	}{
		{"      Auth: {AuthType: CUSTOM, AuthArn: a}", nil},
		{"      Auth: {AuthType: !Ref Nowhere}", nil},
		{"      Auth: [AWS_IAM]", []string{"[AWS_IAM]: Auth is a mapping of settings, and this is a list"}},
		{"      Auth: {AuthArn: a}", []string{"Auth: Auth needs an AuthType"}},
		{"      Auth: {AuthType: JWT}", []string{`JWT: AuthType is NONE, AWS_IAM or CUSTOM, and not "JWT"`}},
		{"      Auth: {AuthType: CUSTOM}", []string{"CUSTOM: AuthType CUSTOM needs an AuthArn"}},
		{"      Auth: {AuthType: AWS_IAM, AuthArn: a}", []string{"AWS_IAM: AuthType AWS_IAM takes no other settings"}},
		{"      StageName: $default", []string{"$default: a stage of a WebSocket API cannot be $default"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, refusedIn(read(t, webSocketTemplate(test.auth)))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.auth, diff)
		}
	}
}
