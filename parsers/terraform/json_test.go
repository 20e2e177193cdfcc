package terraform

import (
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// Each of these is written twice, in both syntaxes, and means the same.
// https://developer.hashicorp.com/terraform/language/syntax/json
func TestJSONMeansWhatHCLMeans(t *testing.T) {
	tests := []struct{ name, hcl, json, expression, want string }{
		{
			"an expression alone keeps its type",
			`variable "x" { default = [1, 2] }` + "\n" + `locals { a = var.x }`,
			`{"variable": {"x": {"default": [1, 2]}}, "locals": {"a": "${var.x}"}}`,
			`local.a`, `[1 2]`,
		},
		{
			"a template is a text",
			"locals {\n  a = \"v${1 + 2}\"\n  b = \"%{ if true }yes%{ endif }\"\n  c = \"$${x}\"\n}",
			`{"locals": {"a": "v${1 + 2}", "b": "%{ if true }yes%{ endif }", "c": "$${x}"}}`,
			`[local.a, local.b, local.c]`, `["v3" "yes" "${x}"]`,
		},
		{
			"scalars",
			`locals { a = [1.50, true, null, "", "1"] }`,
			`{"locals": {"a": [1.50, true, null, "", "1"]}}`,
			`local.a`, `[1.5 true null "" "1"]`,
		},
		{
			"numbers of any form",
			`locals { a = [1e3, 1.0, -0.5] }`,
			`{"locals": {"a": [1e3, 1.0, -0.5]}}`,
			`local.a`, `[1000 1 -0.5]`,
		},
		{
			"objects, whose keys are templates",
			`locals { a = { ("k${1}") = { b = ["x"] }, "//" = 1 } }`,
			`{"locals": {"a": {"k${1}": {"b": ["x"]}, "//": 1}}}`,
			`local.a`, `{k1={b=["x"]} //=1}`,
		},
		{
			"quotes in an expression",
			`locals { a = lookup({ "x" = "y" }, "x") }`,
			`{"locals": {"a": "${lookup({ \"x\" = \"y\" }, \"x\")}"}}`,
			`local.a`, `"y"`,
		},
		{
			"a default is no template",
			`variable "x" { default = { a = "$${y}" } }`,
			`{"variable": {"x": {"default": {"a": "${y}"}}}}`,
			`var.x`, `{a="${y}"}`,
		},
		{
			"a type is a text",
			"variable \"x\" {\n  type = object({ a = optional(string, \"d\"), b = number })\n  default = { b = \"2\" }\n}",
			`{"variable": {"x": {"type": "object({ a = optional(string, \"d\"), b = number })", "default": {"b": "2"}}}}`,
			`var.x`, `{b=2 a="d"}`,
		},
		{
			"a block, several blocks",
			"resource \"aws_apigatewayv2_api\" \"a\" {\n  cors_configuration { allow_origins = [\"*\"] }\n}",
			`{"resource": {"aws_apigatewayv2_api": {"a": {"cors_configuration": {"allow_origins": ["*"]}}}}}`,
			`aws_apigatewayv2_api.a.cors_configuration`, `[{allow_origins=["*"]}]`,
		},
		{
			"blocks in a list, with a comment",
			"data \"aws_iam_policy_document\" \"d\" {\n  statement { sid = \"a\" }\n  statement { sid = \"b\" }\n}",
			`{"data": {"aws_iam_policy_document": {"d": {"statement": [{"//": "first", "sid": "a"}, {"sid": "b"}]}}}}`,
			`data.aws_iam_policy_document.d.statement`, `[{sid="a"} {sid="b"}]`,
		},
		{
			"blocks in blocks",
			"data \"aws_iam_policy_document\" \"d\" {\n  statement {\n    principals {\n      type = \"*\"\n      identifiers = [\"*\"]\n    }\n    condition {\n      test = \"t\"\n      variable = \"v\"\n      values = [\"1\"]\n    }\n  }\n}",
			`{"data": {"aws_iam_policy_document": {"d": {"statement": {"principals": {"type": "*", "identifiers": ["*"]}, "condition": [{"test": "t", "variable": "v", "values": ["1"]}]}}}}}`,
			`jsondecode(data.aws_iam_policy_document.d.json).Statement[0].Condition`, `{t={v=["1"]}}`,
		},
		{
			"a null block is none",
			`resource "aws_apigatewayv2_api" "a" {}`,
			`{"resource": {"aws_apigatewayv2_api": {"a": {"cors_configuration": null}}}}`,
			`try(aws_apigatewayv2_api.a.name, "none")`, `"${aws_apigatewayv2_api.a.name}"`,
		},
		{
			"a dynamic block",
			"resource \"aws_iam_role\" \"r\" {\n  dynamic \"inline_policy\" {\n    for_each = [\"a\", \"b\"]\n    iterator = it\n    content { name = it.value }\n  }\n}",
			`{"resource": {"aws_iam_role": {"r": {"dynamic": {"inline_policy": {"for_each": ["a", "b"], "iterator": "it", "content": {"name": "${it.value}"}}}}}}}`,
			`aws_iam_role.r.inline_policy`, `[{name="a"} {name="b"}]`,
		},
		{
			"dynamic blocks in lists",
			"resource \"aws_iam_role\" \"r\" {\n  dynamic \"inline_policy\" {\n    for_each = [\"a\"]\n    content { name = inline_policy.value }\n  }\n}",
			`{"resource": {"aws_iam_role": {"r": {"dynamic": [{"inline_policy": [{"for_each": ["a"], "content": [{"name": "${inline_policy.value}"}]}]}]}}}}`,
			`aws_iam_role.r.inline_policy`, `[{name="a"}]`,
		},
		{
			"arguments that are maps",
			"resource \"aws_api_gateway_stage\" \"s\" {\n  variables = { a = \"b\" }\n  tags = { c = \"d\" }\n}",
			`{"resource": {"aws_api_gateway_stage": {"s": {"variables": {"a": "b"}, "tags": {"c": "d"}}}}}`,
			`[aws_api_gateway_stage.s.variables.a, aws_api_gateway_stage.s.tags]`, `["b" {c="d"}]`,
		},
		{
			"maps in a block",
			"resource \"aws_lambda_function\" \"f\" {\n  environment {\n    variables = { A = \"b\" }\n  }\n}",
			`{"resource": {"aws_lambda_function": {"f": {"environment": {"variables": {"A": "b"}}}}}}`,
			`aws_lambda_function.f.environment[0].variables.A`, `"b"`,
		},
		{
			"instances",
			"resource \"aws_lambda_function\" \"f\" {\n  for_each = { a = 1 }\n  description = \"${each.key}${each.value}\"\n}\nresource \"aws_lambda_function\" \"g\" {\n  count = 2\n  description = count.index\n}",
			`{"resource": {"aws_lambda_function": {"f": {"for_each": {"a": 1}, "description": "${each.key}${each.value}"}, "g": {"count": 2, "description": "${count.index}"}}}}`,
			`[aws_lambda_function.f["a"].description, aws_lambda_function.g[1].description]`, `["a1" 1]`,
		},
		{
			"lists of objects at every label",
			`resource "aws_lambda_function" "f" { description = "d" }`,
			`[{"resource": [{"aws_lambda_function": [{"f": [{"description": "d"}]}]}]}]`,
			`aws_lambda_function.f.description`, `"d"`,
		},
		{
			"escapes of JSON, and none of HCL",
			`locals { a = "\"\\\n\u00e9\U0001F600/\\n" }`,
			`{"locals": {"a": "\"\\\n\u00e9\ud83d\ude00\/\\n"}}`,
			`local.a`, "\"\"\\\né😀/\\n\"",
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			for file, text := range map[string]string{"main.tf": test.hcl, "main.tf.json": test.json, "main.tofu.json": test.json} {
				value, u := evaluateIn(t, map[string]string{file: text}, Settings{}, test.expression)
				diff(t, file, show(value), test.want)
				if len(u.problems) > 0 {
					t.Errorf("%s: %v", file, u.problems)
				}
			}
		})
	}
}

// Whether an object is a block or an argument depends on a schema that is not known for
// most resources: what refers to it is unknown, and fails in no case.
func TestJSONOfUnknownSchema(t *testing.T) {
	config := `{"resource": {"aws_elsewhere": {"x": {"thing": {"a": "b"}, "list": [{"a": "b"}], "plain": ["a"]}}}}`
	for expression, want := range map[string]string{
		`try(aws_elsewhere.x.thing.a, "failed")`:    `?`,
		`try(aws_elsewhere.x.thing[0].a, "failed")`: `?`,
		`try(aws_elsewhere.x.list[0].a, "failed")`:  `?`,
		`aws_elsewhere.x.plain`:                     `["a"]`,
	} {
		value, _ := evaluateIn(t, map[string]string{"main.tf.json": config}, Settings{}, expression)
		if known := value.IsKnown() && want == "?"; known || want != "?" && show(value) != want {
			t.Errorf("%s is %s, want %s", expression, show(value), want)
		}
	}
}

// Modules take expressions and give them; their source is a path.
func TestModulesInJSON(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf.json": `{
			"module": {"api": {"source": "./api", "name": "${local.n}", "settings": {"a": {"b": "c"}}, "depends_on": ["null_resource.x"]}},
			"locals": {"n": "orders"},
			"resource": {
				"null_resource": {"x": {}},
				"aws_api_gateway_method": {"m": {
					"rest_api_id": "${module.api.id}", "resource_id": "${module.api.root}", "http_method": "GET", "authorization": "NONE"}}}}`,
		"api/main.tf.json": `{
			"variable": {"name": {"type": "string"}, "settings": {"type": "map(map(string))"}},
			"resource": {"aws_api_gateway_rest_api": {"this": {"name": "${var.name}-${var.settings[\"a\"].b}"}}},
			"output": {"id": {"value": "${aws_api_gateway_rest_api.this.id}"}, "root": {"value": "${aws_api_gateway_rest_api.this.root_resource_id}"}}}`,
	})
	api := only(t, reading)
	name, _ := api.Name.Get()
	diff(t, "name", name, "orders-c")
	diff(t, "methods", len(api.Methods.Items), 1)
	diff(t, "where the API is", textOf(t, reading, api.Range), `"this"`)
}

// References and lifecycle are read from texts without interpolation.
func TestReferencesInJSON(t *testing.T) {
	reading := readFiles(t, map[string]string{"main.tf.json": `{"resource": {
		"aws_api_gateway_rest_api": {"r": {"name": "r"}},
		"aws_api_gateway_method": {"m": {"rest_api_id": "${aws_api_gateway_rest_api.r.id}", "resource_id": "${aws_api_gateway_rest_api.r.root_resource_id}", "http_method": "GET", "authorization": "NONE"}},
		"aws_api_gateway_deployment": {"d": {
			"rest_api_id": "${aws_api_gateway_rest_api.r.id}",
			"depends_on": ["aws_api_gateway_method.m"],
			"lifecycle": {"create_before_destroy": true, "replace_triggered_by": ["aws_api_gateway_method.m"]}}}}}`})
	deployment := only(t, reading).Deployments.Items[0]
	diff(t, "depends on", deployment.DependsOn.Items, []string{"aws_api_gateway_method.m", "aws_api_gateway_rest_api.r"})
	diff(t, "notices", deployment.Notices, model.Complete("aws_api_gateway_method.m"))
	diff(t, "created first", deployment.CreateBeforeDestroy.Value, ptr(true))
	triggered, _ := deployment.Triggers.Get()
	diff(t, "triggered", triggered, true)
	diff(t, "where", textOf(t, reading, deployment.Triggers.Range), `"replace_triggered_by"`)
}

// Every value has the place where it is written, whatever is escaped before it and
// however lines end.
func TestPlacesInJSON(t *testing.T) {
	tests := []struct{ name, text, expression, want string }{
		{"a text", `{"locals": {"a": "b"}}`, `local.a`, `"b"`},
		{"a number", `{"locals": {"a": 12}}`, `local.a`, `12`},
		{"an object", `{"locals": {"a": {"b": "c"}}}`, `local.a`, `{"b": "c"}`},
		{"in an object", `{"locals": {"a": {"b": "c"}}}`, `local.a.b`, `"c"`},
		{"a reference", `{"locals": {"a": "${var.x}"}, "variable": {"x": {}}}`, `local.a`, `var.x`},
		{"behind escapes", `{"locals": {"a": "${format(\"\u00e9\\n%s\", var.x)}"}, "variable": {"x": {}}}`, `local.a`, `format(\"\u00e9\\n%s\", var.x)`},
		{"in a call", `{"locals": {"a": "${[\"\\\"\", var.x][1]}"}, "variable": {"x": {}}}`, `local.a`, `var.x`},
		{"behind a line break", `{"locals": {"a": "\n\t${var.x}"}, "variable": {"x": {}}}`, `local.a`, `"\n\t${var.x}"`},
		{"beyond the first plane", `{"locals": {"a": "${[\"\ud83d\ude00😀é\", { b = \"c\" }][1].b}"}}`, `local.a`, `\"c\"`},
		{"half a pair", `{"locals": {"a": "${[\"\ud83d\", { b = \"c\" }][1].b}"}}`, `local.a`, `\"c\"`},
		{"with CRLF and not in ASCII", "{\r\n  \"é\": 1,\r\n  \"locals\": {\r\n    \"a\": \"b\"\r\n  }\r\n}", `local.a`, `"b"`},
		{"behind a byte order mark", "\uFEFF" + `{"locals": {"a": "${[var.x][0]}"}, "variable": {"x": {}}}`, `local.a`, `var.x`},
		{"a named key of an object", `{"locals": {"a": "${{ \"\" = 1, b = var.x }.b}"}, "variable": {"x": {}}}`, `local.a`, `var.x`},
		{"a branch", `{"locals": {"a": "${\"\" == \"\" ? var.x : 1}"}, "variable": {"x": {}}}`, `local.a`, `var.x`},
		{"a loop", `{"locals": {"a": "${[for \tv in [\"\", var.x] : v][1]}"}, "variable": {"x": {}}}`, `local.a`, `var.x`},
		{"a splat", `{"locals": {"a": "${[{ \tb = var.x }][*].b}"}, "variable": {"x": {}}}`, `local.a[0]`, `var.x`},
		{"a sum", `{"locals": {"a": "${\t1 + -2}"}}`, `local.a`, `1 + -2`},
		{"a default", `{"variable": {"x": {"default": ["\n${", "b"]}}}`, `var.x[1]`, `"b"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			value, u := evaluateIn(t, map[string]string{"main.tf.json": test.text}, Settings{}, test.expression)
			diff(t, "place", textIn(t, u, value), test.want)
		})
	}
}

// textIn is what a file holds where a value is written.
func textIn(t *testing.T, u *unit, n *tree.Node) string {
	t.Helper()
	file := u.files[n.Range.File]
	if file == nil {
		t.Fatalf("%v is in no file", n.Range)
	}
	return file.Text(n.Range)
}

// A document in a text in JSON has its places as well.
func TestPlacesOfDocumentsInJSON(t *testing.T) {
	tests := map[string]struct{ body, want string }{
		"a text":       {`"{\"openapi\": \"3.0.1\", \"info\": {\"title\": \"é\ud83d\ude00\"}, \"paths\": {\"/orders\": {\"get\": {\"x-amazon-apigateway-integration\": {\"type\": \"mock\"}}}}}"`, `\"get\"`},
		"a template":   {`"{\"openapi\": \"${\"3.0.1\"}\", \"paths\": {\"/orders\": {\"get\": {\"x-amazon-apigateway-integration\": {\"type\": \"mock\"}}}}}"`, `\"get\"`},
		"YAML":         {`"openapi: 3.0.1\npaths:\n  /orders:\n    get:\n      x-amazon-apigateway-integration: { type: mock }\n"`, `get`},
		"a heredoc":    {`"${\u003c\u003c-EOF\n  openapi: 3.0.1\n  paths:\n    /orders:\n      get:\n        x-amazon-apigateway-integration: { type: mock }\n  EOF\n}"`, `get`},
		"a jsonencode": {`"${jsonencode({ openapi = \"3.0.1\", paths = { \"/orders\" = { get = { x-amazon-apigateway-integration = { type = \"mock\" } } } } })}"`, `get`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			reading := readFiles(t, map[string]string{"main.tf.json": `{"resource": {"aws_api_gateway_rest_api": {"r": {"body": ` + test.body + `}}}}`})
			method := only(t, reading).Methods.Items[0]
			diff(t, "label", method.Label, "GET /orders")
			diff(t, "place", textOf(t, reading, method.Range), test.want)
		})
	}
}

// A block is named by the key that it alone stands under, and a comment in it silences
// all of it.
func TestBlocksInJSON(t *testing.T) {
	reading := readFiles(t, map[string]string{"main.tf.json": `{
  "resource": {
    "aws_api_gateway_rest_api": {
      "r": [{"//": "authlint:ignore[x] reason=\"why\"", "name": "r"}]
    }
  }
}`})
	diff(t, "name", textOf(t, reading, only(t, reading).Range), `"r"`)
	diff(t, "ignores", len(reading.Ignores), 1)
	diff(t, "reason", reading.Ignores[0].Reason, "why")
	diff(t, "covers", textOf(t, reading, reading.Ignores[0].Covers), `"r": [{"//": "authlint:ignore[x] reason=\"why\"", "name": "r"}`)

	reading = readFiles(t, map[string]string{"main.tf.json": `{"//": "authlint:ignore-file[x]"}`})
	diff(t, "covers", textOf(t, reading, reading.Ignores[0].Covers), `{"//": "authlint:ignore-file[x]"}`)
}

// A statement of several has the place of its object.
func TestStatementsInJSON(t *testing.T) {
	reading := readFiles(t, map[string]string{"main.tf.json": `{
		"data": {"aws_iam_policy_document": {"d": {"statement": [{"effect": "Deny", "actions": ["*"]}, {"effect": "Allow", "actions": ["*"]}]}}},
		"resource": {"aws_api_gateway_rest_api": {"r": {"policy": "${data.aws_iam_policy_document.d.json}"}}}}`})
	policy, _ := only(t, reading).ResourcePolicy.Get()
	second := policy.Statements.Items[1]
	diff(t, "place", textOf(t, reading, second.Range), `{"effect": "Allow", "actions": ["*"]}`)
	diff(t, "effect", textOf(t, reading, second.Effect.Range), `"Allow"`)
	diff(t, "exists", second.Exists.State, model.StateDefault)
}
