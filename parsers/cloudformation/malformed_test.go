package cloudformation

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A function whose arguments CloudFormation refuses is told of, where it stands, and the
// rest of the template is read all the same.
func TestMalformedFunctions(t *testing.T) {
	tests := []struct{ written, place, function string }{
		{"{Ref: [a]}", "{Ref: [a]}", ""}, // no function: a mapping with a key of that name
		{"!Ref [a]", "[a]", "Ref"},
		{"!Ref ''", "''", "Ref"},
		{"!GetAtt Check", "Check", "Fn::GetAtt"},
		{"{Fn::GetAtt: [Check]}", "{Fn::GetAtt: [Check]}", "Fn::GetAtt"},
		{"!Sub [a, {}, b]", "[a, {}, b]", "Fn::Sub"},
		{"!Sub [!Ref A, {}]", "[!Ref A, {}]", "Fn::Sub"},
		{"!Sub [a, [b]]", "[a, [b]]", "Fn::Sub"},
		{"!Sub {a: b}", "{a: b}", "Fn::Sub"},
		{"!Join [a]", "[a]", "Fn::Join"},
		{"!Join [a, b]", "[a, b]", "Fn::Join"},
		{"!Join [a, [{b: c}]]", "[a, [{b: c}]]", "Fn::Join"},
		{"!Split [a]", "[a]", "Fn::Split"},
		{"!Split [a, [b]]", "[a, [b]]", "Fn::Split"},
		{"!Split [[a], b]", "[[a], b]", "Fn::Split"},
		{"!Select [1]", "[1]", "Fn::Select"},
		{"!Select [first, [a]]", "[first, [a]]", "Fn::Select"},
		{"!Select [1, [a]]", "[1, [a]]", "Fn::Select"},
		{"!Select [0, a]", "[0, a]", "Fn::Select"},
		{"!If [IsDev, a]", "[IsDev, a]", "Fn::If"},
		{"!If IsDev", "IsDev", "Fn::If"},
		{"!FindInMap [Caches, dev]", "[Caches, dev]", "Fn::FindInMap"},
		{"{Fn::Length: text}", "{Fn::Length: text}", "Fn::Length"},
		{"{Fn::ToJsonString: text}", "{Fn::ToJsonString: text}", "Fn::ToJsonString"},
		{"{Fn::Transform: {Parameters: {}}}", "{Fn::Transform: {Parameters: {}}}", "Fn::Transform"},
		{"{Fn::Transform: AWS::Include}", "{Fn::Transform: AWS::Include}", "Fn::Transform"},
		{"!ImportValue [a]", "[a]", "Fn::ImportValue"},
		{"!Equals [a]", "[a]", "Fn::Equals"},
		{"!And [!Condition A]", "[!Condition A]", "Fn::And"},
		{"!Or []", "[]", "Fn::Or"},
		{"!Not [!Condition A, !Condition B]", "[!Condition A, !Condition B]", "Fn::Not"},
		{"{Fn::ForEach::Loop: [a, [b]], c: d}", "Fn::ForEach::Loop", "Fn::ForEach"},
		{"{Fn::ForEach::Loop: [a, b, {}], c: d}", "Fn::ForEach::Loop", "Fn::ForEach"},
	}
	for _, test := range tests {
		s := read(t, `
Conditions: {IsDev: !Equals [a, a]}
Mappings: {Caches: {dev: {Seconds: 0}}}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: `+test.written+`, ApiKeySourceType: AUTHORIZER}}
  Other: {Type: AWS::ApiGateway::RestApi}
`)
		if len(s.APIs) != 2 || show(s.APIs[0].APIKeySource) != "AUTHORIZER" {
			t.Errorf("%s: the rest is not read", test.written)
		}
		var got []string
		for _, problem := range s.Problems {
			if problem.Note {
				got = append(got, s.text(problem.Range)+": "+problem.Message)
			}
		}
		var want []string
		if test.function != "" {
			want = []string{test.place + ": " + test.function + " has arguments that CloudFormation refuses"}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.written, diff)
		}
	}
}

// Loops make resources as if each of them were written.
func TestLoops(t *testing.T) {
	s := read(t, `
Transform: AWS::LanguageExtensions
Parameters: {Names: {Type: CommaDelimitedList, Default: "orders,items"}}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Fn::ForEach::Paths:
    - Name
    - !Ref Names
    - Path${Name}: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: !Ref Name}}
      Get${Name}: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref "Path${Name}", HttpMethod: GET, AuthorizationType: NONE}}
`)
	api := s.only()
	if diff := cmp.Diff(map[string]string{"GET /orders": "NONE", "GET /items": "NONE"}, access(api)); diff != "" || !api.Methods.Complete {
		t.Errorf("methods, complete %v (-want +got):\n%s", api.Methods.Complete, diff)
	}
	if method := api.Methods.Items[0]; method.Address != "Resources.Getorders" || s.text(method.Range) != "Get${Name}" {
		t.Errorf("the method is %s at %q", method.Address, s.text(method.Range))
	}
	alone := "Resources: {'Fn::ForEach::A': [N, [x], {'Api${N}': {Type: AWS::ApiGateway::RestApi}}]}"
	if read(t, alone).only().Address != "Resources.Apix" {
		t.Error("a template all of whose APIs come from a loop")
	}
}
