package terraform

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// The same API, defined in every way that a body can be written: what is found is the
// same, and lies where it is written.
func TestBodies(t *testing.T) {
	const head = `
variable "ttl" { default = 60 }
resource "aws_lambda_function" "f" { function_name = "f" }
resource "aws_api_gateway_rest_api" "r" {
  name = "r"
`
	const inYAML = `openapi: "3.0.1"
paths:
  /orders:
    get:
      security:
        - jwt: []
components:
  securitySchemes:
    jwt:
      type: apiKey
      name: X-Token
      in: header
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: ${uri}
        authorizerResultTtlInSeconds: ${ttl}
        identityValidationExpression: '^Bearer .+$'
`
	const inJSON = `{
  "openapi": "3.0.1",
  "paths": {"/orders": {"get": {"security": [{"jwt": []}]}}},
  "components": {"securitySchemes": {"jwt": {"type": "apiKey", "name": "X-Token", "in": "header",
    "x-amazon-apigateway-authorizer": {
      "type": "token",
      "authorizerUri": "${uri}",
      "authorizerResultTtlInSeconds": ${ttl},
      "identityValidationExpression": "^Bearer .+$"
    }}}}
}`
	const vars = `{ uri = aws_lambda_function.f.invoke_arn, ttl = var.ttl }`
	const object = `{
    openapi = "3.0.1"
    paths = { "/orders" = { get = { security = [{ jwt = [] }] } } }
    components = { securitySchemes = { jwt = merge({ type = "apiKey", name = "X-Token" }, {
      in = "header"
      x-amazon-apigateway-authorizer = {
        type = "token"
        authorizerUri = aws_lambda_function.f.invoke_arn
        authorizerResultTtlInSeconds = var.ttl
        identityValidationExpression = "^Bearer .+$"
      }
    }) } }
  }`
	inline := strings.NewReplacer("${uri}", "${aws_lambda_function.f.invoke_arn}", "${ttl}", "${var.ttl}").Replace
	shifted := "    " + strings.ReplaceAll(strings.TrimSuffix(inline(inYAML), "\n"), "\n", "\n    ") + "\n"
	tests := []struct {
		name       string
		config     string
		files      map[string]string
		expression string // how the validation expression is written where it is found
	}{
		{"jsonencode", head + "  body = jsonencode(" + object + ")\n}", nil, `"^Bearer .+$"`},
		{"yamlencode", head + "  body = yamlencode(" + object + ")\n}", nil, `"^Bearer .+$"`},
		{"a local", "locals {\n  doc = " + object + "\n}" + head + "  body = jsonencode(local.doc)\n}", nil, `"^Bearer .+$"`},
		{"a heredoc of YAML", head + "  body = <<EOF\n" + inline(inYAML) + "EOF\n}", nil, `'^Bearer .+$'`},
		{"an indented heredoc", head + "  body = <<-EOF\n" + shifted + "    EOF\n}", nil, `'^Bearer .+$'`},
		{"a heredoc of JSON", head + "  body = <<EOF\n" + inline(inJSON) + "\nEOF\n}", nil, `"^Bearer .+$"`},
		{"templatefile of YAML", head + "  body = templatefile(\"${path.module}/api.yaml\", " + vars + ")\n}", map[string]string{"api.yaml": inYAML}, `'^Bearer .+$'`},
		{"templatefile of JSON", head + "  body = templatefile(\"api.json\", " + vars + ")\n}", map[string]string{"api.json": inJSON}, `"^Bearer .+$"`},
		{"decoded and encoded again", head + "  body = jsonencode(merge(yamldecode(templatefile(\"api.yaml\", " + vars + ")), { info = {} }))\n}", map[string]string{"api.yaml": inYAML}, `'^Bearer .+$'`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := map[string]string{"main.tf": test.config}
			for name, text := range test.files {
				files[name] = text
			}
			reading := readFiles(t, files)
			api := only(t, reading)
			if len(api.Authorizers.Items) != 1 || len(api.Methods.Items) != 1 {
				t.Fatalf("%d authorizers and %d methods, want one of each", len(api.Authorizers.Items), len(api.Methods.Items))
			}
			authorizer, method := api.Authorizers.Items[0], api.Methods.Items[0]
			diff(t, "function", authorizer.Function.Value, ptr("aws_lambda_function.f"))
			diff(t, "ttl", authorizer.TTLSeconds.Value, ptr(60))
			diff(t, "expression", authorizer.ValidationExpression.Value, ptr("^Bearer .+$"))
			diff(t, "where the expression is written", textOf(t, reading, authorizer.ValidationExpression.Range), test.expression)
			diff(t, "method", method.Label, "GET /orders")
			diff(t, "authorizer of the method", method.Authorizer.Value, ptr(authorizer.Address))
			diff(t, "complete", api.Methods.Complete && api.Authorizers.Complete, true)
		})
	}
}

func TestFileBodiesLieInTheFile(t *testing.T) {
	reading := readFiles(t, map[string]string{
		"main.tf":  `resource "aws_api_gateway_rest_api" "r" { body = file("api.yaml") }`,
		"api.yaml": "swagger: '2.0'\npaths:\n  /a:\n    get: {}\n",
	})
	method := only(t, reading).Methods.Items[0]
	diff(t, "place", textOf(t, reading, method.Range), "get")
	diff(t, "file", method.Range.File, "api.yaml")
}

// Only the documents that are read into an API belong to it.
func TestClaims(t *testing.T) {
	tests := []struct {
		name, config, claims string
	}{
		{"read", `resource "aws_api_gateway_rest_api" "r" { body = file("api.yaml") }`, "api.yaml"},
		{"trimmed", `resource "aws_api_gateway_rest_api" "r" { body = trimspace(file("api.yaml")) }`, "api.yaml"},
		{"in a template", `resource "aws_api_gateway_rest_api" "r" { body = templatefile("api.yaml", {}) }`, "api.yaml"},
		{"in a template of old", `
data "template_file" "t" { template = file("api.yaml") }
resource "aws_api_gateway_rest_api" "r" { body = data.template_file.t.rendered }`, "api.yaml"},
		{"in part", `resource "aws_api_gateway_rest_api" "r" { body = jsonencode(merge(yamldecode(file("api.yaml")), {})) }`, "main.tf api.yaml"},
		{"for its keys", `
locals { api = yamldecode(file("api.yaml")) }
resource "aws_api_gateway_rest_api" "r" { for_each = local.api.paths }`, ""},
		{"for another API", `module "m" {
  source = "example/api/aws"
  body   = file("api.yaml")
}`, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := readFiles(t, map[string]string{"main.tf": test.config, "api.yaml": "swagger: '2.0'\npaths:\n  /a:\n    get: {}\n"})
			diff(t, "claims", strings.Join(reading.Claims, " "), test.claims)
		})
	}
}

// A text that functions have made is a document like any other.
func TestBodiesFromFunctions(t *testing.T) {
	const document = `swagger: '2.0'
paths:
  /${part}:
    get: {}
`
	tests := []struct {
		name, config string
		place        string // of the method
	}{
		{"trimmed", `locals { body = trimspace(file("api.yaml")) }`, "get"},
		{"without its last line break", `locals { body = chomp(file("api.yaml")) }`, "get"},
		{"replaced", `locals { body = replace(file("api.yaml"), "$${part}", "x") }`, "get"},
		{"replaced twice", `locals { body = replace(replace(file("api.yaml"), "$${part}", "x"), "2.0", "2.0") }`, "replace(replace(file(\"api.yaml\"), \"$${part}\", \"x\"), \"2.0\", \"2.0\")"},
		{"replaced in a heredoc", "locals {\n  body = replace(<<EOT\n{\"paths\": {\"/a\": {\"GET\": {}}}}\nEOT\n  , \"GET\", \"get\")\n}", ""},
		{"a template of old", `
data "template_file" "t" {
  template = file("api.yaml")
  vars     = { part = "x" }
}
locals { body = data.template_file.t.rendered }`, "get"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := readFiles(t, map[string]string{
				"main.tf":  test.config + "\nresource \"aws_api_gateway_rest_api\" \"r\" { body = local.body }",
				"api.yaml": document,
			})
			api := only(t, reading)
			if len(api.Methods.Items) != 1 || !api.Methods.Complete {
				t.Fatalf("%d methods, %q", len(api.Methods.Items), api.Methods.Why)
			}
			if test.place != "" {
				diff(t, "place", textOf(t, reading, api.Methods.Items[0].Range), test.place)
			}
		})
	}
}

// What is not known of a body is unknown, and never shut out.
func TestBodiesThatAreNotKnown(t *testing.T) {
	tests := []struct {
		name, body string
		complete   bool
		methods    int
	}{
		{"not at all", `var.body`, false, 0},
		{"a text that a function makes", `jsonencode(var.body)`, false, 0},
		{"a key", "jsonencode({ paths = { (var.path) = { get = {} }, \"/b\" = { get = {} } } })", false, 1},
		{"what is merged in", `jsonencode({ paths = merge({ "/a" = { get = {} } }, var.paths) })`, false, 0},
		{"a line that may be several", "<<EOF\nopenapi: 3.0.1\npaths:\n  /a:\n    get: {}\n  ${var.paths}\nEOF", false, 0},
		{"a value after which more may follow", "<<EOF\n{\"openapi\": \"3.0.1\", \"x\": 1 ${var.more}, \"paths\": {\"/a\": {\"get\": {}}}}\nEOF", false, 0},
		{"a value of its own", "<<EOF\nopenapi: 3.0.1\ninfo:\n  title: ${var.title}\npaths:\n  /a:\n    get: {}\nEOF", true, 1},
		{"a branch", "<<EOF\nopenapi: 3.0.1\npaths:\n  /a:\n    get: {}\n%{ if var.on }\n  /b:\n    get: {}\n%{ endif }\nEOF", false, 0},
		{"one of two", `var.on ? jsonencode({ paths = {} }) : file("gone")`, false, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			config := "variable \"body\" {}\nvariable \"path\" {}\nvariable \"paths\" {}\nvariable \"more\" {}\nvariable \"title\" {}\nvariable \"on\" {}\n"
			reading := Read(rootOf(t, map[string]string{"main.tf": config + "resource \"aws_api_gateway_rest_api\" \"r\" {\n  body = " + test.body + "\n}"}), ".", Settings{})
			api := only(t, reading)
			diff(t, "complete", api.Methods.Complete, test.complete)
			diff(t, "methods", len(api.Methods.Items), test.methods)
			diff(t, "body", api.Definition.Body, true)
		})
	}
}

func TestPolicies(t *testing.T) {
	const api = "arn:${partition}:execute-api:${region}:${account}:${aws_api_gateway_rest_api.r}"
	tests := []struct {
		name, config string
		resources    string
		at           string // how the resource is written
		principals   int
	}{
		{
			"jsonencode", `
resource "aws_api_gateway_rest_api_policy" "p" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Principal = "*", Action = "execute-api:Invoke", Resource = "${aws_api_gateway_rest_api.r.execution_arn}/*" }] })
}`, api + "/*", `"${aws_api_gateway_rest_api.r.execution_arn}/*"`, 1,
		},
		{
			"a heredoc", `
resource "aws_api_gateway_rest_api_policy" "p" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  policy = <<EOF
{"Statement": {"Effect": "Allow", "Principal": {"AWS": ["a", "b"]}, "Action": "execute-api:Invoke", "Resource": ["${aws_api_gateway_rest_api.r.execution_arn}/*"]}}
EOF
}`, api + "/*", `"${aws_api_gateway_rest_api.r.execution_arn}/*"`, 2,
		},
		{
			"a list inside a heredoc", `
locals { arns = ["${aws_api_gateway_rest_api.r.execution_arn}/*"] }
resource "aws_api_gateway_rest_api_policy" "p" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  policy = <<EOF
{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": ${jsonencode(local.arns)}}}
EOF
}`, api + "/*", `"${aws_api_gateway_rest_api.r.execution_arn}/*"`, 1,
		},
		{
			"a quoted text", `
resource "aws_api_gateway_rest_api_policy" "p" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  policy = "{\"Statement\": [{\"Effect\": \"Allow\", \"Principal\": \"*\", \"Resource\": \"execute-api:/*\"}]}"
}`, "execute-api:/*", `\"execute-api:/*\"`, 1,
		},
		{
			"a policy document", `
data "aws_iam_policy_document" "d" {
  statement {
    actions   = ["execute-api:Invoke"]
    resources = ["execute-api:/*"]
    principals {
      type        = "*"
      identifiers = ["*"]
    }
  }
}
resource "aws_api_gateway_rest_api_policy" "p" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  policy      = data.aws_iam_policy_document.d.json
}`, "execute-api:/*", `"execute-api:/*"`, 1,
		},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := read(t, "resource \"aws_api_gateway_rest_api\" \"r\" {}\n"+test.config)
			policy, ok := only(t, reading).ResourcePolicy.Get()
			if !ok || len(policy.Statements.Items) != 1 {
				t.Fatalf("policy %v with %d statements", ok, len(policy.Statements.Items))
			}
			statement := policy.Statements.Items[0]
			effect, _ := statement.Effect.Get()
			diff(t, "effect", effect, "Allow")
			diff(t, "resources", texts(statement.Resources), test.resources)
			resources, _ := statement.Resources.Get()
			diff(t, "place", textOf(t, reading, resources[0].Range), test.at)
			principals, _ := statement.Principals.Get()
			diff(t, "principals", len(principals), test.principals)
		})
	}
}

// A hole in a list may be filled with several items.
func TestHolesInLists(t *testing.T) {
	tests := []struct{ name, resource, want string }{
		{"between quotes", `["${var.x}"]`, "${var.x}"},
		{"without quotes", `[${var.x}]`, ""},
		{"beside others", `["a", ${var.x}]`, ""},
		{"an encoded value", `[${jsonencode("b")}, "c"]`, "b | c"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			policy, _ := only(t, read(t, "variable \"x\" {}\nresource \"aws_api_gateway_rest_api\" \"r\" {\n  policy = <<EOF\n"+
				`{"Statement": [{"Effect": "Allow", "Resource": `+test.resource+"}]}\nEOF\n}")).ResourcePolicy.Get()
			diff(t, "resources", texts(policy.Statements.Items[0].Resources), test.want)
		})
	}
}

func TestPolicyDocuments(t *testing.T) {
	reading := read(t, `
variable "more" {}
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Replaced"
    resources = ["execute-api:/base"]
  }
  statement {
    sid    = "Kept"
    effect = "Deny"
    not_principals {
      type        = "AWS"
      identifiers = ["a"]
    }
    condition {
      test     = "StringEquals"
      variable = "aws:SourceVpce"
      values   = ["v"]
    }
  }
}
data "aws_iam_policy_document" "all" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]
  statement {
    sid       = "Replaced"
    resources = ["execute-api:/own"]
  }
  dynamic "statement" {
    for_each = ["x", "y"]
    content {
      resources = ["execute-api:/${statement.value}"]
    }
  }
  dynamic "statement" {
    for_each = var.more
    iterator = it
    content {
      resources = [it.value]
    }
  }
}
resource "aws_api_gateway_rest_api" "r" { policy = data.aws_iam_policy_document.all.json }`)
	policy, _ := only(t, reading).ResourcePolicy.Get()
	var got []string
	for _, statement := range policy.Statements.Items {
		effect, _ := statement.Effect.Get()
		got = append(got, effect+" "+texts(statement.Resources))
	}
	diff(t, "statements", got, []string{
		"Allow execute-api:/own", "Deny " + string(model.StateUnset), "Allow execute-api:/x", "Allow execute-api:/y",
	})
	diff(t, "complete", policy.Statements.Complete, false)
	if len(policy.Statements.Items) < 2 {
		return
	}
	kept := policy.Statements.Items[1]
	diff(t, "not principal", kept.NotPrincipal.Value, ptr(true))
	diff(t, "conditional", kept.Conditional.Value, ptr(true))
}

// Only statements that name an API are told of what callers may do.
func TestCallerPolicies(t *testing.T) {
	api := only(t, read(t, `
resource "aws_api_gateway_rest_api" "r" {}
resource "aws_iam_policy" "caller" {
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = "execute-api:Invoke", Resource = "${aws_api_gateway_rest_api.r.execution_arn}/prod/GET/orders" },
    { Effect = "Allow", Action = "s3:GetObject", Resource = "*" },
  ] })
}
resource "aws_iam_role_policy" "broken" { policy = "{" }
resource "aws_iam_policy" "absent" { policy = file("gone.json") }
resource "aws_iam_role" "role" {
  inline_policy {
    policy = jsonencode({ Statement = { Effect = "Allow", Action = "execute-api:*", Resource = ["${aws_api_gateway_rest_api.r.execution_arn}/*"] } })
  }
}`))
	var got []string
	for _, statement := range api.CallerPolicies.Items {
		got = append(got, statement.Address)
	}
	diff(t, "statements", got, []string{"aws_iam_policy.caller.policy.Statement[0]", "aws_iam_role.role.inline_policy[0].Statement[0]"})
}

// What a loop, a condition or a join of a template makes lies where it is written.
func TestPlacesInLoopsOfTemplates(t *testing.T) {
	const paths = "swagger: '2.0'\npaths:\n"
	for name, c := range map[string]struct{ config, template, verb, path string }{
		"a loop": {
			`body = templatefile("api.tpl", { verbs = ["get"] })`,
			paths + "%{ for verb in verbs ~}\n  /a:\n    ${verb}: {}\n%{ endfor ~}\n", `"get"`, "/a",
		},
		"a loop over values from elsewhere": {
			`body = templatefile("api.tpl", { verbs = local.verbs })`,
			paths + "%{ for path, verb in verbs ~}\n  ${path}:\n    ${verb}: {}\n%{ endfor ~}\n", `"put"`, `"/b"`,
		},
		"a condition": {
			`body = templatefile("api.tpl", { on = true })`,
			paths + "  /a:\n%{ if on ~}\n    get: {}\n%{ endif ~}\n", "get", "/a",
		},
		"a join": {
			`body = templatefile("api.tpl", { verbs = ["get"] })`,
			paths + "  /a:\n    ${join(\"\\n    \", [for verb in verbs : \"${verb}: {}\"])}\n", `"get"`, "/a",
		},
		"between quotes": {
			`body = templatefile("api.tpl", { path = "/q" })`,
			paths + "  \"${path}\":\n    get: {}\n", "get", `"/q"`,
		},
		"a file in a file": {
			`body = templatefile("api.tpl", { paths = file("paths.yaml") })`,
			paths + "${paths}", "patch", "/c",
		},
	} {
		t.Run(name, func(t *testing.T) {
			reading := readFiles(t, map[string]string{
				"main.tf":    "locals { verbs = { \"/b\" = \"put\" } }\nresource \"aws_api_gateway_rest_api\" \"r\" {\n  " + c.config + "\n}\n",
				"api.tpl":    c.template,
				"paths.yaml": "  /c:\n    patch: {}\n",
			})
			api := only(t, reading)
			if len(api.Methods.Items) != 1 {
				t.Fatalf("%d methods", len(api.Methods.Items))
			}
			diff(t, "verb", textOf(t, reading, api.Methods.Items[0].Range), c.verb)
			diff(t, "path", textOf(t, reading, api.Methods.Items[0].Path.Range), c.path)
		})
	}
}
