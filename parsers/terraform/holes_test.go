package terraform

import (
	"regexp"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// undeployed is what the expressions below refer to: ids and ARNs that a deployment makes,
// a variable without a value, and values that are one of two.
const undeployed = `
variable "v" {}
variable "c" { type = bool }
locals {
  id     = aws_api_gateway_rest_api.a.id
  arn    = aws_api_gateway_rest_api.a.execution_arn
  choice = var.c ? "one" : "two"
  ttl    = var.c ? 0 : 300
  lists  = var.c ? ["a"] : ["a", "b"]
}
resource "aws_api_gateway_rest_api" "a" {}
resource "aws_api_gateway_stage" "s" {
  rest_api_id = aws_api_gateway_rest_api.a.id
  stage_name  = "prod"
}
data "aws_caller_identity" "me" {}
`

// besideUndeployed are the files that are read there.
var besideUndeployed = map[string]string{"main.tf": undeployed, "one.txt": "1", "two.txt": "2", "t.tftpl": "<${x}>"}

const (
	arn   = "arn:${partition}:execute-api:${region}:${account}:${aws_api_gateway_rest_api.a}"
	ofV   = "unknown: depends on var.v, which has no value here"
	ofID  = "unknown: depends on aws_api_gateway_rest_api.a.id, which only a deployment settles"
	ofARN = "unknown: depends on aws_api_gateway_rest_api.a.execution_arn, which only a deployment settles"
)

// ofUndeployed are functions of what is not known, or in parts: a hole is written as
// ${what fills it}, and an open collection ends with ….
var ofUndeployed = []example{
	// Formats and joins.
	{`format("%s/*/%s", local.arn, "GET")`, arn + `/*/GET`},
	{`format("%s-%s", var.v, local.id)`, `${var.v}-${aws_api_gateway_rest_api.a}`},
	{`format("%v", var.v)`, `${format(%v, var.v)}`},
	{`format("%v", local.id)`, `${aws_api_gateway_rest_api.a}`},
	{`format("%d", var.v)`, `${format(%d, var.v)}`},
	{`format("%5s|%s", var.v, "x")`, `${format(%5s, var.v)}|x`},
	{`format("%q", local.id)`, `${format(%q, aws_api_gateway_rest_api.a.id)}`},
	{`format("%[2]s%[1]s", local.id, "x")`, `x${aws_api_gateway_rest_api.a}`},
	{`format("%s%s", var.v)`, `fails`},
	{`format("%s", var.v, "x")`, `fails`},
	{`format("%%%s", var.v)`, `%${var.v}`},
	{`format(var.v, "x")`, ofV},
	{`format("%s", [var.v])`, `fails`},
	{`formatlist("%s/%s", local.arn, ["GET", "PUT"])`, `["` + arn + `/GET","` + arn + `/PUT"]`},
	{`formatlist("%s", var.v)`, ofV},
	{`formatlist("%s", [var.v, "a"])`, `["${var.v}","a"]`},
	{`formatlist("%s-%s", ["a"], local.id)`, `["a-${aws_api_gateway_rest_api.a}"]`},
	{`join("/", [local.arn, "*", var.v])`, arn + `/*/${var.v}`},
	{`join(var.v, ["a", "b"])`, `a${var.v}b`},
	{`join("/", var.v)`, ofV},
	{`join("", [for x in var.v : x])`, ofV},

	// Letters.
	{`lower(local.arn)`, arn},
	{`lower("API-${local.id}")`, `api-${aws_api_gateway_rest_api.a}`},
	{`lower(var.v)`, `${lower(var.v)}`},
	{`lower("API-${var.v}")`, `api-${lower(var.v)}`},
	{`upper(local.id)`, `${upper(aws_api_gateway_rest_api.a)}`},
	{`upper(data.aws_caller_identity.me.account_id)`, `${account}`},
	{`upper("a${local.id}b")`, `A${upper(aws_api_gateway_rest_api.a)}B`},
	{`title(local.arn)`, ofARN},
	{`strrev(local.arn)`, ofARN},
	{`length(local.id)`, ofID},
	{`length(var.v)`, ofV},
	{`length([var.v, var.v])`, `2`},
	{`length(toset([var.v, "a"]))`, ofV},

	// Ends.
	{`trimprefix(local.arn, "arn:")`, `${partition}:execute-api:${region}:${account}:${aws_api_gateway_rest_api.a}`},
	{`trimprefix(local.arn, "arn:aws:")`, ofARN},
	{`trimprefix(local.arn, "http")`, arn},
	{`trimprefix(var.v, "a")`, ofV},
	{`trimprefix("${local.id}/x", "/")`, `${aws_api_gateway_rest_api.a}/x`},
	{`trimprefix("${local.id}/x", "a")`, ofID},
	{`trimsuffix("${local.id}/", "/")`, `${aws_api_gateway_rest_api.a}`},
	{`trimsuffix("${local.id}/a", "x")`, `${aws_api_gateway_rest_api.a}/a`},
	{`trimsuffix(local.arn, "/*")`, arn},
	{`trimsuffix(local.arn, "a")`, ofARN},
	{`trimsuffix("a", var.v)`, ofV},
	{`trimspace("  ${local.id}\n")`, `${aws_api_gateway_rest_api.a}`},
	{`trimspace("  ${var.v}\n")`, ofV},
	{`trimspace("  a${var.v}b\n")`, `a${var.v}b`},
	{`trim("/${local.id}/", "/")`, `${aws_api_gateway_rest_api.a}`},
	{`trim("-${local.id}-", "-")`, ofID},
	{`chomp("${local.id}\n")`, `${aws_api_gateway_rest_api.a}`},
	{`chomp("${var.v}\n")`, ofV},
	{`chomp("\n${var.v}.\n")`, "\n${var.v}."},

	// Replacing and cutting.
	{`replace(local.arn, ":execute-api:", ":lambda:")`, ofARN},
	{`replace(local.arn, "/", "-")`, arn},
	{`replace(local.arn, "execute-api", "x")`, ofARN},
	{`replace("${local.arn}/*/GET", "/*/", "/prod/")`, ofARN},
	{`replace("${local.id}/${local.id}", "a/b", "x")`, ofID},
	{`replace(local.arn, ":", "/")`, `arn/${partition}/execute-api/${region}/${account}/${aws_api_gateway_rest_api.a}`},
	{`replace("x/${var.v}", "x", "y")`, ofV},
	{`replace("a__b__c", "__", local.id)`, `a${aws_api_gateway_rest_api.a}b${aws_api_gateway_rest_api.a}c`},
	{`replace("abc", "z", var.v)`, `"abc"`},
	{`replace("abc", "", var.v)`, ofV},
	{`replace("abc", "/b/", var.v)`, ofV},
	{`replace(var.v, "/b/", "")`, ofV},
	{`replace("abc", var.v, "")`, ofV},
	{`split(":", local.arn)`, `["arn","${partition}","execute-api","${region}","${account}","${aws_api_gateway_rest_api.a}"]`},
	{`split(":", local.arn)[2]`, `"execute-api"`},
	{`split("/", "${local.arn}/prod/GET")[1]`, `"prod"`},
	{`split("-", local.arn)`, ofARN},
	{`split(",", var.v)`, ofV},
	{`split(",", "a,${var.v}")`, ofV},
	{`substr(local.arn, 0, 4)`, ofARN},
	{`substr(local.arn, 0, 3)`, `"arn"`},
	{`substr(local.arn, 4, -1)`, ofARN},
	{`substr(local.arn, 1, -1)`, `rn:${partition}:execute-api:${region}:${account}:${aws_api_gateway_rest_api.a}`},
	{`substr("${var.v}-prod", -4, -1)`, `"prod"`},
	{`substr("${var.v}-prod", -5, -1)`, ofV},
	{`substr(var.v, 0, 1)`, ofV},
	{`substr("abc", var.v, 1)`, ofV},

	// Questions about texts.
	{`startswith(local.arn, "arn:")`, `true`},
	{`startswith(local.arn, "arn:aws:")`, ofARN},
	{`startswith(local.arn, "http")`, `false`},
	{`startswith(local.id, "/")`, `false`},
	{`startswith(local.id, "")`, `true`},
	{`startswith(var.v, "a")`, ofV},
	{`startswith("abc", var.v)`, ofV},
	{`endswith("${var.v}/GET", "/GET")`, `true`},
	{`endswith("${var.v}/GET", "/PUT")`, `false`},
	{`endswith("${var.v}/GET", "x/GET")`, ofV},
	{`endswith(local.arn, "/")`, `false`},
	{`strcontains(local.arn, ":execute-api:")`, `true`},
	{`strcontains(local.arn, "/")`, `false`},
	{`strcontains(local.arn, "x")`, `true`},
	{`strcontains(local.arn, "zz")`, ofARN},
	{`strcontains(var.v, "a")`, ofV},
	{`strcontains("a${var.v}", "a")`, `true`},

	// Documents.
	{`indent(2, "a\n${local.id}")`, "a\n  ${aws_api_gateway_rest_api.a}"},
	{`indent(2, "a\n${var.v}\n")`, "a\n  ${indent(var.v)}\n  "},
	{`urlencode("${local.id}/x")`, `${aws_api_gateway_rest_api.a}%2Fx`},
	{`urlencode(var.v)`, `${urlencode(var.v)}`},
	{`base64encode(local.id)`, ofID},
	{`sha1(local.arn)`, ofARN},
	{`md5(jsonencode({ a = local.id }))`, ofID},
	{`jsonencode({ a = local.id, b = var.v })`, `{"a":"${aws_api_gateway_rest_api.a}","b":${jsonencode(var.v)}}`},
	{`jsondecode(jsonencode({ a = local.id })).a`, `${aws_api_gateway_rest_api.a}`},
	{`yamldecode(yamlencode({ a = local.id })).a`, `${aws_api_gateway_rest_api.a}`},
	{`yamlencode({ a = local.id })`, `unknown: depends on how yamlencode writes it`},
	{`templatestring("$${a}/x", { a = local.id })`, `${aws_api_gateway_rest_api.a}/x`},
	{`templatestring("$${a}", { a = { b = local.id } }).b`, `${aws_api_gateway_rest_api.a}`},
	{`regex("[a-z]+", local.id)`, ofID},
	{`regexall(".", "${local.id}")`, ofID},
	{`regex(var.v, "a")`, ofV},

	// One of several values.
	{`"${local.choice}-x"`, `one of "one-x" "two-x"`},
	{`"${local.choice}${local.choice}"`, `one of "oneone" "onetwo" "twoone" "twotwo"`},
	{`"${local.choice}-${local.id}"`, `one of one-${aws_api_gateway_rest_api.a} two-${aws_api_gateway_rest_api.a}`},
	{`upper(local.choice)`, `one of "ONE" "TWO"`},
	{`format("%s-%s", local.choice, local.id)`, `one of one-${aws_api_gateway_rest_api.a} two-${aws_api_gateway_rest_api.a}`},
	{`format("%s-%s", local.choice, local.choice)`, `one of "one-one" "one-two" "two-one" "two-two"`},
	{`length(local.choice)`, `3`},
	{`replace(local.choice, "o", "0")`, `one of "0ne" "tw0"`},
	{`max(local.ttl, 60)`, `one of 60 300`},
	{`min(local.ttl, 300)`, `one of 0 300`},
	{`tostring(local.ttl)`, `one of "0" "300"`},
	{`abs(var.v)`, ofV},
	{`max(1, var.v)`, ofV},
	{`length(local.lists)`, `one of 1 2`},
	{`contains(local.lists, "a")`, `true`},
	{`contains(local.lists, "b")`, `one of false true`},
	{`contains(["a", "b"], substr(local.choice, 0, 0))`, `false`},
	{`element(local.lists, 0)`, `"a"`},
	{`element(local.lists, 1)`, `one of "a" "b"`},
	{`sort(local.lists)`, `one of ["a"] ["a","b"]`},
	{`concat(local.lists, ["z"])`, `["z","…"]`},
	{`merge(var.c ? { a = 1 } : {}, { b = 2 })`, `{"b":2,"…":"…"}`},

	// Collections.
	{`coalesce(var.v, local.id)`, `one of ${var.v} ${aws_api_gateway_rest_api.a}`},
	{`coalesce(local.id, "x")`, `${aws_api_gateway_rest_api.a}`},
	{`coalesce(var.v == "" ? null : "a", "b")`, `one of "b" "a"`},
	{`coalescelist(local.lists, ["z"])`, `one of ["a"] ["a","b"]`},
	{`coalescelist(var.v, ["z"])`, `one of ${var.v} ["z"]`},
	{`lookup({ one = 1, two = 2 }, local.choice)`, `one of 1 2`},
	{`lookup({ one = 1 }, local.choice, 3)`, `one of 1 3`},
	{`lookup({ one = 1 }, var.v, 3)`, ofV},
	{`lookup(var.v, "a", 1)`, ofV},
	{`index(["a", var.v], "a")`, `0`},
	{`index([var.v, "a"], "a")`, ofV},
	{`index(["x-${var.v}", "a"], "a")`, `1`},
	{`distinct(["a", local.id, "a"])`, `["a","${aws_api_gateway_rest_api.a}","…"]`},
	{`toset([local.id, "b", "a"])`, `["${aws_api_gateway_rest_api.a}","b","a","…"]`},
	{`setunion(["a"], [local.id])`, `["a","${aws_api_gateway_rest_api.a}","…"]`},
	{`setsubtract(["a"], [local.id])`, ofID},
	{`setintersection(["a"], var.v)`, ofV},
	{`setproduct(["a"], [local.id])`, `[["a","${aws_api_gateway_rest_api.a}"]]`},
	{`reverse([local.id, "a"])`, `["a","${aws_api_gateway_rest_api.a}"]`},
	{`slice([local.id, "a", "b"], 0, 2)`, `["${aws_api_gateway_rest_api.a}","a"]`},
	{`slice(["a"], 0, var.v)`, ofV},
	{`chunklist([local.id, "a", "b"], 2)`, `[["${aws_api_gateway_rest_api.a}","a"],["b"]]`},
	{`sort(["b", local.id])`, ofID},
	{`sum([1, var.v])`, ofV},
	{`matchkeys([local.id, "b"], ["x", "y"], ["x"])`, `["${aws_api_gateway_rest_api.a}"]`},
	{`matchkeys(["a"], [var.v], ["x"])`, ofV},
	{`transpose({ a = [var.v] })`, ofV},
	{`transpose({ a = var.v })`, ofV},
	{`keys({ (var.v) = 1, b = 2 })`, `["b","…"]`},
	{`values({ b = local.id, a = 1 })`, `[1,"${aws_api_gateway_rest_api.a}"]`},
	{`zipmap(["a"], [local.id])`, `{"a":"${aws_api_gateway_rest_api.a}"}`},
	{`zipmap([var.v], [1])`, `{"…":"…"}`},
	{`one([local.id])`, `${aws_api_gateway_rest_api.a}`},
	{`alltrue([var.c, false])`, `false`},
	{`alltrue([var.c, true])`, `unknown: depends on var.c, which has no value here`},
	{`anytrue([var.c, true])`, `true`},

	// Numbers, files and types.
	{`range(var.v)`, ofV},
	{`cidrhost(var.v, 1)`, ofV},
	{`cidrsubnet("10.0.0.0/8", local.ttl, 0)`, `one of "10.0.0.0/8" unknown: may not extend prefix by more than 32 bits`},
	{`timeadd(var.v, "1h")`, ofV},
	{`file("${var.v}.yaml")`, ofV},
	{`filesha1(local.id)`, ofID},
	{`fileexists("${local.choice}.tf")`, `false`},
	{`basename(local.arn)`, ofARN},
	{`fileset(".", var.v)`, ofV},
	{`tostring(local.id)`, `${aws_api_gateway_rest_api.a}`},
	{`tonumber(local.id)`, ofID},
	{`tolist(var.v)`, `${var.v}`},
	{`toset(local.lists)`, `one of ["a"] ["a","b"]`},
	{`tobool(var.v)`, `${var.v}`},
	{`convert(var.v, string)`, `${var.v}`},
	{`convert(local.choice, string)`, `one of "one" "two"`},
	{`sensitive(local.id)`, `${aws_api_gateway_rest_api.a}`},
	{`ephemeralasnull(local.id)`, `one of ${aws_api_gateway_rest_api.a} null`},
	{`assumestringprefix(var.v, "vpc-")`, `${var.v}`},
	{`assumeequal(var.v, "x")`, `"x"`},
	{`try(lower("a-${var.v}"), "z")`, `a-${lower(var.v)}`},
	{`try(lower(var.v), "z")`, `one of ${lower(var.v)} "z"`},
	{`can(trimprefix(local.arn, "arn:"))`, `true`},
	{`merge([for x in var.v : { a = x }]...)`, ofV},
	{`max(var.v...)`, ofV},
	{`file(var.c ? "one.txt" : "two.txt")`, `one of "1" "2"`},
	{`templatefile(var.c ? "t.tftpl" : "one.txt", { x = local.id })`, `one of <${aws_api_gateway_rest_api.a}> "1"`},
	{`filesha1(var.c ? "one.txt" : "missing.txt")`, `one of "356a192b7913b04c54574d18c28d46e6395428ab" unknown: depends on missing.txt, which is not there`},
	{`merge(var.v, { a = 1 })`, `{"a":1,"…":"…"}`},
	{`flatten([["a"], var.v])`, `["a","…"]`},
	{`flatten([var.v == "" ? ["a"] : []])`, `["…"]`},
	{`compact(["a", var.v, local.id])`, `["a","${aws_api_gateway_rest_api.a}","…"]`},
	{`contains(["a", local.id], "a")`, `true`},
	{`contains([local.id], "/")`, ofID},
	{`contains([local.id], "a")`, ofID},
	{`contains(var.v, "a")`, ofV},
	{`trimsuffix(trimprefix("https://${local.id}.example.com", "https://"), ".example.com")`, `${aws_api_gateway_rest_api.a}`},
	{`lower("${aws_api_gateway_stage.s.stage_name}/${var.v}")`, `prod/${lower(var.v)}`},
	{`upper(format("%s-%s", var.v, "x"))`, `${upper(var.v)}-X`},
	{`tostring(var.v)`, `${var.v}`},
	{`can(var.v.x)`, `unknown: it is not known whether the expression can be evaluated`},
	{`try(var.v.x, "none")`, `one of ${var.v.x} "none"`},
}

func TestFunctionsOfWhatIsNotKnown(t *testing.T) {
	root := rootOf(t, besideUndeployed)
	for _, test := range ofUndeployed {
		t.Run(test.expression, func(t *testing.T) {
			u := newUnit(root, ".")
			n := u.evaluate(t, test.expression)
			diff(t, "value", outcome(t, u, n), test.want)
		})
	}
}

// What stands around a placeholder of a file stays in its place.
func TestReplacedInFile(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf":  `resource "aws_api_gateway_rest_api" "r" { body = replace(file("api.yaml"), "__TITLE__", "v-${var.v}") }` + "\nvariable \"v\" {}\n",
		"api.yaml": "swagger: '2.0'\ninfo: { title: __TITLE__ }\npaths:\n  /a:\n    get: {}\n",
	})
	api := only(t, reading)
	diff(t, "place", textOf(t, reading, api.Methods.Items[0].Range), "get")
	diff(t, "file", api.Methods.Items[0].Range.File, "api.yaml")
	diff(t, "claims", strings.Join(reading.Claims, " "), "api.yaml main.tf")
}

// A deployment is what may fill the holes.
type deployment struct{ v, c, id, account, region, partition string }

// deployed is the setting once it is deployed.
func (d deployment) deployed() string {
	return strings.NewReplacer(
		`variable "v" {}`, `variable "v" { default = `+d.v+` }`,
		`{ type = bool }`, `{ default = `+d.c+` }`,
		`aws_api_gateway_rest_api.a.id`, `"`+d.id+`"`,
		`aws_api_gateway_rest_api.a.execution_arn`, `"arn:`+d.partition+`:execute-api:`+d.region+`:`+d.account+`:`+d.id+`"`,
	).Replace(undeployed)
}

func (d deployment) isNoText() bool { return strings.ContainsAny(d.v[:1], "[{") }

// What is said of a value before a deployment holds after it, whatever it fills in.
func TestDeploymentsFillHoles(t *testing.T) {
	ids := []deployment{
		{id: "a1b2c3d4e5", account: "123456789012", region: "eu-west-1", partition: "aws"},
		{id: "execute", account: "000000000000", region: "execute-api", partition: "aws-cn"},
	}
	texts := []string{`""`, `"a"`, `"abc"`, `"Ab c"`, `"x/y"`, `"a,b"`, `"__"`, `"-a-\n"`, `" "`, `"007"`, `7`, `1000000`, `true`, `"vpc-1"`, `"/b/"`, `"☃"`, `"one"`, `["a", "b"]`, `{ a = "x" }`}
	said := map[string]*tree.Node{}
	before := rootOf(t, besideUndeployed)
	for _, test := range ofUndeployed {
		said[test.expression] = newUnit(before, ".").evaluate(t, test.expression)
	}
	for _, text := range texts {
		for i, d := range ids {
			d.v, d.c = text, []string{"true", "false"}[i]
			files := map[string]string{"one.txt": "1", "two.txt": "2", "t.tftpl": "<${x}>", "main.tf": d.deployed()}
			after := rootOf(t, files)
			for _, test := range ofUndeployed {
				if strings.Contains(test.expression, "account_id") || d.isNoText() && strings.HasPrefix(test.expression, "try(") {
					continue // nobody says which account; that what is put into a text can be is taken for granted
				}
				u := newUnit(after, ".")
				n := u.evaluate(t, test.expression)
				if u.failed == 0 && n.IsKnown() && !d.allows(said[test.expression], n) {
					t.Errorf("%s with %+v is %s, which does not fit %s", test.expression, d, show(n), show(said[test.expression]))
				}
			}
		}
	}
}

// allows tells whether a value may turn out as another.
func (d deployment) allows(said, n *tree.Node) bool {
	switch {
	case said.Kind == tree.Unknown && len(said.OneOf) > 0:
		for _, possible := range said.OneOf {
			if d.allows(possible, n) {
				return true
			}
		}
		return false
	case said.Kind == tree.Unknown:
		return len(said.Parts) == 0 || !n.IsScalar() || d.pattern(said.Parts).MatchString(n.Text)
	case said.Kind != n.Kind:
		return false
	case said.IsScalar():
		return said.Text == n.Text
	case said.Open != "":
		return true
	}
	return d.allowsInside(said, n)
}

func (d deployment) allowsInside(said, n *tree.Node) bool {
	if len(said.Items) != len(n.Items) || len(said.Fields) != len(n.Fields) {
		return false
	}
	for i := range said.Items {
		if !d.allows(said.Items[i], n.Items[i]) {
			return false
		}
	}
	for _, field := range said.Fields {
		if n.Get(field.Key) == nil || !d.allows(field.Value, n.Get(field.Key)) {
			return false
		}
	}
	return true
}

// pattern matches the texts that the deployment can make of parts.
func (d deployment) pattern(parts []model.Part) *regexp.Regexp {
	pattern := "(?s)^"
	for _, part := range parts {
		switch {
		case part.Hole == nil:
			pattern += regexp.QuoteMeta(part.Literal)
		case part.Hole.Kind == model.HolePartition:
			pattern += d.partition
		case part.Hole.Kind == model.HoleRegion:
			pattern += d.region
		case part.Hole.Kind == model.HoleAccount:
			pattern += d.account
		case part.Hole.Kind == model.HoleAPI:
			pattern += d.id
		case part.Hole.Kind == model.HoleVariable && part.Hole.Attribute == "":
			pattern += regexp.QuoteMeta(strings.NewReplacer(`"`, "", `\n`, "\n").Replace(d.v))
		default:
			pattern += ".*"
		}
	}
	return regexp.MustCompile(pattern + "$")
}
