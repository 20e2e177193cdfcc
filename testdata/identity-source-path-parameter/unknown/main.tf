variable "lambda_role_arn" {
  type = string
}

variable "tenant_source" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "tenants-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "tenants-authorizer.zip"
}

resource "aws_lambda_function" "tenants" {
  function_name = "tenants"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "tenants.zip"
}

resource "aws_api_gateway_rest_api" "tenants" {
  name = "tenants"
}

resource "aws_api_gateway_resource" "tenants" {
  rest_api_id = aws_api_gateway_rest_api.tenants.id
  parent_id   = aws_api_gateway_rest_api.tenants.root_resource_id
  path_part   = "tenants"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.tenants.id
  resource_id   = aws_api_gateway_resource.tenants.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.members.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.tenants.id
  resource_id             = aws_api_gateway_resource.tenants.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.tenants.invoke_arn
}

resource "aws_api_gateway_authorizer" "members" {
  rest_api_id     = aws_api_gateway_rest_api.tenants.id
  name            = "members"
  authorizer_uri  = aws_lambda_function.authorizer.invoke_arn
  type            = "REQUEST"
  identity_source = "method.request.header.Authorization,method.request.${var.tenant_source}"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.tenants.execution_arn}/authorizers/${aws_api_gateway_authorizer.members.id}"
}
