package cloudformation

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/model"
)

func TestIs(t *testing.T) {
	tests := []struct {
		name, document string
		want           bool
	}{
		{"a REST API", "Resources: {A: {Type: AWS::ApiGateway::RestApi}}", true},
		{"a route of an API elsewhere", "Resources: {A: {Type: AWS::ApiGatewayV2::Route}}", true},
		{"a SAM API", "Resources: {A: {Type: AWS::Serverless::HttpApi}}", true},
		{"a function that answers an implicit API", "Resources: {F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: Api}}}}}", true},
		{"a function on a queue", "Resources: {F: {Type: AWS::Serverless::Function, Properties: {Events: {E: {Type: SQS}}}}}", false},
		{"nothing of API Gateway", "Resources: {B: {Type: AWS::S3::Bucket}}", false},
		{"an OpenAPI document", "openapi: 3.0.1\npaths: {}", false},
		{"a document with resources of another kind", "Resources: [a, b]", false},
		{"a template whose resources are a list", "AWSTemplateFormatVersion: '2010-09-09'\nResources: [a]", true},
		{"a list", "[a]", false},
	}
	for _, test := range tests {
		_, _, document := open(t, test.document)
		if got := Is(document); got != test.want {
			t.Errorf("%s: Is is %v, want %v", test.name, got, test.want)
		}
	}
}

const orders = `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: orders
      EndpointConfiguration: {Types: [PRIVATE]}
      Policy:
        Statement: [{Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/*}]
  Orders:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders}
  Order:
    Type: AWS::ApiGateway::Resource
    Properties: {RestApiId: !Ref Api, ParentId: !Ref Orders, PathPart: '{id}'}
  Guard:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      Name: guard
      Type: REQUEST
      AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Check.Arn}/invocations
      IdentitySource: method.request.header.Authorization, method.request.querystring.token
  Check:
    Type: AWS::Lambda::Function
    Properties: {FunctionName: check}
  MayCheck:
    Type: AWS::Lambda::Permission
    Properties:
      FunctionName: !GetAtt Check.Arn
      Action: lambda:InvokeFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/${Guard}
  List:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Orders, HttpMethod: get, AuthorizationType: CUSTOM, AuthorizerId: !Ref Guard}
  Get:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !Ref Order, HttpMethod: GET, AuthorizationType: NONE, ApiKeyRequired: true}
  Root:
    Type: AWS::ApiGateway::Method
    Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: ANY}
  Denied:
    Type: AWS::ApiGateway::GatewayResponse
    Properties:
      RestApiId: !Ref Api
      ResponseType: ACCESS_DENIED
      StatusCode: 403
      ResponseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: "'*'"}
  Deployment:
    Type: AWS::ApiGateway::Deployment
    DependsOn: [List, Get]
    Properties: {RestApiId: !Ref Api}
  Stage:
    Type: AWS::ApiGateway::Stage
    Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: prod, Variables: {alias: live}}
  Client:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: call
          PolicyDocument:
            Statement:
              - {Effect: Allow, Action: execute-api:Invoke, Resource: !Sub 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/*'}
              - {Effect: Allow, Action: 'apigateway:*', Resource: !Sub 'arn:aws:apigateway:${AWS::Region}::/restapis/${Api}'}
`

func TestRestAPI(t *testing.T) {
	s := read(t, orders)
	api := s.only()
	want := map[string]string{
		"GET /orders":      "CUSTOM Guard",
		"GET /orders/{id}": "NONE key",
		"ANY /":            "-",
	}
	if diff := cmp.Diff(want, access(api)); diff != "" {
		t.Errorf("methods (-want +got):\n%s", diff)
	}
	if got := s.text(api.Range); got != "Api" {
		t.Errorf("the API is at %q, want its logical id", got)
	}
	for name, list := range map[string]bool{
		"methods": api.Methods.Complete, "authorizers": api.Authorizers.Complete, "gateway responses": api.GatewayResponses.Complete,
	} {
		if !list {
			t.Errorf("the %s are all in view, and not said to be", name)
		}
	}
	if got, _ := api.EndpointType.Get(); got != "PRIVATE" {
		t.Errorf("endpoint type %q", got)
	}
	if policy, ok := api.ResourcePolicy.Get(); !ok || len(policy.Statements.Items) != 1 {
		t.Errorf("resource policy %+v", api.ResourcePolicy)
	}
	if got := len(api.CallerPolicies.Items); got != 1 {
		t.Errorf("%d statements about callers, want the one about calling", got)
	}
	response := api.GatewayResponses.Items[0]
	if header := response.Headers.Items[0]; header.Name != "Access-Control-Allow-Origin" || show(response.StatusCode) != "403" {
		t.Errorf("gateway response %+v", response)
	}
	if diff := cmp.Diff([]string{"Resources.List", "Resources.Api", "Resources.Orders", "Resources.Guard", "Resources.Check", "Resources.Get", "Resources.Order"}, api.Deployments.Items[0].DependsOn.Items); diff != "" {
		t.Errorf("DependsOn (-want +got):\n%s", diff)
	}
	if stage := api.Stages.Items[0]; show(stage.Name) != "prod" || stage.Variables.Items[0].Name != "alias" {
		t.Errorf("stage %+v", stage)
	}
}

func TestRestAuthorizer(t *testing.T) {
	s := read(t, orders)
	guard := s.authorizer("Guard")
	if kind, _ := guard.Kind.Get(); kind != model.KindRequest {
		t.Errorf("kind %q", kind)
	}
	if ttl, _ := guard.TTLSeconds.Get(); ttl != 300 || guard.TTLSeconds.State != model.StateDefault {
		t.Errorf("a TTL that is left out on a REST API is 300 by default, not %v", guard.TTLSeconds)
	}
	sources, _ := guard.IdentitySources.Get()
	for i, want := range []string{"method.request.header.Authorization", "method.request.querystring.token"} {
		if got := s.text(sources[i].Range); got != want || show(sources[i]) != want {
			t.Errorf("identity source %d is %q at %q", i, show(sources[i]), got)
		}
	}
	if got := show(guard.Function); got != "Resources.Check" {
		t.Errorf("function %s", got)
	}
	if len(guard.Permissions.Items) != 1 || !guard.Permissions.Complete {
		t.Errorf("permissions %+v, want the one there is", guard.Permissions)
	}
}

func TestIdentitySourcePlaces(t *testing.T) {
	tests := []struct{ written, text, place string }{
		{`a.b , c.d`, "[a.b c.d]", "c.d"},
		{`"a.b,c.d"`, "[a.b c.d]", "c.d"},
		{`'a.b, c.d'`, "[a.b c.d]", "c.d"},
		{`"a.b,\x63.d"`, "[a.b c.d]", `"a.b,\x63.d"`},
		{`!Sub "a.b, ${AWS::Region}.d"`, "[a.b ${region}.d]", `"a.b, ${AWS::Region}.d"`},
	}
	for _, test := range tests {
		s := read(t, `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Guard:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      IdentitySource: `+test.written+"\n")
		sources := s.authorizer("Guard").IdentitySources
		items, _ := sources.Get()
		if showAll(sources) != test.text || s.text(items[1].Range) != test.place {
			t.Errorf("%s is %s, the second at %q", test.written, showAll(sources), s.text(items[1].Range))
		}
	}
}

func TestConditionsDecideWhatExists(t *testing.T) {
	s := read(t, `
Parameters: {Stage: {Type: String}, Debug: {Type: String, Default: 'false'}}
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsDebug: !Equals [!Ref Debug, 'true']
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {ProtocolType: HTTP, Name: x}}
  Always: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: GET /always}}
  Maybe: {Type: AWS::ApiGatewayV2::Route, Condition: IsProd, Properties: {ApiId: !Ref Api, RouteKey: GET /maybe}}
  Never: {Type: AWS::ApiGatewayV2::Route, Condition: IsDebug, Properties: {ApiId: !Ref Api, RouteKey: GET /never}}
  Type:
    Type: AWS::ApiGatewayV2::Route
    Properties: {ApiId: !Ref Api, RouteKey: GET /type, AuthorizationType: !If [IsProd, JWT, NONE]}
`)
	exists := map[string]model.State{}
	for _, method := range s.only().Methods.Items {
		exists[method.Label] = method.Exists.State
	}
	want := map[string]model.State{"GET /always": model.StateDefault, "GET /maybe": model.StateUnknown, "GET /type": model.StateDefault}
	if diff := cmp.Diff(want, exists); diff != "" {
		t.Errorf("existence (-want +got):\n%s", diff)
	}
	for _, method := range s.only().Methods.Items {
		if method.Label == "GET /type" {
			if diff := cmp.Diff([]string{"JWT", "NONE"}, method.AuthorizationType.OneOf); diff != "" {
				t.Errorf("possible types (-want +got):\n%s", diff)
			}
		}
	}
}

func TestV2Defaults(t *testing.T) {
	tests := []struct {
		protocol string
		ttl      model.Value[int]
	}{
		{"HTTP", model.Value[int]{State: model.StateDefault, Value: new(int)}},
		{"WEBSOCKET", model.Value[int]{State: model.StateUnset}},
		{"!Ref Protocol", model.Value[int]{State: model.StateUnknown}},
	}
	for _, test := range tests {
		s := read(t, `
Parameters: {Protocol: {Type: String}}
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: x, ProtocolType: `+test.protocol+`}}
  Guard: {Type: AWS::ApiGatewayV2::Authorizer, Properties: {ApiId: !Ref Api, AuthorizerType: REQUEST, IdentitySource: [$request.header.A]}}
  Route: {Type: AWS::ApiGatewayV2::Route, Properties: {ApiId: !Ref Api, RouteKey: $connect, AuthorizerId: !Ref Guard}}
`)
		got := s.authorizer("Guard").TTLSeconds
		got.Range, got.Why = test.ttl.Range, ""
		if diff := cmp.Diff(test.ttl, got); diff != "" {
			t.Errorf("%s: TTL (-want +got):\n%s", test.protocol, diff)
		}
		if diff := cmp.Diff(map[string]string{"$connect": "NONE Guard"}, access(s.only())); diff != "" {
			t.Errorf("%s: routes (-want +got):\n%s", test.protocol, diff)
		}
	}
}

func TestRouteKeys(t *testing.T) {
	tests := []struct{ key, verb, path, label string }{
		{"GET /a", "GET", "/a", "GET /a"},
		{"any /{proxy+}", "ANY", "/{proxy+}", "any /{proxy+}"},
		{"$default", "-", "-", "$default"},
		{"!Sub 'POST /${AWS::Region}'", "POST", "/${region}", "POST /${region}"},
		{"!Ref Key", "?", "?", "Resources.Route"},
	}
	for _, test := range tests {
		s := read(t, `
Parameters: {Key: {Type: String}}
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: x, ProtocolType: HTTP}}
  Route:
    Type: AWS::ApiGatewayV2::Route
    Properties:
      ApiId: !Ref Api
      RouteKey: `+test.key+"\n")
		route := s.only().Methods.Items[0]
		if show(route.Verb) != test.verb || show(route.Path) != test.path || route.Label != test.label {
			t.Errorf("%s is %s %s, called %s", test.key, show(route.Verb), show(route.Path), route.Label)
		}
	}
}

func TestQuickCreate(t *testing.T) {
	api := read(t, `
Resources:
  Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: x, ProtocolType: HTTP, Target: !GetAtt F.Arn, CorsConfiguration: {AllowOrigins: ['*']}}}
  F: {Type: AWS::Lambda::Function}
`).only()
	if diff := cmp.Diff(map[string]string{"$default": "NONE"}, access(api)); diff != "" {
		t.Errorf("routes (-want +got):\n%s", diff)
	}
	if deploys, _ := api.Stages.Items[0].AutoDeploy.Get(); show(api.Stages.Items[0].Name) != "$default" || !deploys {
		t.Errorf("stage %+v", api.Stages.Items[0])
	}
	if got := showAll(api.CORS.AllowOrigins); got != "[*]" {
		t.Errorf("origins %s", got)
	}
}

func TestBodies(t *testing.T) {
	const document = `{openapi: 3.0.1, info: {title: t}, paths: {/a: {get: {security: [{guard: []}]}}},
        components: {securitySchemes: {guard: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: {type: token, authorizerUri: !Ref Uri}}}}}`
	tests := []struct {
		name, property string
		want           map[string]string
		complete       bool
	}{
		{"inline", "Body: " + document, map[string]string{"GET /a": "CUSTOM guard"}, true},
		{"in S3", "BodyS3Location: {Bucket: b, Key: k}", map[string]string{}, false},
		{"included", "Body: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}", map[string]string{"GET /b": "NONE"}, true},
		{"included from S3", "Body: {Fn::Transform: {Name: AWS::Include, Parameters: {Location: 's3://b/k'}}}", map[string]string{}, false},
		{"made by a macro", "Body: {Fn::Transform: {Name: Mine, Parameters: {}}}", map[string]string{}, false},
	}
	for _, test := range tests {
		s := read(t, `
Parameters: {Uri: {Type: String}}
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      `+test.property+"\n", "infra/api.yaml", "openapi: 3.0.1\ninfo: {title: t}\npaths: {/b: {get: {}}}\n")
		api := s.only()
		if diff := cmp.Diff(test.want, access(api)); diff != "" {
			t.Errorf("%s: methods (-want +got):\n%s", test.name, diff)
		}
		if api.Methods.Complete != test.complete || api.Authorizers.Complete != test.complete {
			t.Errorf("%s: complete is %v, want %v", test.name, api.Methods.Complete, test.complete)
		}
		if len(s.Problems) > 0 {
			t.Errorf("%s: problems %v", test.name, s.messages())
		}
	}
}

func TestPolicyAsText(t *testing.T) {
	const text = `'{"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*"}]}'`
	tests := []struct {
		name, policy string
		state        model.State
	}{
		{"all of it known", text, model.StateWritten},
		{"with a hole", "!Sub " + strings.Replace(text, "execute-api:/", "${Api}/", 1), model.StateUnknown},
		{"empty", "''", model.StateUnset},
	}
	for _, test := range tests {
		s := read(t, "Resources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Policy: "+test.policy+"}}\n")
		policy := s.only().ResourcePolicy
		if policy.State != test.state || len(s.Problems) > 0 {
			t.Errorf("%s: the policy is %s, want %s; problems %v", test.name, policy.State, test.state, s.messages())
		}
		if policy.Value == nil {
			continue
		}
		resources, _ := policy.Value.Statements.Items[0].Resources.Get()
		if show(resources[0]) != "execute-api:/*" || s.text(resources[0].Range) != text {
			t.Errorf("%s: the resource %s is at %q", test.name, show(resources[0]), s.text(resources[0].Range))
		}
	}
}

// A file that becomes part of an API is not linted on its own; one that is merely
// read for something else is.
func TestClaims(t *testing.T) {
	const include = "{Fn::Transform: {Name: AWS::Include, Parameters: {Location: api.yaml}}}"
	tests := []struct{ name, resource, claims string }{
		{"a body", "{Type: AWS::ApiGateway::RestApi, Properties: {Body: " + include + "}}", "infra/api.yaml"},
		{"a part of a body", "{Type: AWS::ApiGateway::RestApi, Properties: {Body: {openapi: 3.0.1, paths: {/a: " + include + "}}}}", "infra/api.yaml"},
		{"the body of an HTTP API", "{Type: AWS::ApiGatewayV2::Api, Properties: {Body: " + include + "}}", "infra/api.yaml"},
		{"DefinitionUri", "{Type: AWS::Serverless::Api, Properties: {DefinitionUri: api.yaml}}", "infra/api.yaml"},
		{"DefinitionBody", "{Type: AWS::Serverless::HttpApi, Properties: {DefinitionBody: " + include + "}}", "infra/api.yaml"},
		{"no file", "{Type: AWS::ApiGateway::RestApi, Properties: {Body: {openapi: 3.0.1}}}", ""},
		{"a custom resource", "{Type: Custom::Upload, Properties: {Document: " + include + "}}", ""},
		{"a choice that is not read", "{Type: AWS::ApiGateway::RestApi, Properties: {Body: !If [Unclear, " + include + ", {}]}}", ""},
	}
	for _, test := range tests {
		s := read(t, "Resources:\n  R: "+test.resource+"\n", "infra/api.yaml", "openapi: 3.0.1\npaths: {/b: {get: {}}}\n")
		if got := strings.Join(s.Claims, " "); got != test.claims {
			t.Errorf("%s: claims %q, want %q", test.name, got, test.claims)
		}
	}
}

// What another stack or a macro may add keeps absence from being a fact.
func TestOpenWorlds(t *testing.T) {
	tests := []struct{ name, template, resources, outputs string }{
		{"a macro", "Transform: [AWS::Serverless-2016-10-31, Mine]", "", ""},
		{"a loop", "", "  Fn::ForEach::R: [Name, !Ref Names, {}]\n", ""},
		{"a module", "", "  M: {Type: 'My::Routes::MODULE'}\n", ""},
		{"a nested stack that gets the API", "", "  N: {Type: AWS::CloudFormation::Stack, Properties: {Parameters: {Api: !Ref Api}}}\n", ""},
		{"a choice that may hand it over", "", "  N: {Type: AWS::CloudFormation::Stack, Properties: {Parameters: {Api: !If [Unclear, !Ref Api, none]}}}\n", ""},
		{"the id in SSM", "", "  P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Api}}\n", ""},
		{"an authorizer in SSM", "", "  P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Ref Guard}}\n", ""},
		{"a custom resource", "", "  C: {Type: Custom::Routes, Properties: {Into: [{Api: !Ref Api}]}}\n", ""},
		{"a custom resource without a name", "", "  C: {Type: AWS::CloudFormation::CustomResource, Properties: {Root: !GetAtt Api.RootResourceId}}\n", ""},
		{"an exported id", "", "", "Outputs: {Id: {Value: !Ref Api, Export: {Name: id}}}"},
		{"the root resource as an output", "", "", "Outputs: {Id: {Value: !GetAtt Api.RootResourceId}}"},
		{"an authorizer as an output", "", "", "Outputs: {Id: {Value: !Ref Guard}}"},
	}
	const api = `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Guard: {Type: AWS::ApiGateway::Authorizer, Properties: {RestApiId: !Ref Api}}
`
	for _, test := range tests {
		if read(t, test.template+api+test.resources+test.outputs).only().Methods.Complete {
			t.Errorf("%s: the methods are said to be all in view", test.name)
		}
	}
	const others = `
  N: {Type: AWS::CloudFormation::Stack}
  P: {Type: AWS::SSM::Parameter, Properties: {Type: String, Value: !Sub 'https://${Api}', Tags: {api: !Ref Api}}}
  C: {Type: Custom::Bucket, Properties: {ServiceToken: !GetAtt F.Arn}}
`
	closed := read(t, "Transform: AWS::LanguageExtensions"+api+others+"Outputs: {Url: {Value: !Sub 'https://${Api}'}, Id: {Value: !Ref Api}}")
	if !closed.only().Methods.Complete {
		t.Errorf("nothing adds to this API, and its methods are not said to be all in view: %s", closed.only().Methods.Why)
	}
}

func TestProblems(t *testing.T) {
	tests := []struct{ name, template, place, message string }{
		{"resources are a list", "AWSTemplateFormatVersion: 2010-09-09\nResources: [a]", "[a]", "expected a mapping from logical ids to resources, found a list"},
		{"a TTL that is no number", "Resources: {A: {Type: AWS::ApiGateway::Authorizer, Properties: {AuthorizerResultTtlInSeconds: soon}}}", "soon", `expected a whole number, found "soon"`},
		{"a missing file", "Resources: {A: {Type: AWS::Serverless::Api, Properties: {DefinitionUri: gone.yaml}}}", "gone.yaml", "the file gone.yaml cannot be read: no such file or directory"},
		{"a setting that counts for two methods", "Resources: {A: {Type: AWS::Serverless::Api, Properties: {DefinitionBody: {swagger: '2.0', paths: {/a: {get: {}, put: {}}}}, Auth: {ApiKeyRequired: perhaps}}}}", "perhaps", `expected true or false, found "perhaps"`},
		{"a policy that is no JSON", "Resources: {A: {Type: AWS::ApiGateway::RestApi, Properties: {Policy: '{\"Statement\": ['}}}", `'{"Statement": ['`, "the text cannot be read as JSON"},
		{"a policy that is a word", "Resources: {A: {Type: AWS::ApiGateway::RestApi, Properties: {Policy: open}}}", "open", `expected a policy document, found "open"`},
	}
	for _, test := range tests {
		s := read(t, test.template)
		if diff := cmp.Diff([]string{test.message}, s.messages()); diff != "" {
			t.Errorf("%s: problems (-want +got):\n%s", test.name, diff)
			continue
		}
		if got := s.text(s.Problems[0].Range); got != test.place {
			t.Errorf("%s: the problem is at %q, want %q", test.name, got, test.place)
		}
	}
}

func TestQualifiers(t *testing.T) {
	tests := []struct{ function, want string }{
		{"check", "-"},
		{"check:live", "live"},
		{"arn:aws:lambda:eu-west-1:123456789012:function:check", "-"},
		{"arn:aws:lambda:eu-west-1:123456789012:function:check:live", "live"},
		{"!Ref Check", "-"},
		{"!Sub '${Check}:live'", "live"},
		{"!Sub '${Check.Arn}:${Alias}'", "${Alias}"},
		{"!Ref Alias", "?"},
	}
	for _, test := range tests {
		root, file, document := open(t, `
Parameters: {Alias: {Type: String}}
Resources:
  Check: {Type: AWS::Lambda::Function}
  P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: `+test.function+`}}
`)
		template := newTemplate(root, file, document)
		template.readResources()
		template.declareAll()
		template.declared.Link()
		if got := show(template.declared.Permissions[0].Qualifier); got != test.want {
			t.Errorf("%s: qualifier %s, want %s", test.function, got, test.want)
		}
	}
}
