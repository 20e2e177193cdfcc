package openapi

import (
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/yaml"
	"github.com/google/go-cmp/cmp"
)

// overlaid is a root that has these files and no others.
func overlaid(t testing.TB, files map[string]string) *source.Root {
	t.Helper()
	root, err := source.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	for name, text := range files {
		root.Overlay(name, []byte(text))
	}
	return root
}

// readFrom reads a document that refers to other files.
func readFrom(t *testing.T, root *source.Root, name string) model.Reading {
	t.Helper()
	file, err := root.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	documents, problems := yaml.Parse(file)
	if len(problems) > 0 || len(documents) != 1 {
		t.Fatalf("%d documents, problems %v", len(documents), problems)
	}
	return Read(root, file, documents[0])
}

// cut is the text at a range.
func cut(t *testing.T, root *source.Root, at source.Range) string {
	t.Helper()
	file, err := root.Read(at.File)
	if err != nil {
		t.Fatal(err)
	}
	return at.File + ": " + file.Text(at)
}

var split = map[string]string{
	"apis/orders.yaml": `openapi: 3.0.1
info: {title: Orders}
security: [{shared: []}]
x-amazon-apigateway-gateway-responses: {$ref: ../common/common.yaml#/responses}
paths:
  /orders: {$ref: ./paths/orders.yaml}
  /users: {$ref: 'users.json#/paths/~1users'}
components:
  securitySchemes:
    shared: {$ref: ../common/common.yaml#/components/securitySchemes/shared}
`,
	"apis/paths/orders.yaml": `# authlint:ignore-file[write-method-public] reason="a fragment"
get: {x-amazon-apigateway-integration: {type: mock}}
post: {$ref: '#/put'}
put: {security: []}
`,
	"apis/users.json": `{"openapi": "3.0.1", "x-amazon-apigateway-policy": {}, "paths": {"/users": {"get": {}}, "/other": {}}}`,
	"common/common.yaml": `
responses: {DEFAULT_4XX: {$ref: '#/answer'}}
answer: {statusCode: 400}
components:
  securitySchemes: {$ref: schemes.yaml}
`,
	"common/schemes.yaml": `
shared:
  type: apiKey
  name: Authorization
  in: header
  x-amazon-apigateway-authorizer: {$ref: '#/authorizer'}
authorizer: {type: request, authorizerResultTtlInSeconds: 60}
`,
}

func TestReferencesToFiles(t *testing.T) {
	root := overlaid(t, split)
	reading := readFrom(t, root, "apis/orders.yaml")
	if len(reading.Problems) > 0 {
		t.Error(reading.Problems)
	}
	api := reading.APIs[0]
	if !api.Methods.Complete || !api.Authorizers.Complete || !api.GatewayResponses.Complete {
		t.Error("something is left out of view")
	}
	if protocol, _ := api.Protocol.Get(); protocol != model.REST {
		t.Errorf("the evidence in another file does not count: %q", protocol)
	}
	var got []string
	for _, method := range api.Methods.Items {
		got = append(got, method.Address+" "+summary(method)+" "+cut(t, root, method.Range)+" "+cut(t, root, method.Path.Range))
	}
	want := []string{
		"paths./orders.get CUSTOM shared - false root apis/paths/orders.yaml: get apis/orders.yaml: /orders",
		"paths./orders.put NONE - - false own apis/paths/orders.yaml: put apis/orders.yaml: /orders",
		"paths./orders.post NONE - - false own apis/paths/orders.yaml: post apis/orders.yaml: /orders",
		"paths./users.get CUSTOM shared - false root apis/users.json: \"get\" apis/orders.yaml: /users",
	}
	slices.Sort(got)
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	authorizer := api.Authorizers.Items[0]
	if got := cut(t, root, authorizer.Range) + " " + cut(t, root, authorizer.TTLSeconds.Range); got != "apis/orders.yaml: shared common/schemes.yaml: 60" {
		t.Error(got)
	}
	if got := cut(t, root, api.GatewayResponses.Items[0].StatusCode.Range); got != "common/common.yaml: 400" {
		t.Error(got)
	}
	if len(reading.Ignores) != 1 {
		t.Errorf("ignore comments of other files: %v", reading.Ignores)
	}
}

// A file that others take a piece of may be an API of its own, which must not go unread.
func TestFilesOfReferences(t *testing.T) {
	const main = "openapi: 3.0.1\nx-amazon-apigateway-policy: {}\n"
	const other = main + "paths: {/b: {get: {}}}\ncomponents: {securitySchemes: {s: {type: http}}}\n"
	tests := []struct{ name, other, reference, files, claims string }{
		{"a piece of an API", other, "components: {securitySchemes: {s: {$ref: b.yaml#/components/securitySchemes/s}}}", "b.yaml a.yaml", ""},
		{"the paths of an API", other, "paths: {$ref: b.yaml#/paths}", "b.yaml a.yaml", "b.yaml"},
		{"no paths", main, "paths: {$ref: b.yaml#/paths}", "b.yaml a.yaml", "b.yaml"},
		{"a fragment", "get: {}", "paths: {/a: {$ref: b.yaml}}", "b.yaml a.yaml", "b.yaml"},
		{"no place of ours", other, "components: {schemas: {s: {$ref: b.yaml}}}", "a.yaml", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := overlaid(t, map[string]string{"a.yaml": main + test.reference, "b.yaml": test.other})
			reading := readFrom(t, root, "a.yaml")
			if files, claims := names(reading.Files), strings.Join(reading.Claims, " "); files != test.files || claims != test.claims {
				t.Errorf("files %q, claims %q", files, claims)
			}
		})
	}
}

func names(files []*source.File) string {
	var all []string
	for _, file := range files {
		all = append(all, file.Name)
	}
	return strings.Join(all, " ")
}

func TestReferencesThatCannotBeFollowed(t *testing.T) {
	tests := []struct {
		name, reference, other string
		problem, at            string
		note                   bool
	}{
		{"missing file", "c.yaml#/x", "", "the file c.yaml cannot be read: no such file or directory", "a.yaml: c.yaml#/x", false},
		{"outside", "../c.yaml", "", "the file ../c.yaml cannot be read: lies outside the root (--root moves that boundary)", "a.yaml: ../c.yaml", false},
		{"absolute", "/c.yaml", "", "the file /c.yaml cannot be read: lies outside the root (--root moves that boundary)", "a.yaml: /c.yaml", false},
		{"remote", "https://e.org/c.yaml#/x", "", "https://e.org/c.yaml is on another host and is not read; what it holds is taken as unknown", "a.yaml: https://e.org/c.yaml#/x", true},
		{"nothing there", "b.yaml#/x", "y: {}", "b.yaml#/x refers to nothing in this document", "a.yaml: b.yaml#/x", false},
		{"an anchor", "'#x'", "", "#x refers to nothing in this document", "a.yaml: '#x'", false},
		{"missing further on", "b.yaml", "{$ref: c.yaml}", "the file c.yaml cannot be read: no such file or directory", "b.yaml: c.yaml", false},
		{"a circle", "b.yaml", "{$ref: a.yaml#/paths/~1a}", "the references here lead round in a circle", "a.yaml: {$ref: b.yaml}", false},
		{"a circle on the way", "b.yaml#/x/y", "x: {$ref: '#/x/y'}", "the references here lead round in a circle", "b.yaml: {$ref: '#/x/y'}", false},
		{"broken", "b.yaml", "a: [", "not YAML: did not find expected node content", "b.yaml: a: [", false},
		{"to be filled in", "'${file}.yaml'", "", "", "", false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			root := overlaid(t, map[string]string{
				"a.yaml": "openapi: 3.0.1\nx-amazon-apigateway-policy: {}\npaths:\n  /a: {$ref: " + test.reference + "}\n  /b: {get: {}}\n",
				"b.yaml": test.other,
			})
			reading := readFrom(t, root, "a.yaml")
			methods := reading.APIs[0].Methods
			if methods.Complete || len(methods.Items) != 1 {
				t.Errorf("complete %v, %d methods", methods.Complete, len(methods.Items))
			}
			if test.problem == "" {
				if len(reading.Problems) > 0 {
					t.Error(reading.Problems)
				}
				return
			}
			if len(reading.Problems) == 0 {
				t.Fatal("nobody notices")
			}
			problem := reading.Problems[0]
			if got := cut(t, root, problem.Range); problem.Message != test.problem || got != test.at || problem.Note != test.note {
				t.Errorf("%s at %q, note %v", problem.Message, got, problem.Note)
			}
		})
	}
}

func TestAMissingFileIsSaidOnce(t *testing.T) {
	root := overlaid(t, map[string]string{
		"a.yaml": "openapi: 3.0.1\nx-amazon-apigateway-policy: {}\npaths: {/a: {$ref: c.yaml#/a}, /b: {$ref: c.yaml#/b}}\n",
	})
	if reading := readFrom(t, root, "a.yaml"); len(reading.Problems) != 1 {
		t.Error(reading.Problems)
	}
}

// What stands between directives of a template may not be there: no method is public
// for certain because of it.
func TestTemplates(t *testing.T) {
	file := source.NewFile("api.yaml", []byte(versions[1].head+restSchemes+`paths:
  /a:
    get:
{% if locked %}
      security: [{tok: []}]
{% else %}
      security: []
{% endif %}
      operationId: a
    post: {security: [{tok: []}]}
  /b:
    get: {security: {{ security }}}
`))
	documents, ok := yaml.ParseTemplate(file)
	if !ok {
		t.Fatal("not read")
	}
	api := Read(nil, file, documents[0]).APIs[0]
	var got []string
	for _, method := range api.Methods.Items {
		got = append(got, method.Address+" "+summary(method))
	}
	want := []string{"paths./a.get ? ? ? ? own", "paths./a.post CUSTOM tok - false own", "paths./b.get ? ? ? ? own"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
