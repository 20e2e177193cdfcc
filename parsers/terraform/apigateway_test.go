package terraform

import (
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// settle renders a value: what it is, and (default) where nothing is written.
func settle[T any](value model.Value[T], show func(T) string) string {
	got, ok := value.Get()
	switch {
	case ok && value.State == model.StateDefault:
		return show(got) + " (default)"
	case ok:
		return show(got)
	case value.State == model.StateUnset:
		return "unset"
	default:
		return "unknown"
	}
}

func itself(text string) string { return text }

// Defaults of the provider: TOKEN, the Authorization header for every kind, 300 seconds.
func TestAuthorizer(t *testing.T) {
	tests := []struct {
		name, arguments           string
		kind, sources, state, ttl string
		validation                string
		sourceAt                  string // how the last source is written
	}{
		{"nothing", ``, "token (default)", "method.request.header.Authorization", "default", "300 (default)", "unset", ""},
		{"request without a source", `type = "REQUEST"`, "request", "method.request.header.Authorization", "default", "300 (default)", "unset", ""},
		{
			"a list of sources", `
			type            = "REQUEST"
			identity_source = "method.request.header.A, method.request.querystring.t"`,
			"request", "method.request.header.A | method.request.querystring.t", "written", "300 (default)", "unset", "method.request.querystring.t",
		},
		{"no source", `identity_source = ""`, "token (default)", "", "written", "300 (default)", "unset", ""},
		{"null is not written", `identity_source = null`, "token (default)", "method.request.header.Authorization", "default", "300 (default)", "unset", ""},
		{"a source that is not known", `identity_source = var.x`, "token (default)", "", "", "300 (default)", "unset", ""},
		{
			"a source known in parts", `identity_source = "method.request.header.${var.x},context.path"`,
			"token (default)", "method.request.header.${var.x} | context.path", "written", "300 (default)", "unset", "",
		},
		{
			"all of it", `
			type                             = "COGNITO_USER_POOLS"
			authorizer_result_ttl_in_seconds = "0"
			identity_validation_expression   = "^x$"`,
			"cognito_user_pools", "method.request.header.Authorization", "default", "0", "^x$", "",
		},
		{"a TTL of a variable", `authorizer_result_ttl_in_seconds = var.ttl`, "token (default)", "method.request.header.Authorization", "default", "7200", "unset", ""},
		{"a TTL that is not decided", `authorizer_result_ttl_in_seconds = var.on ? 60 : 600`, "token (default)", "method.request.header.Authorization", "default", "unknown", "unset", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := read(t, "variable \"x\" {}\nvariable \"on\" {}\nvariable \"ttl\" { default = 7200 }\nresource \"aws_api_gateway_rest_api\" \"r\" {}\n"+
				"resource \"aws_api_gateway_authorizer\" \"a\" {\n  rest_api_id = aws_api_gateway_rest_api.r.id\n"+test.arguments+"\n}")
			authorizer := only(t, reading).Authorizers.Items[0]
			diff(t, "kind", settle(authorizer.Kind, itself), test.kind)
			diff(t, "sources", texts(authorizer.IdentitySources), test.sources)
			diff(t, "state", string(authorizer.IdentitySources.State), test.state)
			diff(t, "ttl", settle(authorizer.TTLSeconds, itoa), test.ttl)
			diff(t, "validation", settle(authorizer.ValidationExpression, itself), test.validation)
			diff(t, "header", textOf(t, reading, authorizer.Range), `resource "aws_api_gateway_authorizer" "a"`)
			if sources, _ := authorizer.IdentitySources.Get(); test.sourceAt != "" {
				diff(t, "place", textOf(t, reading, sources[len(sources)-1].Range), test.sourceAt)
			}
		})
	}
}

func TestUndecidedNumbersKeepTheirBounds(t *testing.T) {
	reading := read(t, "variable \"on\" {}\nresource \"aws_api_gateway_rest_api\" \"r\" {}\nresource \"aws_api_gateway_authorizer\" \"a\" {\n"+
		"  rest_api_id = aws_api_gateway_rest_api.r.id\n  authorizer_result_ttl_in_seconds = var.on ? 60 : 600\n}")
	ttl := only(t, reading).Authorizers.Items[0].TTLSeconds
	diff(t, "possibilities", ttl.OneOf, []int{60, 600})
	diff(t, "bounds", [2]float64{*ttl.Min, *ttl.Max}, [2]float64{60, 600})
}

func TestMethodsHavePaths(t *testing.T) {
	api := only(t, read(t, `
variable "id" {}
resource "aws_api_gateway_rest_api" "r" {}
resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  parent_id   = aws_api_gateway_rest_api.r.root_resource_id
  path_part   = "orders"
}
resource "aws_api_gateway_resource" "order" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  parent_id   = aws_api_gateway_resource.orders.id
  path_part   = "{id}"
}
data "aws_api_gateway_resource" "found" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  path        = "/a/b"
}
locals {
  methods = { root = ["get", aws_api_gateway_rest_api.r.root_resource_id], order = ["DELETE", aws_api_gateway_resource.order.id],
              found = ["ANY", data.aws_api_gateway_resource.found.id], other = ["POST", var.id] }
}
resource "aws_api_gateway_authorizer" "a" { rest_api_id = aws_api_gateway_rest_api.r.id }
resource "aws_api_gateway_method" "m" {
  for_each      = local.methods
  rest_api_id   = aws_api_gateway_rest_api.r.id
  http_method   = each.value[0]
  resource_id   = each.value[1]
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.a.id
}`))
	var labels []string
	for _, method := range api.Methods.Items {
		labels = append(labels, method.Label)
		diff(t, "authorizer", method.Authorizer.Value, ptr("aws_api_gateway_authorizer.a"))
		diff(t, "API key", settle(method.APIKeyRequired, func(b bool) string { return map[bool]string{true: "yes", false: "no"}[b] }), "no (default)")
	}
	diff(t, "methods", labels, []string{
		"ANY /a/b", "DELETE /orders/{id}", `aws_api_gateway_method.m["other"]`, "GET /",
	})
}

// The provider does not send an empty id: a module often has "" as the default.
func TestEmptyIsNotWritten(t *testing.T) {
	method := only(t, read(t, "resource \"aws_api_gateway_rest_api\" \"r\" {}\nresource \"aws_api_gateway_method\" \"m\" {\n"+
		"  rest_api_id = aws_api_gateway_rest_api.r.id\n  authorization = \"NONE\"\n  authorizer_id = \"\"\n}")).Methods.Items[0]
	diff(t, "authorizer", settle(method.Authorizer, itself), "unset")
}

func TestGatewayResponse(t *testing.T) {
	response := only(t, read(t, `
resource "aws_api_gateway_rest_api" "r" {}
resource "aws_api_gateway_gateway_response" "g" {
  rest_api_id   = aws_api_gateway_rest_api.r.id
  response_type = "DEFAULT_4XX"
  status_code   = 400
  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'*'"
    "gatewayresponse.querystring.q"                      = "'x'"
  }
  response_templates = { "application/json" = jsonencode({ message = "no" }) }
}`)).GatewayResponses.Items[0]
	diff(t, "type", response.Type.Value, ptr("DEFAULT_4XX"))
	diff(t, "status", response.StatusCode.Value, ptr("400"))
	if len(response.Headers.Items) != 1 || len(response.Templates.Items) != 1 {
		t.Fatalf("%d headers, %d templates", len(response.Headers.Items), len(response.Templates.Items))
	}
	diff(t, "header", response.Headers.Items[0].Name, "Access-Control-Allow-Origin")
	diff(t, "template", response.Templates.Items[0].Value.Value, ptr(`{"message":"no"}`))
}

func TestDeployments(t *testing.T) {
	tests := []struct{ name, arguments, triggers string }{
		{"nothing", ``, "false (default)"},
		{"order alone", `depends_on = [aws_api_gateway_method.m, module.x]`, "false (default)"},
		{"a hash", `triggers = { hash = sha1(jsonencode(aws_api_gateway_rest_api.r)) }`, "true"},
		{"an empty map", `triggers = {}`, "false (default)"},
		{"not known", `triggers = var.x`, "unknown"},
		{"variables are replaced with it", `variables = { at = timestamp() }`, "true"},
		{"replaced with another", "lifecycle {\n  replace_triggered_by = [aws_api_gateway_method.m]\n}", "true"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			deployment := only(t, read(t, `
variable "x" {}
module "x" { source = "example/x/aws" }
resource "aws_api_gateway_rest_api" "r" {}
resource "aws_api_gateway_method" "m" { rest_api_id = aws_api_gateway_rest_api.r.id }
resource "aws_api_gateway_deployment" "d" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  `+test.arguments+`
}`)).Deployments.Items[0]
			diff(t, "triggers", settle(deployment.Triggers, func(b bool) string { return map[bool]string{true: "true", false: "false"}[b] }), test.triggers)
			if test.name == "order alone" {
				diff(t, "depends on", deployment.DependsOn.Items, []string{"aws_api_gateway_method.m", "aws_api_gateway_rest_api.r"})
			}
		})
	}
}

func TestRESTAPI(t *testing.T) {
	tests := []struct{ name, arguments, endpoint, keySource string }{
		{"nothing", ``, "EDGE (default)", "HEADER (default)"},
		{"written", "api_key_source = \"AUTHORIZER\"\nendpoint_configuration {\n  types = [\"PRIVATE\"]\n}", "PRIVATE", "AUTHORIZER"},
		{"not known", "endpoint_configuration {\n  types = [var.x]\n}", "unknown", "HEADER (default)"},
		{"with a body", `body = jsonencode({ openapi = "3.0.1", paths = {}, "x-amazon-apigateway-api-key-source" = "AUTHORIZER" })`, "EDGE (default)", "AUTHORIZER"},
		{"with a body that is not known", `body = var.x`, "unknown", "unknown"},
		{"maybe a block", "dynamic \"endpoint_configuration\" {\n  for_each = var.x\n  content {\n    types = [\"PRIVATE\"]\n  }\n}", "unknown", "HEADER (default)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			api := only(t, read(t, "variable \"x\" {}\nresource \"aws_api_gateway_rest_api\" \"r\" {\n"+test.arguments+"\n}"))
			diff(t, "endpoint", settle(api.EndpointType, itself), test.endpoint)
			diff(t, "key source", settle(api.APIKeySource, itself), test.keySource)
			diff(t, "protocol", settle(api.Protocol, itself), "REST (default)")
		})
	}
}

// What belongs to an API that is not in view makes one; what may belong to any leaves
// no list shut.
func TestThingsOfOtherAPIs(t *testing.T) {
	tests := []struct {
		name, api string
		apis      int
		complete  bool // the methods of the API that is in view
	}{
		{"this one", `aws_api_gateway_rest_api.r.id`, 1, true},
		{"this one or null", `var.api != null ? aws_api_gateway_rest_api.r.id : null`, 1, true},
		{"this one or nothing", `try(aws_api_gateway_rest_api.r.id, "")`, 1, true},
		{"this one or another", `var.api != null ? aws_api_gateway_rest_api.r.id : var.api`, 2, false},
		{"a variable", `var.api`, 2, false},
		{"looked up", `data.aws_api_gateway_rest_api.other.id`, 2, false},
		{"declared nowhere", `aws_api_gateway_rest_api.other.id`, 2, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			reading := read(t, "variable \"api\" {}\ndata \"aws_api_gateway_rest_api\" \"other\" {}\nresource \"aws_api_gateway_rest_api\" \"r\" {}\n"+
				"resource \"aws_api_gateway_method\" \"m\" {\n  rest_api_id = "+test.api+"\n}")
			diff(t, "APIs", len(reading.APIs), test.apis)
			diff(t, "complete", reading.APIs[0].Methods.Complete, test.complete)
		})
	}
}
