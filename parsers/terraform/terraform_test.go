package terraform

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// rootOf writes files, by name, into a directory and opens it.
func rootOf(t *testing.T, files map[string]string) *source.Root {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := source.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	return root
}

// read reads a root module of one file, which must have no problems.
func read(t *testing.T, config string) model.Reading {
	t.Helper()
	return readFiles(t, map[string]string{"main.tf": config})
}

// readFiles reads the root module in the top directory, which must have no problems.
func readFiles(t *testing.T, files map[string]string) model.Reading {
	t.Helper()
	reading := Read(rootOf(t, files), ".", Settings{})
	for _, problem := range reading.Problems {
		t.Errorf("problem: %v: %s", problem.Range, problem.Message)
	}
	return reading
}

// only is the only API of a reading.
func only(t *testing.T, reading model.Reading) *model.API {
	t.Helper()
	if len(reading.APIs) != 1 {
		t.Fatalf("%d APIs, want one", len(reading.APIs))
	}
	reading.APIs[0].Seal()
	return reading.APIs[0]
}

// evaluate gives the value of an expression in a module.
func evaluate(t *testing.T, config, expression string) *tree.Node {
	t.Helper()
	value, _ := evaluateIn(t, map[string]string{"main.tf": config}, Settings{}, expression)
	return value
}

// evaluateIn gives the value of an expression in the root module of some files, and the
// unit that has read them.
func evaluateIn(t *testing.T, files map[string]string, settings Settings, expression string) (*tree.Node, *unit) {
	t.Helper()
	u := newUnit(rootOf(t, files), ".")
	u.settings = settings
	return u.evaluate(t, expression), u
}

// evaluate gives the value of an expression in the root module of a unit.
func (u *unit) evaluate(t *testing.T, expression string) *tree.Node {
	t.Helper()
	m := newModule(u, u.load(u.dir))
	inputs := u.inputs(m)
	m.given = func(variable string) *tree.Node { return u.input(inputs, variable) }
	file := u.remember(source.NewFile("expression", []byte(expression)))
	parsed, diagnostics := hclsyntax.ParseExpression(file.Data, file.Name, hcl.InitialPos)
	if diagnostics.HasErrors() {
		t.Fatal(diagnostics)
	}
	return m.scope().eval(parsed)
}

// show renders a value: texts between quotes, holes as ${…}, unknown values as ?.
func show(n *tree.Node) string {
	open := ""
	if n != nil && n.IsKnown() && n.Open != "" {
		open = "…"
	}
	switch {
	case n == nil:
		return "nothing"
	case n.Kind == tree.Null:
		return "null"
	case n.Kind == tree.String:
		return `"` + n.Text + `"`
	case n.IsScalar():
		return n.Text
	case n.Kind == tree.Mapping:
		var fields []string
		for _, field := range n.Fields {
			fields = append(fields, field.Key+"="+show(field.Value))
		}
		return "{" + strings.Join(fields, " ") + open + "}"
	case n.Kind == tree.Sequence:
		return "[" + showAll(n.Items) + open + "]"
	case len(n.Parts) > 0:
		return `"` + model.Show(n.Parts) + `"`
	case len(n.OneOf) > 0:
		return "?(" + showAll(n.OneOf) + ")"
	default:
		return "?"
	}
}

func showAll(nodes []*tree.Node) string {
	var all []string
	for _, n := range nodes {
		all = append(all, show(n))
	}
	return strings.Join(all, " ")
}

// texts renders a list of texts.
func texts(value model.Value[[]model.Text]) string {
	items, ok := value.Get()
	if !ok {
		return string(value.State)
	}
	var all []string
	for _, item := range items {
		all = append(all, model.Show(model.PartsOf(item)))
	}
	return strings.Join(all, " | ")
}

// textOf is the text that a range covers.
func textOf(t *testing.T, reading model.Reading, at source.Range) string {
	t.Helper()
	for _, file := range reading.Files {
		if file.Name == at.File {
			return file.Text(at)
		}
	}
	t.Fatalf("no file %q was read", at.File)
	return ""
}

func ptr[T any](v T) *T { return &v }

func diff(t *testing.T, what string, got, want any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

func TestReadTellsEveryFile(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf": `
			module "api" { source = "./api" }`,
		"terraform.tfvars": `name = "orders"`,
		"api/main.tf": `
			resource "aws_api_gateway_rest_api" "r" {
				name = "orders"
				body = file("${path.module}/api.json")
			}`,
		"api/api.json":     `{"openapi": "3.0.1", "paths": {}}`,
		"api/README.md":    "not read",
		"other/main.tf":    `resource "aws_api_gateway_rest_api" "other" {}`,
		".hidden.tf":       `resource "aws_api_gateway_rest_api" "hidden" {}`,
		"variables.tf":     `variable "name" {}`,
		"prod/prod.tfvars": `name = "prod"`,
	})
	var names []string
	for _, file := range reading.Files {
		names = append(names, file.Name)
	}
	diff(t, "files", names, []string{"main.tf", "variables.tf", "terraform.tfvars", "api/main.tf", "api/api.json"})
	diff(t, "address", only(t, reading).Address, "module.api.aws_api_gateway_rest_api.r")
}

func TestProblemsHaveAPlace(t *testing.T) {
	tests := []struct {
		name    string
		files   map[string]string
		message string // what the first problem says
		text    string // what it points at
		apis    int
	}{
		{
			name:    "a syntax error leaves the rest",
			files:   map[string]string{"main.tf": "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n}\nresource \"aws_x\" {\n  b = = 1\n}\n"},
			message: "Invalid expression", text: "=", apis: 1,
		},
		{
			name:    "a broken file leaves the others",
			files:   map[string]string{"bad.tf": `name = "`, "main.tf": `resource "aws_api_gateway_rest_api" "a" {}`},
			message: "Unterminated template string", text: "", apis: 1,
		},
		{
			name:    "a module that is not there",
			files:   map[string]string{"main.tf": `module "m" { source = "./gone" }`},
			message: "there is no Terraform configuration in gone", text: `"./gone"`,
		},
		{
			name:    "a module above the root",
			files:   map[string]string{"main.tf": `module "m" { source = "../elsewhere" }`},
			message: "--root", text: `"../elsewhere"`,
		},
		{
			name:    "a body that is not there",
			files:   map[string]string{"main.tf": `resource "aws_api_gateway_rest_api" "a" { body = file("api.yaml") }`},
			message: "file() cannot read api.yaml", text: `file("api.yaml")`, apis: 1,
		},
		{
			name:    "a body that is no JSON",
			files:   map[string]string{"main.tf": "resource \"aws_api_gateway_rest_api\" \"a\" {\n  body = <<EOF\n{\"openapi\": \"3.0.1\"\nEOF\n}"},
			message: "cannot be read as JSON or YAML", text: "", apis: 1,
		},
		{
			name:    "a type that does not fit",
			files:   map[string]string{"main.tf": `resource "aws_api_gateway_authorizer" "a" { authorizer_result_ttl_in_seconds = "soon" }`},
			message: `expected a whole number, found "soon"`, text: `"soon"`, apis: 1,
		},
		{
			name:    "brackets beyond all measure",
			files:   map[string]string{"deep.tf": "a = " + strings.Repeat("[", 100_000), "main.tf": `resource "aws_api_gateway_rest_api" "a" {}`},
			message: "nested deeper than 200 levels", text: "[", apis: 1,
		},
		{
			name:    "brackets in a small file",
			files:   map[string]string{"deep.tf": "a = " + strings.Repeat("[", 300) + strings.Repeat("]", 300)},
			message: "nested deeper than 200 levels", text: "[",
		},
		{
			name:    "a text that takes the parser ages",
			files:   map[string]string{"long.tf": "locals { x = \"" + strings.Repeat("%", 200_000) + "\" }", "main.tf": `resource "aws_api_gateway_rest_api" "a" {}`},
			message: "too many lines without an interpolation", text: "%", apis: 1,
		},
		{
			name:    "a text in JSON that takes the parser ages",
			files:   map[string]string{"long.tf.json": `{"locals": {"x": "${1}` + strings.Repeat("%", 200_000) + `"}}`, "main.tf": `resource "aws_api_gateway_rest_api" "a" {}`},
			message: "too many lines without an interpolation", text: "%", apis: 1,
		},
		{
			name:    "JSON that is none",
			files:   map[string]string{"main.tf.json": "{\"resource\": {},}", "a.tf": `resource "aws_api_gateway_rest_api" "a" {}`},
			message: "not JSON", text: "}", apis: 1,
		},
		{
			name:    "values beyond all measure in JSON",
			files:   map[string]string{"main.tf.json": "[0" + strings.Repeat(",0", 1_000_000) + "]"},
			message: "more than 1000000 values",
		},
		{
			name:    "comments in JSON",
			files:   map[string]string{"main.tf.json": "{} // why"},
			message: "not JSON", text: "/",
		},
		{
			name:    "brackets beyond all measure in JSON",
			files:   map[string]string{"deep.tf.json": strings.Repeat("[", 100_000)},
			message: "nested deeper than 200 levels", text: "[",
		},
		{
			name:    "brackets beyond all measure in a text in JSON",
			files:   map[string]string{"deep.tf.json": `{"locals": {"a\n": "\n${` + strings.Repeat("(", 100_000) + `"}}`},
			message: "nested deeper than 200 levels", text: "(",
		},
		{
			name:    "a mistake in a text in JSON",
			files:   map[string]string{"main.tf.json": `{"locals": {"a": "\u00e9\n${\"x\" +}"}, "resource": {"aws_api_gateway_rest_api": {"a": {}}}}`},
			message: "Invalid expression", text: "}", apis: 1,
		},
		{
			name:    "a text where a block is expected",
			files:   map[string]string{"main.tf.json": `{"resource": {"aws_api_gateway_rest_api": "a"}}`},
			message: "expected an object, found a text", text: `"a"`,
		},
		{
			name:    "a reference that is none",
			files:   map[string]string{"main.tf.json": `{"resource": {"aws_api_gateway_rest_api": {"a": {"depends_on": ["a b"]}}}}`},
			message: "Extra characters after expression", text: "b", apis: 1,
		},
		{
			name:    "an override of nothing",
			files:   map[string]string{"main.tf": `resource "aws_api_gateway_rest_api" "a" {}`, "override.tf": "resource \"aws_api_gateway_rest_api\" \"b\" {}"},
			message: "resource aws_api_gateway_rest_api b is overridden but not declared", text: `resource "aws_api_gateway_rest_api" "b"`, apis: 1,
		},
		{
			name:    "an override of no local",
			files:   map[string]string{"main.tf": `resource "aws_api_gateway_rest_api" "a" {}`, "override.tf.json": `{"locals": {"a": 1}}`},
			message: "local.a is overridden but not declared", text: `"a"`, apis: 1,
		},
		{
			name:    "an override of depends_on",
			files:   map[string]string{"main.tf": `resource "aws_api_gateway_rest_api" "a" {}`, "override.tf": "resource \"aws_api_gateway_rest_api\" \"a\" {\n  depends_on = []\n}"},
			message: "depends_on cannot be overridden", text: "depends_on", apis: 1,
		},
		{
			name:    "operators beyond all measure",
			files:   map[string]string{"long.tf": "a = 1" + strings.Repeat("+1", 20_000)},
			message: "more than 2000 tokens",
		},
		{
			name:    "modules that call each other",
			files:   map[string]string{"main.tf": `module "m" { source = "./m" }`, "m/main.tf": `module "m" { source = "../m" }`},
			message: "calls itself", text: `"../m"`,
		},
		{
			name:    "a binary file",
			files:   map[string]string{"main.tf": "\x00\x01"},
			message: "is not text",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := Read(rootOf(t, test.files), ".", Settings{})
			if len(reading.Problems) == 0 {
				t.Fatal("no problem")
			}
			first := reading.Problems[0]
			if !strings.Contains(first.Message, test.message) || first.Note {
				t.Errorf("problem %q, note %v, want %q", first.Message, first.Note, test.message)
			}
			if test.text != "" {
				diff(t, "place", textOf(t, reading, first.Range), test.text)
			}
			diff(t, "APIs", len(reading.APIs), test.apis)
		})
	}
}

// What nobody wrote to be read must still end, and soon.
func TestEvaluationIsBounded(t *testing.T) {
	doubling := "locals {\n  a0 = \"%s\"\n"
	lists := "locals {\n  l0 = [1, 2]\n"
	for i := range 60 {
		doubling += strings.ReplaceAll(strings.ReplaceAll("  aN = \"${local.aM}${local.aM}\"\n", "N", itoa(i+1)), "M", itoa(i))
		lists += strings.ReplaceAll(strings.ReplaceAll("  lN = [local.lM, local.lM]\n", "N", itoa(i+1)), "M", itoa(i))
	}
	tests := map[string]string{
		"texts that double":       doubling + "}\nresource \"aws_api_gateway_rest_api\" \"a\" {\n  name = local.a60\n}",
		"lists that double":       lists + "}\nresource \"aws_api_gateway_rest_api\" \"a\" {\n  body = jsonencode(local.l60)\n}",
		"loops in loops":          `resource "aws_api_gateway_rest_api" "a" { name = length([for a in range(1000) : [for b in range(1000) : [for c in range(1000) : a]]]) }`,
		"a product of lists":      `resource "aws_api_gateway_rest_api" "a" { name = length(setproduct(range(1000), range(1000), range(1000))) }`,
		"a wide format":           `resource "aws_api_gateway_rest_api" "a" { name = format("%999999999d", 1) }`,
		"a number of many digits": `resource "aws_api_gateway_rest_api" "a" { name = 1e999999999 }`,
		"a cycle of locals":       "locals {\n  a = local.b\n  b = local.a\n}\nresource \"aws_api_gateway_rest_api\" \"a\" {\n  name = local.a\n}",
		"a template of itself":    `resource "aws_api_gateway_rest_api" "a" { name = templatefile("self.tpl", {}) }`,
		"many instances":          "resource \"aws_api_gateway_method\" \"m\" {\n  count = 100000000\n}\nresource \"aws_api_gateway_rest_api\" \"a\" {}",
	}
	files := map[string]string{"self.tpl": `${templatefile("self.tpl", {})}`}
	for i := range 31 {
		next := itoa(i + 1)
		files["m"+itoa(i)+"/main.tf"] = "module \"a\" {\n  source = \"../m" + next + "\"\n}\nmodule \"b\" {\n  source = \"../m" + next + "\"\n}"
	}
	files["m31/main.tf"] = `resource "aws_api_gateway_rest_api" "a" {}`
	tests["modules that double"] = "module \"m\" {\n  source = \"./m0\"\n}\nresource \"aws_api_gateway_rest_api\" \"a\" {}"
	for name, config := range tests {
		t.Run(name, func(t *testing.T) {
			files["main.tf"] = config
			reading := Read(rootOf(t, files), ".", Settings{})
			for _, api := range reading.APIs {
				if value, known := api.Name.Get(); known && len(value) > 100 {
					t.Errorf("a name of %d bytes", len(value))
				}
			}
			if len(reading.APIs) == 0 {
				t.Error("no API")
			}
		})
	}
}
