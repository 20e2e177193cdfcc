package terraform

import (
	"strings"
	"testing"
)

// What override files change, and what they leave as it is.
// https://developer.hashicorp.com/terraform/language/files/override
func TestOverrides(t *testing.T) {
	const base = `
variable "v" {
  type    = string
  default = "base"
}
locals {
  a = "base a"
  b = "base b"
}
resource "aws_apigatewayv2_api" "r" {
  name          = "base"
  protocol_type = "HTTP"
  cors_configuration {
    allow_origins = ["a"]
    allow_methods = ["GET"]
  }
  dynamic "tls_config" {
    for_each = ["x"]
    content { name = "base" }
  }
  lifecycle {
    prevent_destroy = true
    ignore_changes  = [name]
  }
}
module "m" {
  source = "./m"
  x      = "base"
  y      = "base"
}
output "o" { value = "base" }
data "aws_iam_policy_document" "d" {
  statement { sid = "one" }
  statement { sid = "two" }
}
`
	tests := []struct {
		name       string
		files      map[string]string
		expression string
		want       string
	}{
		{
			"an argument",
			map[string]string{"override.tf": "resource \"aws_apigatewayv2_api\" \"r\" {\n  name = \"new\"\n}"},
			`[aws_apigatewayv2_api.r.name, aws_apigatewayv2_api.r.protocol_type]`, `["new" "HTTP"]`,
		},
		{
			"all nested blocks of a type",
			map[string]string{"override.tf": "data \"aws_iam_policy_document\" \"d\" {\n  statement { sid = \"new\" }\n}"},
			`data.aws_iam_policy_document.d.statement`, `[{sid="new"}]`,
		},
		{
			"a nested block as a whole",
			map[string]string{"override.tf": "resource \"aws_apigatewayv2_api\" \"r\" {\n  cors_configuration { allow_origins = [\"b\"] }\n}"},
			`aws_apigatewayv2_api.r.cors_configuration`, `[{allow_origins=["b"]}]`,
		},
		{
			"a dynamic block for a static one",
			map[string]string{"override.tf": "resource \"aws_apigatewayv2_api\" \"r\" {\n  dynamic \"cors_configuration\" {\n    for_each = [\"c\"]\n    content { allow_origins = [cors_configuration.value] }\n  }\n}"},
			`aws_apigatewayv2_api.r.cors_configuration`, `[{allow_origins=["c"]}]`,
		},
		{
			"a static block for a dynamic one",
			map[string]string{"override.tf": "resource \"aws_apigatewayv2_api\" \"r\" {\n  tls_config { name = \"new\" }\n}"},
			`aws_apigatewayv2_api.r.tls_config`, `[{name="new"}]`,
		},
		{
			"lifecycle by argument",
			map[string]string{"override.tf": "resource \"aws_apigatewayv2_api\" \"r\" {\n  lifecycle { prevent_destroy = false }\n}"},
			`length(aws_apigatewayv2_api.r.lifecycle[0]) == 2 && !aws_apigatewayv2_api.r.lifecycle[0].prevent_destroy`, `true`,
		},
		{
			"locals one by one",
			map[string]string{"override.tf": `locals { b = "new" }`},
			`[local.a, local.b]`, `["base a" "new"]`,
		},
		{
			"a default",
			map[string]string{"override.tf": `variable "v" { default = "new" }`},
			`var.v`, `"new"`,
		},
		{
			"a type, to which the default is converted",
			map[string]string{"override.tf": `variable "v" { default = 5 }`, "z_override.tf": `variable "v" { type = number }`},
			`var.v`, `5`,
		},
		{
			"an output",
			map[string]string{"m/main.tf": "variable \"x\" {}\nvariable \"y\" {}\noutput \"o\" { value = \"base\" }", "m/main_override.tf": `output "o" { value = "${var.x} ${var.y}" }`},
			`module.m.o`, `"base base"`,
		},
		{
			"an argument of a module",
			map[string]string{"m/main.tf": "variable \"x\" {}\nvariable \"y\" {}\noutput \"o\" { value = \"${var.x} ${var.y}\" }", "override.tf": `module "m" { x = "new" }`},
			`module.m.o`, `"new base"`,
		},
		{
			"where a module comes from",
			map[string]string{"n/main.tf": "variable \"x\" {}\nvariable \"y\" {}\noutput \"o\" { value = \"n\" }", "override.tf": `module "m" { source = "./n" }`},
			`module.m.o`, `"n"`,
		},
		{
			"in the order of names",
			map[string]string{"override.tf": `locals { a = "2" }`, "a_override.tf": `locals { a = "1" }`, "z_override.tf.json": `{"locals": {"a": "3"}}`},
			`local.a`, `"3"`,
		},
		{
			"in the order of blocks",
			map[string]string{"override.tf": "locals { a = \"1\" }\nlocals { a = \"2\" }"},
			`local.a`, `"2"`,
		},
		{
			"all forms",
			map[string]string{"override.tf": `locals { a = "1" }`, "override.tofu": `locals { a = "2" }`, "x_override.tofu.json": `{"locals": {"b": "3"}}`, "x_override.tf.json": `{"locals": {"b": "4"}}`},
			`[local.a, local.b]`, `["2" "3"]`,
		},
		{
			"no files of like names",
			map[string]string{"overrides.tf": `locals { c = "1" }`, ".override.tf": `locals { a = "2" }`},
			`[local.a, local.c]`, `["base a" "1"]`,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			test.files["main.tf"] = base
			value, u := evaluateIn(t, test.files, Settings{}, test.expression)
			diff(t, "value", show(value), test.want)
			for _, problem := range u.problems {
				if !problem.Note {
					t.Error(problem)
				}
			}
		})
	}
}

func TestOverriddenValuesHaveTheirPlace(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf":          "resource \"aws_api_gateway_rest_api\" \"r\" {\n  name = \"base\"\n}",
		"override.tf.json": `{"resource": {"aws_api_gateway_rest_api": {"r": {"name": "new"}}}}`,
	})
	api := only(t, reading)
	diff(t, "file", api.Name.Range.File, "override.tf.json")
	diff(t, "name", textOf(t, reading, api.Name.Range), `"new"`)
	diff(t, "API", textOf(t, reading, api.Range), `resource "aws_api_gateway_rest_api" "r"`)
}

// A file of OpenTofu's is read in place of Terraform's of the same name.
// https://opentofu.org/docs/language/files/
func TestOpenTofuFilesShadowTerraformFiles(t *testing.T) {
	tests := []struct {
		name  string
		files map[string]string
		want  string // of local.a, local.b
		note  string
	}{
		{"alone", map[string]string{"a.tofu": `locals { a = "tofu" }`}, `["tofu" ?]`, ""},
		{"the same name", map[string]string{"a.tofu": `locals { a = "tofu" }`, "a.tf": `locals { b = "tf" }`}, `["tofu" ?]`, "a.tf"},
		{"another name", map[string]string{"a.tofu": `locals { a = "tofu" }`, "b.tf": `locals { b = "tf" }`}, `["tofu" "tf"]`, ""},
		{"in JSON", map[string]string{"a.tofu.json": `{"locals": {"a": "tofu"}}`, "a.tf.json": `{"locals": {"b": "tf"}}`}, `["tofu" ?]`, "a.tf.json"},
		{"another syntax", map[string]string{"a.tofu": `locals { a = "tofu" }`, "a.tf.json": `{"locals": {"b": "tf"}}`}, `["tofu" "tf"]`, ""},
		{"several", map[string]string{"a.tofu": `locals { a = "tofu" }`, "a.tf": "", "b.tofu": `locals { b = "too" }`, "b.tf": ""}, `["tofu" "too"]`, "and 1 more"},
		{"a hidden file", map[string]string{".a.tofu": "", "a.tofu": `locals { a = "tofu" }`}, `["tofu" ?]`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, u := evaluateIn(t, test.files, Settings{}, `[local.a, local.b]`)
			diff(t, "value", show(value), test.want)
			if (test.note == "") != (len(u.problems) == 0) || len(u.problems) > 1 {
				t.Fatalf("problems: %v", u.problems)
			}
			if test.note != "" && (!u.problems[0].Note || !strings.Contains(u.problems[0].Message, test.note)) {
				t.Errorf("problem: %v", u.problems[0])
			}
		})
	}
}

// OpenTofu allows variables and locals in the source of a module.
func TestSourcesOfModulesAreExpressions(t *testing.T) {
	value, _ := evaluateIn(t, map[string]string{
		"main.tofu":        "locals { which = \"a\" }\nmodule \"m\" {\n  source = \"./modules/${local.which}\"\n}",
		"modules/a/x.tofu": `output "o" { value = "found" }`,
	}, Settings{}, `module.m.o`)
	diff(t, "output", show(value), `"found"`)
}

// Every override of nothing is told, unless what it changes may be in a file that is broken.
func TestOverridesOfNothing(t *testing.T) {
	files := map[string]string{"main.tf": "", "override.tf": "variable \"a\" {}\nlocals {\n  b = 1\n}", "z_override.tf.json": `{"output": {"c": {}}}`}
	value, u := evaluateIn(t, files, Settings{}, `local.b`)
	diff(t, "problems", len(u.problems), 3)
	diff(t, "a value that may be there", show(value), `?`)

	files["broken.tf"] = "x = ["
	_, u = evaluateIn(t, files, Settings{}, `1`)
	for _, problem := range u.problems {
		if problem.Range.File != "broken.tf" {
			t.Error(problem)
		}
	}
}
