package terraform

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/source"
)

// given makes settings of values as --var has them.
func given(pairs ...string) (settings Settings) {
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		settings.Inputs = append(settings.Inputs, Input{Variable: name, Value: value})
	}
	return settings
}

// A value on the command line is a text where the variable is one, else an expression.
// https://developer.hashicorp.com/terraform/language/values/variables
func TestVariablesOnTheCommandLine(t *testing.T) {
	tests := []struct{ name, declaration, value, want string }{
		{"a text", `type = string`, `a b`, `"a b"`},
		{"no type", ``, `[1]`, `"[1]"`},
		{"an empty text", `type = string`, ``, `""`},
		{"quotes belong to a text", `type = string`, `"a"`, `""a""`},
		{"a text is no template", `type = string`, `${x}`, `"${x}"`},
		{"a number", `type = number`, `010`, `10`},
		{"a truth value", `type = bool`, `true`, `true`},
		{"a list", `type = list(string)`, `["a", 1]`, `["a" "1"]`},
		{"a map", `type = map(number)`, `{ a = "1" }`, `{a=1}`},
		{"any", `type = any`, `{ a = [true] }`, `{a=[true]}`},
		{"any, a text", `type = any`, `"a"`, `"a"`},
		{"a default gives way", "type = string\n  default = \"d\"", `a`, `"a"`},
		{"null is for no text", "type = string\n  default = \"d\"", `null`, `"null"`},
		{"null in place of a list", "type = list(string)\n  default = []\n  nullable = false", `null`, `[]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"main.tf": "variable \"x\" {\n  " + test.declaration + "\n}", "terraform.tfvars": `x = "file"`}
			value, u := evaluateIn(t, files, given("x="+test.value), `var.x`)
			diff(t, "value", show(value), test.want)
			if len(u.problems) > 0 {
				t.Errorf("problems: %v", u.problems)
			}
		})
	}
}

// What is on no line of a file has the place of the declaration.
func TestPlacesOfVariablesOnTheCommandLine(t *testing.T) {
	value, u := evaluateIn(t, map[string]string{"main.tf": "variable \"x\" {\n  type = list(string)\n}"}, given(`x=["a"]`), `var.x[0]`)
	diff(t, "place", textIn(t, u, value), `variable "x"`)

	for input, message := range map[string]string{
		`x=[`:                            "cannot be read",
		`x=[upper("a")]`:                 "cannot be read",
		"x=" + strings.Repeat("(", 1000): "nested deeper",
	} {
		value, u = evaluateIn(t, map[string]string{"main.tf": "variable \"x\" {\n  type = list(string)\n  default = [\"d\"]\n}"}, given(input), `var.x`)
		if len(u.problems) != 1 || !strings.Contains(u.problems[0].Message, message) || value.IsKnown() {
			t.Errorf("%.20s: %v, problems %v", input, show(value), u.problems)
			continue
		}
		diff(t, "place", u.files["main.tf"].Text(u.problems[0].Range), `variable "x"`)
	}
}

// The last value of a variable wins, and the command line over all files.
func TestOrderOfInputs(t *testing.T) {
	files := map[string]string{
		"main.tf":       "variable \"x\" {}\nvariable \"y\" { default = \"d\" }",
		"x.auto.tfvars": `x = "auto"`,
	}
	file := func(name, text string) Input { return Input{File: source.NewFile(name, []byte(text))} }
	value := func(x string) Input { return Input{Variable: "x", Value: x} }
	tests := []struct {
		name   string
		inputs []Input
		want   string
	}{
		{"none", nil, `["auto" "d"]`},
		{"a value", []Input{value("1")}, `["1" "d"]`},
		{"two values", []Input{value("1"), value("2")}, `["2" "d"]`},
		{"a file", []Input{file("p.tfvars", "x = \"p\"\ny = \"p\"\nz = \"p\"")}, `["p" "p"]`},
		{"a file in JSON", []Input{file("p.json", `{"x": "${p}", "y": 1e2}`)}, `["${p}" 100]`},
		{"a value, then a file", []Input{value("1"), file("p.tfvars", `x = "p"`)}, `["p" "d"]`},
		{"a file, then a value", []Input{file("p.tfvars", `x = "p"`), value("1")}, `["1" "d"]`},
		{"two files", []Input{file("p.tfvars", `x = "p"`), file("q.tfvars.json", `{"x": "q"}`)}, `["q" "d"]`},
		{"a broken file, then a value", []Input{file("p.tfvars", `x = [`), value("1")}, `["1" ?]`},
		{"a value, then a broken file", []Input{value("1"), file("p.json", `{`)}, `[? ?]`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, _ := evaluateIn(t, files, Settings{Inputs: test.inputs}, `[var.x, var.y]`)
			diff(t, "values", show(value), test.want)
		})
	}
}

func TestWorkspace(t *testing.T) {
	for workspace, want := range map[string]string{"": `?`, "prod": `"prod"`} {
		for _, expression := range []string{`terraform.workspace`, `tofu.workspace`} {
			value, _ := evaluateIn(t, map[string]string{"main.tf": ""}, Settings{Workspace: workspace}, expression)
			diff(t, expression, show(value), want)
		}
	}
	value, _ := evaluateIn(t, map[string]string{
		"main.tf":   `module "m" { source = "./m" }`,
		"m/main.tf": `output "o" { value = "api-${terraform.workspace}" }`,
	}, Settings{Workspace: "prod"}, `module.m.o`)
	diff(t, "in a module", show(value), `"api-prod"`)
}

// A module that could not be read as a whole may declare anything.
func TestDeclaredInputs(t *testing.T) {
	for text, want := range map[string]int{`variable "x" {}`: 1, ``: 0, `variable "y" {`: 2} {
		reading := Read(rootOf(t, map[string]string{"main.tf": text}), ".", given("x=1", "z=1"))
		diff(t, text, len(reading.Inputs), want)
	}
}
