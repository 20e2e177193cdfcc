package cloudformation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

const declared = `
Parameters:
  Stage: {Type: String, Default: dev}
  Owner: {Type: String}
  Size: {Type: String, AllowedValues: [small, large]}
  Seconds: {Type: Number, AllowedValues: [60, 300]}
  Names: {Type: CommaDelimitedList, Default: "a, b,c"}
  Secret: {Type: 'AWS::SSM::Parameter::Value<String>', Default: /secret/name}
Mappings:
  Caches:
    dev: {Seconds: 0, Headers: [X-A, X-B]}
    prod: {Seconds: 300, Headers: [X-C]}
Conditions:
  IsDev: !Equals [!Ref Stage, dev]
  IsProd: !Not [!Condition IsDev]
  IsOwned: !Equals [!Ref Owner, me]
  IsSmall: !Equals [!Ref Size, small]
  IsTiny: !Equals [!Ref Size, tiny]
  Either: !Or [{Condition: IsOwned}, {Condition: IsDev}]
  Both: !And [!Condition IsOwned, !Condition IsProd]
  Undecided: !And [!Condition IsOwned, !Condition IsDev]
  Loop: !Not [!Condition Loop]
Resources:
  Api: {Type: 'AWS::ApiGateway::RestApi', Properties: {Name: x}}
  Orders: {Type: 'AWS::ApiGateway::Resource', Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders}}
  Guard: {Type: 'AWS::ApiGateway::Authorizer', Properties: {RestApiId: !Ref Api, Name: g, Type: TOKEN}}
  Http: {Type: 'AWS::ApiGatewayV2::Api', Properties: {Name: h, ProtocolType: HTTP}}
  Live: {Type: 'AWS::ApiGateway::Stage', Properties: {RestApiId: !Ref Api, StageName: !Ref Stage}}
  Late: {Type: 'AWS::ApiGateway::Stage', Properties: {RestApiId: !Ref Api, StageName: !Ref Owner}}
  Check: {Type: 'AWS::Lambda::Function', Properties: {FunctionName: check}}
  Alias: {Type: 'AWS::Lambda::Alias', Properties: {FunctionName: !Ref Check, Name: live}}
  Version: {Type: 'AWS::Lambda::Version', Properties: {FunctionName: !GetAtt Check.Arn}}
  Sam: {Type: 'AWS::Serverless::Function', Properties: {AutoPublishAlias: live}}
  SamApi: {Type: 'AWS::Serverless::Api', Properties: {StageName: prod}}
  Bucket: {Type: 'AWS::S3::Bucket'}
Outputs:
  Out:
    Value: `

func TestResolve(t *testing.T) {
	const arn = "arn:${partition}:lambda:${region}:${account}:function:"
	tests := []struct{ expression, want string }{
		{`plain`, "plain"},
		{`!Ref Stage`, "dev"},
		{`{Ref: Stage}`, "dev"},
		{`!Ref Owner`, "${Owner}"},
		{`!Ref Secret`, "${Secret}"},
		{`!Ref Names`, "[a b c]"},
		{`!Ref AWS::NoValue`, "nothing"},
		{`!Ref AWS::Region`, "${region}"},
		{`!Ref AWS::StackName`, "${AWS::StackName}"},
		{`!Ref Nowhere`, "${Nowhere}"},
		{`!Ref Api`, "${Resources.Api}"},
		{`!Ref Live`, "dev"},
		{`!Ref Late`, "${Resources.Late}"},
		{`!Ref SamApi.Stage`, "prod"},
		{`!Ref Alias`, arn + "${Resources.Check}:live"},
		{`!Ref Version`, arn + "${Resources.Check}:${Resources.Version.Version}"},
		{`!Ref Sam.Alias`, arn + "${Resources.Sam}:live"},
		{`!Sub "${Sam.Alias}"`, arn + "${Resources.Sam}:live"},
		{`!GetAtt Check.Arn`, arn + "${Resources.Check}"},
		{`!GetAtt [Check, Arn]`, arn + "${Resources.Check}"},
		{`{"Fn::GetAtt": [Check, Arn]}`, arn + "${Resources.Check}"},
		{`!GetAtt Bucket.Arn`, "${Resources.Bucket.Arn}"},
		{`!Sub "a-${Stage}-${Owner}"`, "a-dev-${Owner}"},
		{`!Sub ["${A}/${Stage}", {A: !Ref Api}]`, "${Resources.Api}/dev"},
		{`!Sub "${!Literal} ${Stage}"`, "${Literal} dev"},
		{`!Sub "${open"`, "${open"},
		{`!Join ["/", [a, !Ref Stage, !Ref AWS::NoValue, !Ref Api]]`, "a/dev/${Resources.Api}"},
		{`!Join [",", !Ref Names]`, "a,b,c"},
		{`!Select [1, !Ref Names]`, "b"},
		{`!Select ["0", [x, y]]`, "x"},
		{`!Select [3, !Split [":", !GetAtt Check.Arn]]`, "${region}"},
		{`!Split ["-", a-b]`, "[a b]"},
		{`!Split ["-", !Ref Owner]`, "?"},
		{`!Select [9, [x]]`, "?"},
		{`!If [IsDev, 1, 2]`, "1"},
		{`!If [IsProd, 1, 2]`, "2"},
		{`!If [IsOwned, 1, 2]`, "one of 1, 2"},
		{`!If [IsOwned, 1, !Ref AWS::NoValue]`, "one of 1, nothing"},
		{`!If [IsOwned, same, same]`, "same"},
		{`!If [IsOwned, a, !If [Undecided, b, c]]`, "one of a, b, c"},
		{`!Ref Size`, "one of small, large"},
		{`!FindInMap [Caches, !Ref Stage, Seconds]`, "0"},
		{`!FindInMap [Caches, prod, Headers]`, "[X-C]"},
		{`!FindInMap [Caches, !Ref Owner, Seconds]`, "one of 0, 300"},
		{`!FindInMap [Caches, test, Seconds]`, "?"},
		{`!FindInMap [Caches, test, Seconds, {DefaultValue: 9}]`, "9"},
		{`!ImportValue other-stack`, "${Fn::ImportValue other-stack}"},
		{`{"Fn::Length": !Ref Names}`, "3"},
		{`!Cidr [10.0.0.0/8, 2, 8]`, "?"},
		{`!Nonsense x`, "?"},
		{`"{{resolve:ssm:/a}}-x"`, "${{{resolve:ssm:/a}}}-x"},
		{`{a: !Ref Stage, b: !Ref AWS::NoValue}`, "{a: dev}"},
		{`[!Ref Stage, !Ref AWS::NoValue]`, "[dev]"},
		{`{Ref: {type: string}}`, "{Ref: {type: string}}"},
		{`{"Fn::ForEach::Path": [x], a: b}`, "{a: b}…"},
		{`{"Fn::ForEach::Path": [N, [x, 'y-z'], {"Key${N}": [!Ref N, !Sub '${N}/${Stage}', '&{N}']}], a: b}`, "{Keyx: [x x/dev x], Keyy-z: [y-z y-z/dev yz], a: b}"},
		{`{"Fn::ForEach::Path": [N, !Ref Names, {"Key${N}": {}}]}`, "{Keya: {}, Keyb: {}, Keyc: {}}"},
		{`{"Fn::ForEach::Path": [N, [!Ref Owner], {"Key${N}": {}}], a: b}`, "{a: b}…"},
		{`{"Fn::ForEach::Out": [N, [x, y], {"Fn::ForEach::In": [M, [z], {"${N}${M}": !Ref M}]}]}`, "{xz: z, yz: z}"},
		{`{"Fn::ToJsonString": {a: !Ref Stage, b: [1, true, "x\"y"], c: null}}`, `{"a":"dev","b":[1,true,"x\"y"],"c":null}`},
		{`{"Fn::ToJsonString": [!Ref Owner]}`, `["${Owner}"]`},
		{`{"Fn::ToJsonString": {a: !Cidr [10.0.0.0/8, 2, 8]}}`, "${Fn::ToJsonString}"},
	}
	for _, test := range tests {
		root, file, document := open(t, declared+test.expression+"\n")
		template := newTemplate(root, file, document)
		template.readResources()
		got := describe(template.resolve(document.At("Outputs", "Out", "Value")))
		if got != test.want {
			t.Errorf("%s is %s, want %s", test.expression, got, test.want)
		}
	}
}

// describe writes a node without intrinsics as text.
func describe(n *tree.Node) string {
	switch {
	case n == nil, n.Kind == tree.Null:
		return "nothing"
	case n.IsScalar():
		return n.Text
	case n.Kind == tree.Sequence:
		return "[" + strings.Join(describeAll(n.Items), " ") + "]"
	case n.Kind == tree.Mapping:
		var fields []string
		for _, field := range n.Fields {
			fields = append(fields, field.Key+": "+describe(field.Value))
		}
		open := ""
		if n.Open != "" {
			open = "…"
		}
		return "{" + strings.Join(fields, ", ") + "}" + open
	case len(n.OneOf) > 0:
		return "one of " + strings.Join(describeAll(n.OneOf), ", ")
	case len(n.Parts) > 0:
		return model.Show(n.Parts)
	default:
		return "?"
	}
}

func describeAll(nodes []*tree.Node) []string {
	var all []string
	for _, n := range nodes {
		all = append(all, describe(n))
	}
	return all
}

func TestReferencesAreTyped(t *testing.T) {
	tests := []struct {
		expression string
		want       model.Hole
	}{
		{`!Ref Api`, model.Hole{Kind: model.HoleAPI, Of: "Resources.Api"}},
		{`!Ref SamApi`, model.Hole{Kind: model.HoleAPI, Of: "Resources.SamApi"}},
		{`!GetAtt Http.ApiId`, model.Hole{Kind: model.HoleAPI, Of: "Resources.Http"}},
		{`!GetAtt Api.RootResourceId`, model.Hole{Kind: model.HoleResource, Of: "Resources.Api"}},
		{`!Ref Orders`, model.Hole{Kind: model.HoleResource, Of: "Resources.Orders"}},
		{`!Ref Guard`, model.Hole{Kind: model.HoleAuthorizer, Of: "Resources.Guard"}},
		{`!Ref Check`, model.Hole{Kind: model.HoleFunction, Of: "Resources.Check"}},
		{`!Ref Late`, model.Hole{Kind: model.HoleStage, Of: "Resources.Late"}},
		{`!Ref Owner`, model.Hole{Kind: model.HoleVariable, Of: "Owner"}},
		{`!Ref Bucket`, model.Hole{Kind: model.HoleAttribute, Of: "Resources.Bucket"}},
		{`!GetAtt Bucket.Arn`, model.Hole{Kind: model.HoleAttribute, Of: "Resources.Bucket", Attribute: "Arn"}},
		{`!Ref AWS::AccountId`, model.Hole{Kind: model.HoleAccount}},
		{`!Ref AWS::URLSuffix`, model.Hole{Kind: model.HoleOther, Of: "AWS::URLSuffix"}},
	}
	for _, test := range tests {
		root, file, document := open(t, declared+test.expression+"\n")
		template := newTemplate(root, file, document)
		template.readResources()
		node := template.resolve(document.At("Outputs", "Out", "Value"))
		want := []model.Part{{Hole: &test.want}}
		if diff := cmp.Diff(want, node.Parts); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.expression, diff)
		}
	}
}

func TestConditions(t *testing.T) {
	root, file, document := open(t, declared+"x\n")
	template := newTemplate(root, file, document)
	for name, want := range map[string]truth{
		"IsDev":     yes,
		"IsProd":    no,
		"IsOwned":   undecided,
		"IsSmall":   undecided,
		"IsTiny":    no, // none of the allowed values
		"Either":    yes,
		"Both":      no,
		"Undecided": undecided,
		"Loop":      undecided,
		"Missing":   undecided,
	} {
		if got := template.named(name); got != want {
			t.Errorf("condition %s is %v, want %v", name, got, want)
		}
	}
}

// A template that is small must stay cheap, whatever its functions would make of it.
func TestBombs(t *testing.T) {
	parameters := "Parameters:\n  P: {Type: String, Default: '" + strings.Repeat("x", maxParameter) + "'}\n"
	texts := "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Names:\n" +
		strings.Repeat("        - !Sub '"+strings.Repeat("${P}", 100)+"'\n", 200)
	chain := "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties: {Name: !Ref A0}\n"
	for i := range 300 {
		chain += fmt.Sprintf("  A%d: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref A%d, Name: x}}\n", i, i+1)
	}
	if got := read(t, parameters+texts).messages(); len(got) != 1 || !strings.Contains(got[0], "32 MiB") {
		t.Errorf("too much text: %v, want one problem that names the limit", got)
	}
	if got := read(t, chain).messages(); len(got) != 1 || !strings.Contains(got[0], "deeper") {
		t.Errorf("too deep: %v, want one problem that names the limit", got)
	}
}

func TestReferenceCyclesEnd(t *testing.T) {
	s := read(t, `
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties: {Name: !Ref A}
  A: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref B, Name: !Ref B}}
  B: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref A, Name: !Ref A}}
`)
	if name := s.only().Name; name.State != model.StateUnknown {
		t.Errorf("the name is %s, want unknown", fmt.Sprint(name))
	}
}
