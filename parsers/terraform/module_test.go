package terraform

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// A call of a module gives its arguments, its outputs and a prefix to its addresses.
func TestModules(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf": `
module "api" {
  source = "./modules/api"
  name   = "orders"
}
module "route" {
  source   = "./modules/route"
  for_each = { list = "GET", create = "POST" }
  api      = module.api.id
  parent   = module.api.root
  verb     = each.value
}`,
		"modules/api/main.tf": `
variable "name" {}
resource "aws_api_gateway_rest_api" "this" { name = var.name }
output "id" { value = aws_api_gateway_rest_api.this.id }
output "root" { value = aws_api_gateway_rest_api.this.root_resource_id }`,
		"modules/route/main.tf": `
variable "api" { type = string }
variable "parent" { type = string }
variable "verb" {}
variable "authorization" { default = "NONE" }
resource "aws_api_gateway_resource" "this" {
  rest_api_id = var.api
  parent_id   = var.parent
  path_part   = lower(var.verb)
}
resource "aws_api_gateway_method" "this" {
  rest_api_id   = var.api
  resource_id   = aws_api_gateway_resource.this.id
  http_method   = var.verb
  authorization = var.authorization
}`,
	})
	api := only(t, reading)
	name, _ := api.Name.Get()
	diff(t, "name", name, "orders")
	diff(t, "where the name is written", textOf(t, reading, api.Name.Range), `"orders"`)
	var methods []string
	for _, method := range api.Methods.Items {
		methods = append(methods, method.Address+" "+method.Label)
	}
	diff(t, "methods", methods, []string{
		`module.route["create"].aws_api_gateway_method.this POST /post`,
		`module.route["list"].aws_api_gateway_method.this GET /get`,
	})
	if !api.Methods.Complete {
		t.Errorf("methods are open: %s", api.Methods.Why)
	}
}

// What a module out of view may add depends on what it is given.
func TestModulesOutOfView(t *testing.T) {
	const common = `
resource "aws_api_gateway_rest_api" "r" { name = "r" }
resource "aws_lambda_function" "f" { function_name = "f" }
resource "aws_api_gateway_authorizer" "a" {
  rest_api_id    = aws_api_gateway_rest_api.r.id
  authorizer_uri = aws_lambda_function.f.invoke_arn
}
module "m" {
  source = "example/thing/aws"
  `
	tests := []struct {
		name, argument       string
		methods, permissions bool // all in view
	}{
		{"nothing of ours", `vpc = "v"`, true, true},
		{"a variable", `x = var.x`, true, true},
		{"the id of the API", `api = aws_api_gateway_rest_api.r.id`, false, false},
		{"the id in an object", `api = { id = aws_api_gateway_rest_api.r.id }`, false, false},
		{"the id through a local", `api = local.id`, false, false},
		{"the id in a function", `api = substr(aws_api_gateway_rest_api.r.id, 0, 10)`, false, false},
		{"the API as a whole", `api = aws_api_gateway_rest_api.r`, false, false},
		{"the ARN of the API", `triggers = { api = { source_arn = "${aws_api_gateway_rest_api.r.execution_arn}/*" } }`, true, false},
		{"an ARN with the id in it", `arn = "arn:aws:execute-api:eu-west-1:1:${aws_api_gateway_rest_api.r.id}/*"`, true, false},
		{"a function", `name = aws_lambda_function.f.function_name`, true, false},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			api := only(t, read(t, "variable \"x\" {}\nlocals { id = aws_api_gateway_rest_api.r.id }\n"+common+test.argument+"\n}"))
			diff(t, "methods complete", api.Methods.Complete, test.methods)
			diff(t, "permissions complete", api.Authorizers.Items[0].Permissions.Complete, test.permissions)
		})
	}
}

func TestInstances(t *testing.T) {
	tests := []struct {
		name, guard string
		addresses   string
		exists      string // of the first: yes or maybe
		complete    bool
	}{
		{"one", ``, "m", "yes", true},
		{"by number", `count = 2`, "m[0] m[1]", "yes", true},
		{"none", `count = 0`, "", "", true},
		{"none of a set", `for_each = toset([])`, "", "", true},
		{"by key", `for_each = { b = 1, a = 2 }`, `m["a"] m["b"]`, "yes", true},
		{"one or none", `count = var.x ? 1 : 0`, "m", "maybe", true},
		{"any number", `count = var.x`, "m", "maybe", false},
		{"any keys", `for_each = var.x`, "m", "maybe", false},
		{"some keys", `for_each = merge({ a = 1 }, var.x)`, `m["a"]`, "yes", false},
		{"a key that is not known", `for_each = toset(["a", var.x])`, `m["a"]`, "yes", false},
		{"one or none, decided", `count = var.on ? 1 : 0`, "m[0]", "yes", true},
		{"too many", `count = 5000`, "m", "maybe", false},
		{"these or those", `for_each = var.x ? { a = 1, b = 2 } : { b = 3 }`, `m["a"] m["b"]`, "maybe", true},
		{"in any case", `for_each = var.x ? ["b"] : toset(["b", "c"])`, `m["b"] m["c"]`, "yes", true},
		{"these or none", `for_each = var.x == null ? [] : toset(["a"])`, `m["a"]`, "maybe", true},
		{"these or any", `for_each = var.x == null ? var.y : toset(["a"])`, "m", "maybe", false},
		{"twice in one case", `for_each = var.x ? [] : ["a", "a"]`, `m["a"]`, "maybe", true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			api := only(t, read(t, `
variable "x" {}
variable "y" {}
variable "on" { default = true }
resource "aws_api_gateway_rest_api" "r" {}
resource "aws_api_gateway_method" "m" {
  `+test.guard+`
  rest_api_id   = aws_api_gateway_rest_api.r.id
  authorization = "NONE"
}`))
			var addresses []string
			for _, method := range api.Methods.Items {
				addresses = append(addresses, strings.TrimPrefix(method.Address, "aws_api_gateway_method."))
			}
			diff(t, "addresses", strings.Join(addresses, " "), test.addresses)
			diff(t, "complete", api.Methods.Complete, test.complete)
			if len(api.Methods.Items) > 0 {
				want := map[string]model.State{"yes": model.StateDefault, "maybe": model.StateUnknown}[test.exists]
				diff(t, "exists", api.Methods.Items[0].Exists.State, want)
			}
		})
	}
}

// A module that may not exist makes everything in it undecided.
func TestInstancesOfModules(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf":     "variable \"on\" {}\nmodule \"api\" {\n  source = \"./api\"\n  count = var.on ? 1 : 0\n}",
		"api/main.tf": `resource "aws_apigatewayv2_api" "h" { protocol_type = "HTTP" }`,
	})
	api := only(t, reading)
	diff(t, "address", api.Address, "module.api.aws_apigatewayv2_api.h")
	diff(t, "exists", api.Exists.State, model.StateUnknown)
	diff(t, "why", api.Exists.Why, "depends on var.on, which has no value here")
}

// Seen from its API, a thing is there in any case that hangs on what the API hangs on.
func TestExistenceBesidesTheAPI(t *testing.T) {
	tests := []struct {
		name, api, method string
		exists            model.State
		complete          bool
	}{
		{"neither", ``, ``, model.StateDefault, true},
		{"the API alone", `count = var.x ? 1 : 0`, ``, model.StateDefault, true},
		{"the method alone", ``, `count = var.x ? 1 : 0`, model.StateUnknown, true},
		{"both, the same", `count = var.x ? 1 : 0`, `count = var.x  ?  1 : 0`, model.StateDefault, true},
		{"both, not the same", `count = var.x ? 1 : 0`, `count = var.x ? 0 : 1`, model.StateUnknown, true},
		{"both, for each", `for_each = var.x`, `for_each = var.x`, model.StateDefault, false},
	}
	for _, test := range tests {
		for _, call := range []string{"", "  count = var.on ? 1 : 0\n", "  for_each = var.on\n"} {
			t.Run(test.name+call, func(t *testing.T) {
				api := only(t, readFiles(t, map[string]string{
					"main.tf": "variable \"on\" {}\nmodule \"m\" {\n  source = \"./m\"\n" + call + "}",
					"m/main.tf": "variable \"x\" {}\nresource \"aws_api_gateway_rest_api\" \"r\" {\n" + test.api + "\n}\n" +
						"resource \"aws_api_gateway_method\" \"m\" {\n" + test.method + "\n  rest_api_id = aws_api_gateway_rest_api.r" + map[bool]string{true: "[0]"}[test.api != ""] + ".id\n}",
				}))
				diff(t, "exists", api.Methods.Items[0].Exists.State, test.exists)
				diff(t, "complete", api.Methods.Complete, test.complete)
			})
		}
	}
}

func TestVariableFiles(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf":          "variable \"a\" { default = \"default\" }\nvariable \"b\" { default = \"default\" }\nvariable \"c\" { default = \"default\" }\nresource \"aws_api_gateway_rest_api\" \"r\" { name = \"${var.a} ${var.b} ${var.c}\" }",
		"terraform.tfvars": "a = \"file\"\nb = \"file\"",
		"z.auto.tfvars":    "b = \"auto\"",
		"another.tfvars":   "c = \"not read\"",
		"a.auto.tfvars":    "b = \"earlier\"",
	})
	name, _ := only(t, reading).Name.Get()
	diff(t, "name", name, "file auto default")
}

// Files of variables in JSON stand among the others by name. What they hold is data.
func TestVariableFilesInJSON(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf": `
variable "a" { default = "default" }
variable "b" { default = "default" }
variable "c" { default = "default" }
variable "d" { default = "default" }
variable "e" { type = object({ x = string }) }
resource "aws_api_gateway_rest_api" "r" { name = join(" ", [var.a, var.b, var.c, var.d, var.e.x]) }`,
		"terraform.tfvars":       "a = \"file\"\nb = \"file\"",
		"terraform.tfvars.json":  `{"a": "${json}", "c": "json", "e": {"x": 1}}`,
		"a.auto.tfvars.json":     `{"b": "auto json", "c": "auto json"}`,
		"z.auto.tfvars":          `c = "auto"`,
		"another.tfvars.json":    `{"d": "not read"}`,
		"terraform.tfvars.json~": `{"d": "not read"}`,
	})
	name, _ := only(t, reading).Name.Get()
	diff(t, "name", name, "${json} auto json auto default 1")
}

func TestRelativePaths(t *testing.T) {
	tests := []struct{ from, to, want string }{
		{".", ".", "."},
		{".", "modules/a", "modules/a"},
		{"env/prod", "env/prod", "."},
		{"env/prod", "env/prod/m", "m"},
		{"env/prod", "modules/a", "../../modules/a"},
		{"env/prod", "env/production", "../production"},
		{"a", ".", ".."},
	}
	for _, test := range tests {
		diff(t, test.from+" to "+test.to, relative(test.from, test.to), test.want)
	}
}
