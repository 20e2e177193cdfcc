package lint

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// definitions writes the fixed material of the benchmarks: n APIs of about 4 kB, each
// with five methods, one authorizer and three findings, every one different in its
// names. It returns the folder and all the files in it.
func definitions(tb testing.TB, format string, n int) (dir string, files []string) {
	tb.Helper()
	dir = tb.TempDir()
	for i := range n {
		name := filepath.Join(dir, fmt.Sprintf("service%04d", i), generators[format].file)
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(generators[format].text(i)), 0o644); err != nil {
			tb.Fatal(err)
		}
		files = append(files, name)
	}
	return dir, files
}

var generators = map[string]struct {
	file string
	text func(i int) string
}{
	"terraform":      {"main.tf", terraformDefinition},
	"cloudformation": {"template.yaml", cloudFormationDefinition},
	"openapi":        {"openapi.yaml", openAPIDefinition},
}

var generatedMethods = []struct{ verb, path string }{
	{"GET", "orders"}, {"POST", "orders"}, {"GET", "invoices"}, {"PUT", "customers"}, {"DELETE", "carts"},
}

func terraformDefinition(i int) string {
	var out strings.Builder
	fmt.Fprintf(&out, `variable "stage" {
  type        = string
  description = "Where service %[1]d is deployed"
  default     = "prod"
}

resource "aws_api_gateway_rest_api" "service%[1]d" {
  name        = "service-%[1]d"
  description = "The API of service %[1]d, one of many that are all alike"
}

resource "aws_lambda_function" "authorizer%[1]d" {
  function_name = "service-%[1]d-authorizer"
  role          = "arn:aws:iam::111122223333:role/authorizer"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "authorizer.zip"
}

resource "aws_api_gateway_authorizer" "callers%[1]d" {
  name           = "callers"
  rest_api_id    = aws_api_gateway_rest_api.service%[1]d.id
  type           = "REQUEST"
  authorizer_uri = aws_lambda_function.authorizer%[1]d.invoke_arn
}

resource "aws_lambda_permission" "authorizer%[1]d" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer%[1]d.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.service%[1]d.execution_arn}/authorizers/*"
}
`, i)
	for m, method := range generatedMethods {
		fmt.Fprintf(&out, `
resource "aws_api_gateway_resource" "r%[2]d" {
  rest_api_id = aws_api_gateway_rest_api.service%[1]d.id
  parent_id   = aws_api_gateway_rest_api.service%[1]d.root_resource_id
  path_part   = "%[4]s%[2]d"
}

resource "aws_api_gateway_method" "m%[2]d" {
  rest_api_id   = aws_api_gateway_rest_api.service%[1]d.id
  resource_id   = aws_api_gateway_resource.r%[2]d.id
  http_method   = "%[3]s"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.callers%[1]d.id
}

resource "aws_api_gateway_integration" "i%[2]d" {
  rest_api_id             = aws_api_gateway_rest_api.service%[1]d.id
  resource_id             = aws_api_gateway_resource.r%[2]d.id
  http_method             = aws_api_gateway_method.m%[2]d.http_method
  integration_http_method = "POST"
  type                    = "HTTP_PROXY"
  uri                     = "https://backend.example.com/%[4]s"
}
`, i, m, method.verb, method.path)
	}
	return out.String()
}

func cloudFormationDefinition(i int) string {
	var out strings.Builder
	fmt.Fprintf(&out, `AWSTemplateFormatVersion: "2010-09-09"
Description: The API of service %[1]d, one of many that are all alike
Parameters:
  Stage:
    Type: String
    Default: prod
Resources:
  Api:
    Type: AWS::ApiGateway::RestApi
    Properties:
      Name: service-%[1]d
  AuthorizerFunction:
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: service-%[1]d-authorizer
      Role: arn:aws:iam::111122223333:role/authorizer
      Handler: index.handler
      Runtime: nodejs22.x
      Code: authorizer/
  Callers:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      Name: callers
      RestApiId: !Ref Api
      Type: TOKEN
      IdentitySource: method.request.header.Authorization
      IdentityValidationExpression: '\w{5}'
      AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${AuthorizerFunction.Arn}/invocations
  AuthorizerPermission:
    Type: AWS::Lambda::Permission
    Properties:
      Action: lambda:InvokeFunction
      FunctionName: !Ref AuthorizerFunction
      Principal: apigateway.amazonaws.com
      SourceArn: !Sub arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/authorizers/*
`, i)
	for m, method := range generatedMethods {
		fmt.Fprintf(&out, `  Resource%[1]d:
    Type: AWS::ApiGateway::Resource
    Properties:
      RestApiId: !Ref Api
      ParentId: !GetAtt Api.RootResourceId
      PathPart: %[3]s%[1]d
  Method%[1]d:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !Ref Resource%[1]d
      HttpMethod: %[2]s
      AuthorizationType: CUSTOM
      AuthorizerId: !Ref Callers
      Integration:
        Type: HTTP_PROXY
        IntegrationHttpMethod: POST
        Uri: https://backend.example.com/%[3]s
        PassthroughBehavior: WHEN_NO_MATCH
        IntegrationResponses:
          - StatusCode: 200
      MethodResponses:
        - StatusCode: 200
`, m, method.verb, method.path)
	}
	return out.String()
}

func openAPIDefinition(i int) string {
	var out strings.Builder
	fmt.Fprintf(&out, `openapi: 3.0.3
info:
  title: service-%[1]d
  description: The API of service %[1]d, one of many that are all alike
  version: "1.0"
x-amazon-apigateway-request-validators:
  all: {validateRequestBody: true, validateRequestParameters: true}
components:
  securitySchemes:
    callers:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer:
        type: token
        authorizerUri: arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:service-%[1]d-authorizer/invocations
        identityValidationExpression: '\w{5}'
paths:
`, i)
	for m, method := range generatedMethods {
		fmt.Fprintf(&out, `  /%[3]s%[1]d:
    %[2]s:
      operationId: operation%[1]d
      summary: What a caller does with %[3]s, described in a line or two as people do
      description: |
        A longer text about the operation, its parameters and its answers, which no
        rule reads but which every reader of the file has to get past.
      security:
        - callers: []
      parameters:
        - {name: limit, in: query, required: false, schema: {type: integer}}
        - {name: cursor, in: query, required: false, schema: {type: string}}
      responses:
        "200":
          description: It went well
          content:
            application/json:
              schema: {type: object, properties: {id: {type: string}, at: {type: string}}}
      x-amazon-apigateway-integration:
        type: http_proxy
        httpMethod: POST
        uri: https://backend.example.com/%[3]s
`, m, strings.ToLower(method.verb), method.path)
	}
	return out.String()
}

// unrelatedDefinition is a file of 4 kB with nothing of API Gateway.
func unrelatedDefinition(i int) string {
	var out strings.Builder
	for n := range 12 {
		fmt.Fprintf(&out, `resource "aws_s3_bucket" "records_%[1]d_%[2]d" {
  bucket        = "records-%[1]d-%[2]d-${var.stage}"
  force_destroy = false

  tags = {
    Name        = "records-%[1]d-%[2]d"
    Environment = var.stage
    ManagedBy   = "terraform"
    Description = "Keeps what the department %[1]d wrote down in the year %[2]d, and nothing else"
  }
}

`, i, n)
	}
	return out.String()
}
