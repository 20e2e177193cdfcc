variable "lambda_role_arn" {
  type = string
}

variable "clients" {
  type = string
}

resource "aws_api_gateway_rest_api" "badges" {
  name = "badges"
}

resource "aws_api_gateway_resource" "badges" {
  rest_api_id = aws_api_gateway_rest_api.badges.id
  parent_id   = aws_api_gateway_rest_api.badges.root_resource_id
  path_part   = "badges"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.badges.id
  resource_id   = aws_api_gateway_resource.badges.id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.staff.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.badges.id
  resource_id             = aws_api_gateway_resource.badges.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.badges.invoke_arn
}

resource "aws_lambda_function" "badges" {
  function_name = "badges"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "badges.zip"
}

resource "aws_cognito_user_pool" "staff" {
  name = "staff"
}

resource "aws_api_gateway_authorizer" "staff" {
  rest_api_id                    = aws_api_gateway_rest_api.badges.id
  name                           = "staff"
  type                           = "COGNITO_USER_POOLS"
  provider_arns                  = [aws_cognito_user_pool.staff.arn]
  identity_validation_expression = var.clients
}
