package cloudformation

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const nestedRoutes = `
Parameters:
  Api: {Type: String}
  Parent: {Type: String}
  Guard: {Type: String}
Resources:
  Orders: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !Ref Parent, PathPart: orders}}
  Get: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref Orders, HttpMethod: GET, AuthorizationType: CUSTOM, AuthorizerId: !Ref Guard}}
Outputs:
  Orders: {Value: !Ref Orders}
`

const aroundNested = `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Guard: {Type: AWS::ApiGateway::Authorizer, Properties: {RestApiId: !Ref Api, Name: guard, Type: TOKEN}}
  Routes:
    Type: AWS::CloudFormation::Stack
    Properties:
      TemplateURL: ./routes.yaml
      Parameters: {Api: !Ref Api, Parent: !GetAtt Api.RootResourceId, Guard: !Ref Guard}
  Put: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Routes.Outputs.Orders, HttpMethod: PUT, AuthorizationType: NONE}}
`

// A nested stack whose template is in view is part of the template around it: what goes
// in as parameters and what comes out as outputs.
func TestNestedStacks(t *testing.T) {
	s := read(t, aroundNested, "infra/routes.yaml", nestedRoutes)
	api := s.only()
	want := map[string]string{"GET /orders": "CUSTOM Guard", "PUT /orders": "NONE"}
	if diff := cmp.Diff(want, access(api)); diff != "" || !api.Methods.Complete {
		t.Errorf("methods, complete %v (-want +got):\n%s", api.Methods.Complete, diff)
	}
	var addresses []string
	for _, method := range api.Methods.Items {
		addresses = append(addresses, method.Address)
	}
	slices.Sort(addresses)
	if diff := cmp.Diff([]string{"Resources.Put", "Resources.Routes.Resources.Get"}, addresses); diff != "" {
		t.Errorf("addresses (-want +got):\n%s", diff)
	}
	if !slices.Contains(s.Claims, "infra/routes.yaml") {
		t.Errorf("the nested template is not claimed: %v", s.Claims)
	}
}

func TestNestedStacksThatAreNotInView(t *testing.T) {
	for _, name := range []string{"other.yaml", "infra/empty.yaml"} {
		s := read(t, aroundNested, name, nestedRoutes)
		if s.only().Methods.Complete {
			t.Errorf("%s: the methods are said to be all in view", name)
		}
		if messages := s.messages(); len(messages) != 1 || messages[0] != "note: the template ./routes.yaml, which may add to Resources.Api, cannot be read: no such file or directory" {
			t.Errorf("%s: problems %q", name, messages)
		}
	}
	const around = "Resources: {Self: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: self.yaml}}, Api: {Type: AWS::ApiGateway::RestApi}}"
	if n := len(read(t, around, "infra/self.yaml", around).APIs); n != maxStacks+1 {
		t.Errorf("a stack in itself has %d APIs", n)
	}
}

// What exists under a condition is not certain in a stack inside of it.
func TestConditionalNestedStacks(t *testing.T) {
	s := read(t, `
Parameters: {Stage: {Type: String}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Inner: {Type: AWS::Serverless::Application, Condition: IsProd, Properties: {Location: inner.yaml}}
`+"  Api: {Type: AWS::ApiGateway::RestApi}\n", "infra/inner.yaml", "Resources: {Api: {Type: AWS::ApiGateway::RestApi}}")
	if _, certain := s.api("Resources.Inner.Resources.Api").Exists.Get(); certain {
		t.Error("the API of a stack under a condition is said to exist")
	}
}

// CDK makes logical ids up; people know the path of the construct.
func TestCDKPaths(t *testing.T) {
	s := read(t, `{"Resources": {
  "OrdersF3A1": {"Type": "AWS::ApiGateway::RestApi", "Metadata": {"aws:cdk:path": "Shop/Orders/Resource"}},
  "OrdersGET77": {"Type": "AWS::ApiGateway::Method", "DependsOn": ["OrdersF3A1"], "Metadata": {"aws:cdk:path": "Shop/Orders/Default/GET/Resource"},
    "Properties": {"RestApiId": {"Ref": "OrdersF3A1"}, "ResourceId": {"Fn::GetAtt": ["OrdersF3A1", "RootResourceId"]}, "HttpMethod": "GET", "AuthorizationType": "NONE"}}
}}`)
	api := s.only()
	if api.Address != "Resources.OrdersF3A1 (Shop/Orders)" || api.Methods.Items[0].Address != "Resources.OrdersGET77 (Shop/Orders/Default/GET)" {
		t.Errorf("addresses %q and %q", api.Address, api.Methods.Items[0].Address)
	}
	if diff := cmp.Diff(map[string]string{"GET /": "NONE"}, access(api)); diff != "" || !api.Methods.Complete {
		t.Errorf("methods, complete %v (-want +got):\n%s", api.Methods.Complete, diff)
	}
}
