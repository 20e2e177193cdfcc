package lint

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// functionRules are those that ask what a function returns.
var functionRules = []string{
	"authorizer-allows-by-default", "authorizer-decision-not-in-cache-key", "authorizer-error-not-unauthorized", "authorizer-output-invalid",
	"authorizer-policy-uncovered-method", "cached-policy-multiple-methods", "cached-policy-single-method", "simple-responses-mismatch",
}

// TestTheFunctionsOfTheGuide: what API Gateway's guide has as examples allows one call at a
// time. That is wrong as soon as answers are kept, and right as long as they are not.
func TestTheFunctionsOfTheGuide(t *testing.T) {
	sources := map[string]string{
		"TOKEN":   "",
		"REQUEST": `identity_source = "method.request.header.HeaderAuth1,method.request.querystring.QueryString1,stageVariables.StageVar1"`,
	}
	for kind, source := range sources {
		for ending, runtime := range map[string]string{".js": "nodejs22.x", ".ts": "nodejs22.x", ".py": "python3.13"} {
			name := "guide-" + strings.ToLower(kind) + ending
			code, err := os.ReadFile(filepath.Join("..", "..", "parsers", "handler", "testdata", "functions", name))
			if err != nil {
				t.Fatal(err)
			}
			kept := []string{"cached-policy-single-method"}
			if name == "guide-request.ts" {
				kept = nil // this one allows the whole stage
			}
			for ttl, want := range map[int][]string{0: nil, 300: kept} {
				t.Run(fmt.Sprintf("%s, %d s", name, ttl), func(t *testing.T) {
					dir := folder(t, map[string]string{
						"main.tf":                 fmt.Sprintf(withFunction, kind, ttl, source, handlerIn(string(code)), runtime),
						"function/index" + ending: string(code),
					})
					run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}, Select: functionRules})
					if err != nil {
						t.Fatal(err)
					}
					var found []string
					for _, f := range run.Findings {
						found = append(found, f.Rule)
					}
					if !slices.Equal(found, want) || len(run.Problems) > 0 {
						t.Errorf("%v, want %v; %+v", found, want, run.Problems)
					}
				})
			}
		}
	}
}

// handlerIn is the name of the handler in the source of a function.
func handlerIn(code string) string {
	if strings.Contains(code, "def lambda_handler") {
		return "lambda_handler"
	}
	return "handler"
}

// withFunction is an API of two methods and an authorizer whose function lies beside it.
const withFunction = `
resource "aws_api_gateway_rest_api" "a" { name = "a" }

resource "aws_api_gateway_method" "each" {
  for_each      = toset(["GET", "POST"])
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_rest_api.a.root_resource_id
  http_method   = each.key
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.a.id
}

resource "aws_api_gateway_authorizer" "a" {
  name                             = "a"
  rest_api_id                      = aws_api_gateway_rest_api.a.id
  type                             = "%s"
  authorizer_uri                   = aws_lambda_function.f.invoke_arn
  authorizer_result_ttl_in_seconds = %d
  %s
}

resource "aws_lambda_function" "f" {
  function_name = "f"
  filename      = data.archive_file.f.output_path
  handler       = "index.%s"
  runtime       = "%s"
  role          = "arn:aws:iam::111122223333:role/f"
}

data "archive_file" "f" {
  type        = "zip"
  source_dir  = "${path.module}/function"
  output_path = "f.zip"
}
`
