package terraform

import (
	"strconv"
	"testing"
)

// The provider sends 300 seconds for HTTP + REQUEST + identity sources, and nothing
// otherwise: domain page, 2.6.
func TestDefaultTTL(t *testing.T) {
	tests := []struct{ name, protocol, arguments, ttl string }{
		{"HTTP, sources", `"HTTP"`, "authorizer_type = \"REQUEST\"\nidentity_sources = [\"$request.header.A\"]", "300 (default)"},
		{"HTTP, no sources", `"HTTP"`, `authorizer_type = "REQUEST"`, "0 (default)"},
		{"HTTP, an empty list", `"HTTP"`, "authorizer_type = \"REQUEST\"\nidentity_sources = []", "0 (default)"},
		{"HTTP, written", `"HTTP"`, "authorizer_type = \"REQUEST\"\nauthorizer_result_ttl_in_seconds = 5", "5"},
		{"HTTP, JWT", `"HTTP"`, "authorizer_type = \"JWT\"\nidentity_sources = [\"$request.header.A\"]", "0 (default)"},
		{"HTTP, a type that is not known", `"HTTP"`, "authorizer_type = var.x\nidentity_sources = [\"$request.header.A\"]", "unknown"},
		{"HTTP, sources that are not known", `"HTTP"`, "authorizer_type = \"REQUEST\"\nidentity_sources = var.x", "unknown"},
		{"WebSocket", `"WEBSOCKET"`, "authorizer_type = \"REQUEST\"\nidentity_sources = [\"route.request.header.A\"]", "unset"},
		{"a protocol that is not known", `var.x`, "authorizer_type = \"REQUEST\"\nidentity_sources = [\"$request.header.A\"]", "unknown"},
		{"a protocol that is not known, no sources", `var.x`, `authorizer_type = "REQUEST"`, "unknown"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			api := only(t, read(t, "variable \"x\" {}\nresource \"aws_apigatewayv2_api\" \"h\" { protocol_type = "+test.protocol+" }\n"+
				"resource \"aws_apigatewayv2_authorizer\" \"a\" {\n  api_id = aws_apigatewayv2_api.h.id\n"+test.arguments+"\n}"))
			diff(t, "ttl", settle(api.Authorizers.Items[0].TTLSeconds, itoa), test.ttl)
		})
	}
}

func TestRouteKeys(t *testing.T) {
	tests := []struct{ key, verb, path, route, label, pathAt string }{
		{`"GET /orders/{id}"`, "GET", "/orders/{id}", "unset", "GET /orders/{id}", "/orders/{id}"},
		{`"ANY /{proxy+}"`, "ANY", "/{proxy+}", "unset", "ANY /{proxy+}", "/{proxy+}"},
		{`"$default"`, "unset", "unset", "$default", "$default", ""},
		{`"$connect"`, "unset", "unset", "$connect", "$connect", ""},
		{`"sendMessage"`, "unset", "unset", "sendMessage", "sendMessage", ""},
		{`"GET ${var.x}"`, "GET", "unknown", "unknown", "GET ${var.x}", ""},
		{`"${var.x} /orders"`, "unknown", "unknown", "unknown", "aws_apigatewayv2_route.r", ""},
		{`var.x`, "unknown", "unknown", "unknown", "aws_apigatewayv2_route.r", ""},
	}
	for _, test := range tests {
		t.Run(test.key, func(t *testing.T) {
			reading := read(t, "variable \"x\" {}\nresource \"aws_apigatewayv2_api\" \"h\" { protocol_type = \"HTTP\" }\n"+
				"resource \"aws_apigatewayv2_route\" \"r\" {\n  api_id = aws_apigatewayv2_api.h.id\n  route_key = "+test.key+"\n}")
			route := only(t, reading).Methods.Items[0]
			diff(t, "verb", settle(route.Verb, itself), test.verb)
			diff(t, "path", settle(route.Path, itself), test.path)
			diff(t, "route key", settle(route.RouteKey, itself), test.route)
			diff(t, "label", route.Label, test.label)
			diff(t, "authorization", settle(route.AuthorizationType, itself), "NONE (default)")
			if test.pathAt != "" {
				diff(t, "place of the path", textOf(t, reading, route.Path.Range), test.pathAt)
			}
		})
	}
}

func TestHTTPAPI(t *testing.T) {
	yesNo := func(b bool) string { return strconv.FormatBool(b) }
	api := only(t, read(t, `
resource "aws_apigatewayv2_api" "h" {
  name          = "h"
  protocol_type = "HTTP"
  target        = "arn:aws:lambda:eu-west-1:123456789012:function:f"
  cors_configuration {
    allow_origins     = ["https://example.com"]
    allow_credentials = true
  }
}
resource "aws_apigatewayv2_authorizer" "a" {
  api_id           = aws_apigatewayv2_api.h.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = "https://issuer.example.com"
    audience = ["a", "b"]
  }
}
resource "aws_apigatewayv2_stage" "s" {
  api_id      = aws_apigatewayv2_api.h.id
  name        = "$default"
  auto_deploy = true
}`))
	diff(t, "cors", settle(api.CORS.Configured, yesNo), "true")
	diff(t, "origins", texts(api.CORS.AllowOrigins), "https://example.com")
	diff(t, "credentials", settle(api.CORS.AllowCredentials, yesNo), "true")
	authorizer := api.Authorizers.Items[0]
	diff(t, "issuer", settle(authorizer.JWT.Issuer, itself), "https://issuer.example.com")
	diff(t, "audience", texts(authorizer.JWT.Audience), "a | b")
	diff(t, "kind", settle(authorizer.Kind, itself), "jwt")
	diff(t, "function", settle(authorizer.Function, itself), "unset")
	diff(t, "route of the quick start", api.Methods.Items[0].Label, "$default")
	diff(t, "stages", len(api.Stages.Items), 2)
	diff(t, "auto deploy", settle(api.Stages.Items[1].AutoDeploy, yesNo), "true")
}

func TestCORSThatIsNotConfigured(t *testing.T) {
	for _, test := range []struct{ block, want string }{
		{"", "false (default)"},
		{"cors_configuration {}", "true"},
		{"dynamic \"cors_configuration\" {\n  for_each = var.x\n  content {}\n}", "unknown"},
		{"dynamic \"cors_configuration\" {\n  for_each = []\n  content {}\n}", "false (default)"},
	} {
		api := only(t, read(t, "variable \"x\" {}\nresource \"aws_apigatewayv2_api\" \"h\" {\n  protocol_type = \"HTTP\"\n"+test.block+"\n}"))
		diff(t, test.block, settle(api.CORS.Configured, strconv.FormatBool), test.want)
	}
}

func TestPermissions(t *testing.T) {
	authorizer := only(t, read(t, `
resource "aws_apigatewayv2_api" "h" { protocol_type = "HTTP" }
resource "aws_lambda_function" "auth" { function_name = "auth" }
resource "aws_lambda_function" "other" { function_name = "other" }
resource "aws_apigatewayv2_authorizer" "a" {
  api_id          = aws_apigatewayv2_api.h.id
  authorizer_type = "REQUEST"
  authorizer_uri  = aws_lambda_function.auth.invoke_arn
}
resource "aws_lambda_permission" "by_reference" {
  function_name = aws_lambda_function.auth.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.h.execution_arn}/*/*"
}
resource "aws_lambda_permission" "by_name" { function_name = "auth" }
resource "aws_lambda_permission" "by_arn" { function_name = aws_lambda_function.auth.arn }
resource "aws_lambda_permission" "other" { function_name = aws_lambda_function.other.function_name }`)).Authorizers.Items[0]
	var got []string
	for _, permission := range authorizer.Permissions.Items {
		got = append(got, permission.Address)
	}
	diff(t, "permissions", got, []string{"aws_lambda_permission.by_reference", "aws_lambda_permission.by_name", "aws_lambda_permission.by_arn"})
	diff(t, "complete", authorizer.Permissions.Complete, true)
}
