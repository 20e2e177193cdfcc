variable "lambda_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "wallets" {
  name = "wallets"
}

resource "aws_api_gateway_resource" "wallets" {
  rest_api_id = aws_api_gateway_rest_api.wallets.id
  parent_id   = aws_api_gateway_rest_api.wallets.root_resource_id
  path_part   = "wallets"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.wallets.id
  resource_id   = aws_api_gateway_resource.wallets.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.owners.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.wallets.id
  resource_id             = aws_api_gateway_resource.wallets.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.wallets.invoke_arn
}

resource "aws_lambda_function" "wallets" {
  function_name = "wallets"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "wallets.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "wallets-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "wallets-authorizer.zip"
}

resource "aws_api_gateway_authorizer" "owners" {
  rest_api_id     = aws_api_gateway_rest_api.wallets.id
  name            = "owners"
  type            = "REQUEST"
  authorizer_uri  = aws_lambda_function.authorizer.invoke_arn
  identity_source = "method.request.header.X-Wallet"
}
