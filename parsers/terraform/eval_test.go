package terraform

import (
	"strconv"
	"testing"
)

func itoa(i int) string { return strconv.Itoa(i) }

// setting is what the expressions of the tests below refer to.
const setting = `
variable "given" { default = "g" }
variable "missing" {}
variable "flag" { type = bool }
variable "routes" {
  type = map(object({ path = string, auth = optional(string, "NONE"), scopes = optional(list(string)) }))
  default = { a = { path = "/a" }, b = { path = "/b", auth = "CUSTOM" } }
}
variable "strict" {
  type     = string
  nullable = false
  default  = "fallback"
}
locals {
  name  = "orders"
  list  = ["x", "y"]
  map   = { one = 1, two = { deep = "d" } }
  here  = path.module
  cycle = local.cycle2
  cycle2 = local.cycle
}
resource "aws_api_gateway_rest_api" "r" { name = "orders-${var.given}" }
resource "aws_api_gateway_resource" "each" {
  for_each  = toset(["b", "a"])
  path_part = each.key
}
resource "aws_lambda_function" "two" {
  count         = 2
  function_name = "f${count.index}"
}
resource "aws_api_gateway_authorizer" "maybe" {
  count = var.flag ? 1 : 0
  name  = "n"
}
resource "aws_api_gateway_authorizer" "none" { count = 0 }
`

func TestEvaluate(t *testing.T) {
	tests := []struct{ expression, want string }{
		// Values and texts.
		{`"plain"`, `"plain"`},
		{`"a\nb${1 + 2}"`, "\"a\nb3\""},
		{`"${local.name}"`, `"orders"`},
		{`"${var.given}-${local.name}"`, `"g-orders"`},
		{`"%{ if true }yes%{ else }no%{ endif }"`, `"yes"`},
		{`"%{ for x in local.list }<${x}>%{ endfor }"`, `"<x><y>"`},
		{`{ a = 1, "b" = [true, null], (local.name) = 2 }`, `{a=1 b=[true null] orders=2}`},
		{`-3 * 2`, `-6`},
		{`!false && (1 < 2 || false)`, `true`},
		{`local.here`, `"."`},

		// What is not known keeps what is known of it.
		{`var.missing`, `"${var.missing}"`},
		{`var.missing.api.id`, `"${var.missing.api.id}"`},
		{`"pre-${var.missing}"`, `"pre-${var.missing}"`},
		{`terraform.workspace`, `?`},
		{`"x-${terraform.workspace}"`, `"x-${terraform.workspace}"`},
		{`local.cycle`, `?`},
		{`timestamp()`, `?`},
		{`provider::aws::arn_parse("x")`, `?`},
		{`var.flag ? "a" : "b"`, `?("a" "b")`},
		{`var.flag ? "a" : "a"`, `"a"`},
		{`var.flag ? { a = 1 } : { a = 2 }`, `?({a=1} {a=2})`},
		{`(var.flag ? { a = 1 } : { a = 2 }).a`, `?(1 2)`},
		{`false && var.flag`, `false`},
		{`true || var.flag`, `true`},
		{`true && var.flag`, `?`},
		{`var.missing == "x"`, `?`},
		{`"a-${var.missing}" == "b-x"`, `false`},
		{`"a-${var.missing}" == "a-x"`, `?`},
		{`"a-${var.missing}" == ""`, `false`},
		{`var.missing == null`, `?`},
		{`"${var.missing}x" == null`, `false`},

		// Collections.
		{`local.map.two.deep`, `"d"`},
		{`local.list[1]`, `"y"`},
		{`local.map["one"]`, `1`},
		{`[for k, v in { b = 1, a = 2 } : "${k}${v}"]`, `["a2" "b1"]`},
		{`{ for i, v in local.list : v => i if v != "x" }`, `{y=1}`},
		{`{ for v in ["a", "b", "a"] : v => 1... }`, `{a=[1 1] b=[1]}`},
		{`[for v in [1, var.missing] : v]`, `[1 "${var.missing}"]`},
		{`[for v in ["a", "b"] : v if var.flag]`, `[…]`},
		{`[for v in var.missing : v]`, `?`},
		{`[{ a = 1 }, { a = 2 }][*].a`, `[1 2]`},
		{`local.name[*]`, `["orders"]`},
		{`null[*]`, `[]`},
		{`toset(["b", "a", "b"])`, `["a" "b"]`},
		{`[for k, v in toset(["b", "a"]) : k]`, `["a" "b"]`},
		{`merge({ a = 1, b = 1 }, { b = 2 })`, `{a=1 b=1 b=2}`},
		{`merge({ a = 1 }, var.missing).a`, `?`},
		{`merge(var.missing, { a = 1 }).a`, `1`},
		{`concat(local.list, ["z"])`, `["x" "y" "z"]`},
		{`concat(var.missing, ["z"])[0]`, `?`},
		{`flatten([["a", ["b"]], "c"])`, `["a" "b" "c"]`},
		{`keys({ b = 1, a = 2 })`, `["a" "b"]`},
		{`values({ b = 1, a = 2 })`, `[2 1]`},
		{`zipmap(["a"], [var.missing])`, `{a="${var.missing}"}`},
		{`lookup({ a = 1 }, "b", 2)`, `2`},
		{`element(["a", "b"], 3)`, `"b"`},
		{`length(local.list)`, `2`},
		{`length("abc")`, `3`},
		{`contains(["a", var.missing], "a")`, `true`},
		{`contains(["b", var.missing], "a")`, `?`},
		{`one([])`, `null`},
		{`one(["a"])`, `"a"`},
		{`compact(["a", "", null])`, `["a"]`},
		{`coalesce("", null, "c")`, `"c"`},
		{`coalesce(var.missing, "c")`, `?("${var.missing}" "c")`},
		{`alltrue([true, var.flag])`, `?`},
		{`anytrue([true, var.flag])`, `true`},
		{`setproduct(["a"], ["b", "c"])`, `[["a" "b"] ["a" "c"]]`},
		{`range(3)`, `[0 1 2]`},
		{`slice(["a", "b", "c"], 1, 3)`, `["b" "c"]`},

		// Texts.
		{`join("/", ["a", var.missing, "b"])`, `"a/${var.missing}/b"`},
		{`format("%s-%s-100%%", "a", var.missing)`, `"a-${var.missing}-100%"`},
		{`format("%03d", 7)`, `"007"`},
		{`upper("a")`, `"A"`},
		{`replace("a/b", "/", "-")`, `"a-b"`},
		{`replace("a1b2", "/[0-9]/", "")`, `"ab"`},
		{`split(",", "a,b")`, `["a" "b"]`},
		{`startswith("abc", "ab")`, `true`},
		{`tostring(1)`, `"1"`},
		{`tonumber("10")`, `10`},
		{`sensitive("s")`, `"s"`},
		{`jsonencode({ b = [1, "x<y"], a = null })`, `"{"a":null,"b":[1,"x\u003cy"]}"`},
		{`jsonencode({ arn = "arn:${var.missing}" })`, `"{"arn":"arn:${var.missing}"}"`},
		{`jsondecode("{\"a\": [1, true]}").a`, `[1 true]`},
		{`yamldecode("a: {b: c}").a.b`, `"c"`},
		{`jsondecode(jsonencode({ a = var.missing })).a`, `"${var.missing}"`},

		// Failure, and doubt about it.
		{`try(local.map.three, "t")`, `"t"`},
		{`try(local.list[9], local.nothing, "t")`, `"t"`},
		{`try(var.missing.x, "t")`, `?("${var.missing.x}" "t")`},
		{`try(local.map[null], "t")`, `"t"`},
		{`can(local.map.three)`, `false`},
		{`can(local.map.one)`, `true`},
		{`can(var.missing.x)`, `?`},
		{`"a${local.list}"`, `?`},
		{`"${local.list}"`, `["x" "y"]`},

		// Variables are of their type.
		{`var.routes`, `{a={path="/a" auth="NONE" scopes=null} b={path="/b" auth="CUSTOM" scopes=null}}`},
		{`var.strict`, `"fallback"`},

		// Instances.
		{`aws_api_gateway_resource.each["a"].path_part`, `"a"`},
		{`keys(aws_api_gateway_resource.each)`, `["a" "b"]`},
		{`aws_api_gateway_resource.each["a"].id`, `"${aws_api_gateway_resource.each["a"]}"`},
		{`[for k, r in aws_api_gateway_resource.each : r.path_part]`, `["a" "b"]`},
		{`aws_lambda_function.two[*].function_name`, `["${aws_lambda_function.two[0]}" "${aws_lambda_function.two[1]}"]`},
		{`length(aws_lambda_function.two)`, `2`},
		{`aws_api_gateway_authorizer.none[*].id`, `[]`},
		{`try(aws_api_gateway_authorizer.none[0].id, "no")`, `"no"`},
		{`one(aws_api_gateway_authorizer.none[*].id)`, `null`},
		{`aws_api_gateway_authorizer.maybe[0].id`, `"${aws_api_gateway_authorizer.maybe}"`},
		{`aws_api_gateway_authorizer.maybe[*].id`, `["${aws_api_gateway_authorizer.maybe}"…]`},
		{`try(aws_api_gateway_authorizer.maybe[0].id, null)`, `?("${aws_api_gateway_authorizer.maybe}" null)`},
		{`one(aws_api_gateway_authorizer.maybe[*].id)`, `?("${aws_api_gateway_authorizer.maybe}" null)`},
		{`length(aws_api_gateway_authorizer.maybe)`, `?`},
		{`aws_api_gateway_rest_api.r.name`, `"orders-g"`},
		{`aws_api_gateway_rest_api.gone.id`, `"${aws_api_gateway_rest_api.gone}"`},
	}
	for _, test := range tests {
		t.Run(test.expression, func(t *testing.T) {
			diff(t, "value", show(evaluate(t, setting, test.expression)), test.want)
		})
	}
}

func TestUnknownValuesSayWhy(t *testing.T) {
	tests := []struct{ expression, want string }{
		{`var.missing`, "depends on var.missing, which has no value here"},
		{`"a${var.missing}"`, "depends on var.missing, which has no value here"},
		{`upper(var.missing)`, "depends on var.missing, which has no value here"},
		{`var.flag ? 1 : 2`, "depends on var.flag, which has no value here"},
		{`aws_lambda_function.two[0].last_modified`, "depends on aws_lambda_function.two[0].last_modified, which only a deployment settles"},
		{`local.cycle`, "depends on local.cycle, which depends on itself"},
		{`timestamp()`, "depends on timestamp(), which reads the clock"},
		{`random_id.x.hex`, "random_id.x.hex is not declared"},
	}
	for _, test := range tests {
		diff(t, test.expression, evaluate(t, setting, test.expression).Why, test.want)
	}
}
