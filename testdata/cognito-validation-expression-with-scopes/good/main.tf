variable "lambda_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "budgets" {
  name = "budgets"
}

resource "aws_api_gateway_resource" "budgets" {
  rest_api_id = aws_api_gateway_rest_api.budgets.id
  parent_id   = aws_api_gateway_rest_api.budgets.root_resource_id
  path_part   = "budgets"
}

resource "aws_api_gateway_method" "replace" {
  rest_api_id          = aws_api_gateway_rest_api.budgets.id
  resource_id          = aws_api_gateway_resource.budgets.id
  http_method          = "PUT"
  authorization        = "COGNITO_USER_POOLS"
  authorizer_id        = aws_api_gateway_authorizer.managers.id
  authorization_scopes = ["budgets/write"]
}

resource "aws_api_gateway_integration" "replace" {
  rest_api_id             = aws_api_gateway_rest_api.budgets.id
  resource_id             = aws_api_gateway_resource.budgets.id
  http_method             = aws_api_gateway_method.replace.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.budgets.invoke_arn
}

resource "aws_lambda_function" "budgets" {
  function_name = "budgets"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "budgets.zip"
}

resource "aws_cognito_user_pool" "managers" {
  name = "managers"
}

resource "aws_api_gateway_authorizer" "managers" {
  rest_api_id   = aws_api_gateway_rest_api.budgets.id
  name          = "managers"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.managers.arn]
}
