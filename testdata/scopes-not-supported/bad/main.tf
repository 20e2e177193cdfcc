variable "lambda_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "menus" {
  name = "menus"
}

resource "aws_api_gateway_resource" "menus" {
  rest_api_id = aws_api_gateway_rest_api.menus.id
  parent_id   = aws_api_gateway_rest_api.menus.root_resource_id
  path_part   = "menus"
}

resource "aws_api_gateway_method" "replace" {
  rest_api_id          = aws_api_gateway_rest_api.menus.id
  resource_id          = aws_api_gateway_resource.menus.id
  http_method          = "PUT"
  authorization        = "CUSTOM"
  authorizer_id        = aws_api_gateway_authorizer.waiters.id
  authorization_scopes = ["menus/write"]
}

resource "aws_api_gateway_integration" "replace" {
  rest_api_id             = aws_api_gateway_rest_api.menus.id
  resource_id             = aws_api_gateway_resource.menus.id
  http_method             = aws_api_gateway_method.replace.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.menus.invoke_arn
}

resource "aws_lambda_function" "menus" {
  function_name = "menus"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "menus.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "menus-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "menus-authorizer.zip"
}

resource "aws_api_gateway_authorizer" "waiters" {
  rest_api_id    = aws_api_gateway_rest_api.menus.id
  name           = "waiters"
  authorizer_uri = aws_lambda_function.authorizer.invoke_arn
}
