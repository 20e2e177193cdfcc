package lint

import (
	"context"
	"strings"
	"testing"
)

// TestWhatRestsOnADefaultSaysSo: the value of a variable or a parameter is a fact only as
// long as nobody gives another.
func TestWhatRestsOnADefaultSaysSo(t *testing.T) {
	const variable = "variable \"ttl\" {\n  default = 7200\n}\n"
	onVariable := strings.Replace(badTerraform, "7200", "var.ttl", 1) + variable
	inModule := map[string]string{"m/main.tf": onVariable, "main.tf": "module \"m\" {\n  source = \"./m\"\n  uri = \"u\"\n}\n"}
	onParameter := "Parameters: {Ttl: {Type: Number, Default: 7200}}\n" + strings.Replace(badTemplate, "7200", "!Ref Ttl", 1)
	for name, test := range map[string]struct {
		files map[string]string
		given Options
		want  string
	}{
		"a variable":                 {map[string]string{"main.tf": onVariable}, Options{}, "(unless variable ttl has another value than its default)"},
		"a variable with a value":    {map[string]string{"main.tf": onVariable}, Options{Inputs: []Input{{Variable: "ttl", Value: "7200"}}}, ""},
		"a variable of a module":     {inModule, Options{}, ""},
		"a parameter":                {map[string]string{"t.yaml": onParameter}, Options{}, "(unless parameter Ttl has another value than its default)"},
		"a parameter with a value":   {map[string]string{"t.yaml": onParameter}, Options{Parameters: map[string]string{"Ttl": "7200"}}, ""},
		"a number that stands there": {map[string]string{"t.yaml": badTemplate}, Options{}, ""},
	} {
		dir := folder(t, test.files)
		test.given.Root, test.given.Paths, test.given.Select = dir, []string{dir}, []string{badRule}
		run, err := Run(context.Background(), test.given)
		if err != nil {
			t.Fatal(err)
		}
		if len(run.Findings) != 1 || !strings.HasSuffix(run.Findings[0].Message, "API Gateway accepts 0 to 3600"+strings.TrimRight(" "+test.want, " ")) {
			t.Errorf("%s: %+v", name, run.Findings)
		}
	}
}

// TestARefusalRestsOnNoDefault: SAM's events see the reference to a parameter, and never
// its value.
func TestARefusalRestsOnNoDefault(t *testing.T) {
	dir := folder(t, map[string]string{"t.yaml": `
Transform: AWS::Serverless-2016-10-31
Parameters: {Name: {Type: String, Default: Token}}
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth: {Authorizers: {Token: {FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:f}}}
  F:
    Type: AWS::Serverless::Function
    Properties:
      InlineCode: x
      Events:
        Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get, Auth: {Authorizer: !Ref Name}}}
`})
	run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}, Select: []string{"definition-refused", "authorizer-reference-undefined"}})
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Findings) != 1 || strings.Contains(run.Findings[0].Message, "unless parameter") {
		t.Errorf("%+v", run.Findings)
	}
}
