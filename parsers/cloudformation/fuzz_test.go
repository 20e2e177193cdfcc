package cloudformation

import (
	"encoding/json"
	"testing"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/yaml"
)

// FuzzRead reads any bytes as a template: no panic, no hang, and every range lies
// inside the file.
func FuzzRead(f *testing.F) {
	f.Add([]byte(orders))
	f.Add([]byte(declared + "!Sub ['${A.B}${!C}', {A: !Ref Api}]\n"))
	f.Add([]byte(restTemplate("      Cors: x" + pool)))
	f.Add([]byte(httpTemplate("      DefinitionBody: {openapi: 3.0.1, paths: {/a: {get: {security: [{X: [a]}]}}}}")))
	f.Add([]byte(`{"Resources": {"A": {"Type": "AWS::ApiGateway::Authorizer", "Properties": {"IdentitySource": {"Fn::Join": [",", ["a", {"Ref": "B"}]]}}}}}`))
	f.Add([]byte("Resources: &r {A: {Type: AWS::Serverless::Api, Properties: {Auth: *r, DefinitionUri: x}}}"))
	f.Add([]byte(webSocketTemplate("      Auth: {AuthType: CUSTOM, AuthArn: !If [a, b, c]}")))
	f.Add([]byte("Resources: {'Fn::ForEach::A': [N, !Ref L, {'${N}': {Type: AWS::Serverless::Api, Metadata: {authlint: {ignore: [a]}}}}]}\nParameters: {L: {Type: CommaDelimitedList, Default: 'a,b'}}"))
	f.Add([]byte("Resources: {A: {Type: AWS::ApiGateway::RestApi, Properties: {Policy: {'Fn::ToJsonString': {a: !Ref A}}}}, N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: template.yaml, Parameters: {A: !GetAtt N.Outputs.B}}}}"))
	root, err := source.OpenRoot(f.TempDir())
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		file := source.NewFile("template.yaml", data)
		documents, _ := yaml.Parse(file)
		for _, document := range documents {
			if !Is(document) {
				continue
			}
			reading := Read(root, file, document, nil)
			for _, problem := range reading.Problems {
				inside(t, file, problem.Range)
			}
			for _, api := range reading.APIs {
				api.Seal()
				written, err := json.Marshal(api)
				if err != nil {
					t.Fatal(err)
				}
				var tree any
				if err := json.Unmarshal(written, &tree); err != nil {
					t.Fatal(err)
				}
				rangesWithin(t, file, tree)
			}
		}
	})
}

// rangesWithin looks for ranges in the JSON form of an API.
func rangesWithin(t *testing.T, file *source.File, value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			rangesWithin(t, file, item)
		}
	case map[string]any:
		name, isRange := value["file"].(string)
		start, _ := value["start"].(float64)
		end, _ := value["end"].(float64)
		if isRange {
			inside(t, file, source.Range{File: name, Start: int(start), End: int(end)})
		}
		for _, item := range value {
			rangesWithin(t, file, item)
		}
	}
}

func inside(t *testing.T, file *source.File, at source.Range) {
	t.Helper()
	if at.IsZero() {
		return
	}
	if at.File != file.Name || at.Start < 0 || at.End < at.Start || at.End > len(file.Data) {
		t.Fatalf("the range %+v is not in the file of %d bytes", at, len(file.Data))
	}
}
