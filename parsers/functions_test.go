package parsers

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// twoHandlers is a file with two functions, one for each of two authorizers.
const twoHandlers = `
exports.narrow = async (event) => answer(event.methodArn);
exports.wide = async (event) => answer('*');
const answer = (resource) => ({
  principalId: 'u',
  policyDocument: { Version: '2012-10-17', Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: resource }] },
});
`

const twoFunctions = `
Transform: AWS::Serverless-2016-10-31
Globals: {Function: {CodeUri: src, Runtime: nodejs22.x}}
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: live
      Auth:
        DefaultAuthorizer: Narrow
        Authorizers:
          Narrow: {FunctionArn: !GetAtt Narrow.Arn}
          Wide: {FunctionArn: !GetAtt Wide.Arn}
          Packed: {FunctionArn: !GetAtt Packed.Arn}
          Elsewhere: {FunctionArn: arn:aws:lambda:eu-west-1:111122223333:function:f}
          Inline: {FunctionArn: !GetAtt Inline.Arn}
  Narrow: {Type: AWS::Serverless::Function, Properties: {Handler: index.narrow, Events: {Get: {Type: Api, Properties: {RestApiId: !Ref Api, Path: /a, Method: get}}}}}
  Wide: {Type: AWS::Serverless::Function, Properties: {Handler: index.wide}}
  Packed: {Type: AWS::Serverless::Function, Properties: {CodeUri: s3://b/k, Handler: index.wide}}
  Inline:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      InlineCode: |
        exports.handler = async () => {
          throw new Error('Unauthorized');
        };
`

// TestFunctionsOfAuthorizers reads each function where it is, and says why it does not.
func TestFunctionsOfAuthorizers(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"template.yaml": twoFunctions, "src/index.js": twoHandlers} {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	file, err := root.Read("template.yaml")
	if err != nil {
		t.Fatal(err)
	}
	reading, _ := ReadDocument(root, file, nil)
	byName := map[string]*model.Authorizer{}
	for _, authorizer := range reading.APIs[0].Authorizers.Items {
		name, _ := authorizer.Name.Get()
		byName[name] = authorizer
	}

	for name, want := range map[string]string{"Narrow": "${methodArn}", "Wide": "*"} {
		policy, _ := byName[name].Handler.Value.Outcomes.Items[0].Policy.Get()
		resources, _ := policy.Statements.Items[0].Resources.Get()
		if got := model.Show(model.PartsOf(resources[0])); got != want {
			t.Errorf("%s allows %s, want %s", name, got, want)
		}
	}
	if verdicts := byName["Narrow"].Handler.Value.Outcomes.Items[0].Verdicts; len(verdicts) != 1 || verdicts[0].Label != "GET /a" {
		t.Errorf("the policy is judged for %v", verdicts)
	}
	if packed := byName["Packed"].Handler; packed.State != model.StateUnset || !strings.Contains(packed.Why, "s3://b/k") {
		t.Errorf("code in a bucket: %+v", packed)
	}
	if elsewhere := byName["Elsewhere"].Handler; elsewhere.State != model.StateUnset {
		t.Errorf("a function that is not in view: %+v", elsewhere)
	}
	outcome := byName["Inline"].Handler.Value.Outcomes.Items[0]
	if got := file.Text(outcome.Range); !strings.HasPrefix(got, "throw new Error") {
		t.Errorf("the inline function ends at %q", got)
	}
}

// TestAFunctionIsFollowedOnlyAsAWhole: one resource out of view may be anything.
func TestAFunctionIsFollowedOnlyAsAWhole(t *testing.T) {
	at := source.Range{File: "index.js"}
	known, hidden := model.Written("*", at), model.TextOf(at, "", model.HoleOf(model.HoleOther, "process.env.ARN"))
	for name, test := range map[string]struct {
		resources []model.Text
		want      bool
	}{
		"all in view":     {[]model.Text{known}, true},
		"one out of view": {[]model.Text{known, hidden}, false},
		"an unknown one":  {[]model.Text{model.Unknown[string](at, "")}, false},
	} {
		statement := &model.Statement{Effect: model.Written("Allow", at), Resources: model.Written(test.resources, at)}
		outcome := &model.Outcome{Kind: model.Written("policy", at), Policy: model.Written(model.Policy{Statements: model.Complete(statement)}, at)}
		read := settled(model.Handler{Outcomes: model.Complete(outcome)})
		if read.Value.Followed != test.want {
			t.Errorf("%s: followed is %v", name, read.Value.Followed)
		}
	}
}
