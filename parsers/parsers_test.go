package parsers

import (
	"slices"
	"testing"

	"github.com/authlint/authlint/internal/source"
)

func TestShapeOf(t *testing.T) {
	for name, want := range map[string]Shape{
		"main.tf": Module, "main.tf.json": Module, "main.tofu": Module, "main.tofu.json": Module,
		"api.yaml": Document, "api.yml": Document, "stack.json": Document, "stack.template": Document, "a/b.template.json": Document,
		"README.md": Other, "tf": Other, "terraform.tfvars": Other, "": Other,
	} {
		if got := ShapeOf(name); got != want {
			t.Errorf("%q: got %v, want %v", name, got, want)
		}
	}
}

func TestMayBeOursSeesThroughUTF16(t *testing.T) {
	utf16 := []byte("\xff\xfe")
	for _, c := range []byte("AWS::ApiGateway::RestApi") {
		utf16 = append(utf16, c, 0)
	}
	if !MayBeOurs(Document, utf16) || MayBeOurs(Document, utf16[2:]) {
		t.Error("a template in UTF-16 is to be reported, not skipped")
	}
}

func TestReadDocumentTellsWhoseAFileIs(t *testing.T) {
	for name, c := range map[string]struct {
		text     string
		ours     bool
		problems int
		notes    int
	}{
		"a template":                 {"Resources: {Api: {Type: AWS::ApiGateway::RestApi}}", true, 0, 0},
		"a document":                 {"openapi: 3.0.0\nx-amazon-apigateway-policy: {}\npaths: {}\n", true, 0, 0},
		"both in one stream":         {"Resources: {Api: {Type: AWS::ApiGateway::RestApi}}\n---\nopenapi: 3.0.0\nx-amazon-apigateway-policy: {}\n", true, 0, 0},
		"a mere mention":             {"text: AWS::ApiGateway::RestApi", false, 0, 0},
		"broken":                     {"Resources: {Api: {Type: AWS::ApiGateway::RestApi}\n", false, 1, 0},
		"to be rendered":             {"openapi: 3.0.0\nx-amazon-apigateway-policy: {\n  {{ policy }}: [\n", false, 1, 1},
		"JSON to be rendered":        {"{\"openapi\": \"3.0.0\",\n \"x-amazon-apigateway-policy\": ${policy}}\n", true, 0, 0},
		"a template, to be rendered": {"Resources: {Api: {Type: AWS::ApiGateway::RestApi}}\nDescription: {{ name }} x\n", false, 1, 1},
		"broken, with references":    {"Resources: {Api: {Type: AWS::ApiGateway::RestApi, Name: '{{resolve:ssm:x}}'}\n", false, 1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			reading, kind := ReadDocument(nil, source.NewFile("f", []byte(c.text)), nil)
			notes := 0
			for _, problem := range reading.Problems {
				if problem.Note {
					notes++
				}
			}
			if (kind == Ours) != c.ours || len(reading.Problems) != c.problems || notes != c.notes {
				t.Errorf("kind %v, problems %v", kind, reading.Problems)
			}
		})
	}
}

func TestDocumentsOfOneFileAreToldApart(t *testing.T) {
	const document = "openapi: 3.0.0\nx-amazon-apigateway-policy: {}\npaths: {/a: {get: {}}}\n"
	reading, _ := ReadDocument(nil, source.NewFile("apis.yaml", []byte(document+"---\n"+document+"---\nResources: {Api: {Type: AWS::ApiGateway::RestApi}}\n")), nil)
	var got []string
	for _, api := range reading.APIs {
		got = append(got, api.Address)
	}
	if want := []string{"apis.yaml", "apis.yaml#2", "Resources.Api"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
