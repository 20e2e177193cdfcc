package cloudformation

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
)

// TestSpellings writes each template of the fixtures as JSON, with functions in their long
// form and all that aliases stand for written out: the model is the same.
func TestSpellings(t *testing.T) {
	files, err := filepath.Glob("../../testdata/*/*/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	same := 0
	for _, name := range append(files, filepath.Join(translator, "input", "*.yaml")) {
		found, _ := filepath.Glob(name)
		for _, name := range found {
			if sameInJSON(t, name) {
				same++
			}
		}
	}
	if same < 40 {
		t.Errorf("only %d templates are looked at", same)
	}
}

// sameInJSON compares the models of a template and of its JSON form.
func sameInJSON(t *testing.T, name string) (compared bool) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	document := parseOne(t, "template.yaml", text)
	if document == nil || !Is(document) {
		return false
	}
	asJSON := []byte(inJSON(document))
	again := parseOne(t, "template.json", asJSON)
	if diff := cmp.Diff(withoutPlaces(t, name, text, document), withoutPlaces(t, name, asJSON, again)); diff != "" {
		t.Errorf("%s (-YAML +JSON):\n%s", name, diff)
	}
	return true
}

// parseOne parses a file of one document; nil where it is not one.
func parseOne(t *testing.T, name string, text []byte) *tree.Node {
	t.Helper()
	documents, _ := yaml.Parse(source.NewFile(name, text))
	if len(documents) != 1 {
		return nil
	}
	return documents[0]
}

// inJSON writes a tree as JSON, short forms of functions as long ones.
func inJSON(n *tree.Node) string {
	if tag := n.Tag; strings.HasPrefix(tag, "!") {
		bare := *n
		bare.Tag = ""
		if tag != "!Ref" && tag != "!Condition" {
			tag = "!Fn::" + tag[1:]
		}
		return "{" + quoted(tag[1:]) + ":" + inJSON(&bare) + "}"
	}
	var items []string
	switch n.Kind {
	case tree.Mapping:
		for _, field := range n.Fields {
			items = append(items, quoted(field.Key)+":"+inJSON(field.Value))
		}
		return "{" + strings.Join(items, ",\n") + "}"
	case tree.Sequence:
		for _, item := range n.Items {
			items = append(items, inJSON(item))
		}
		return "[" + strings.Join(items, ",\n") + "]"
	case tree.Null:
		return "null"
	case tree.Number, tree.Bool:
		if json.Valid([]byte(n.Text)) {
			return n.Text
		}
		return strings.ToLower(n.Text)
	default:
		return quoted(n.Text)
	}
}

func quoted(text string) string { return `"` + inQuotes(text) + `"` }

// withoutPlaces is the model of a template without ranges.
func withoutPlaces(t *testing.T, name string, text []byte, document *tree.Node) any {
	t.Helper()
	root, err := source.OpenRoot(filepath.Dir(name))
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	reading := Read(root, source.NewFile("template", text), document, nil)
	for _, api := range reading.APIs {
		api.Seal()
	}
	written, err := json.Marshal(reading.APIs)
	if err != nil {
		t.Fatal(err)
	}
	var model any
	if err := json.Unmarshal(written, &model); err != nil {
		t.Fatal(err)
	}
	forgetPlaces(model)
	return model
}

func forgetPlaces(value any) {
	switch value := value.(type) {
	case []any:
		for _, item := range value {
			forgetPlaces(item)
		}
	case map[string]any:
		delete(value, "range")
		for _, inner := range value {
			forgetPlaces(inner)
		}
	}
}

// Anchors and merge keys stand for what they name.
func TestAnchors(t *testing.T) {
	const anchored = `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Paths: {Type: AWS::ApiGateway::Resource, Properties: &path {RestApiId: &api !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders}}
  Items: {Type: AWS::ApiGateway::Resource, Properties: {<<: *path, PathPart: items}}
  Get: {Type: AWS::ApiGateway::Method, Properties: &get {RestApiId: *api, ResourceId: !Ref Paths, HttpMethod: GET, AuthorizationType: NONE}}
  Put: {Type: AWS::ApiGateway::Method, Properties: {<<: *get, ResourceId: !Ref Items, HttpMethod: PUT}}
`
	const plain = `
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  Paths: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: orders}}
  Items: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: items}}
  Get: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref Paths, HttpMethod: GET, AuthorizationType: NONE}}
  Put: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref Items, HttpMethod: PUT, AuthorizationType: NONE}}
`
	name := filepath.Join(t.TempDir(), "template.yaml")
	model := func(text string) any {
		return withoutPlaces(t, name, []byte(text), parseOne(t, "template.yaml", []byte(text)))
	}
	if diff := cmp.Diff(model(plain), model(anchored)); diff != "" {
		t.Errorf("-written out +anchored:\n%s", diff)
	}
}
