variable "lambda_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "diary" {
  name = "diary"
}

resource "aws_api_gateway_resource" "diary" {
  rest_api_id = aws_api_gateway_rest_api.diary.id
  parent_id   = aws_api_gateway_rest_api.diary.root_resource_id
  path_part   = "diary"
}

resource "aws_api_gateway_method" "read" {
  rest_api_id   = aws_api_gateway_rest_api.diary.id
  resource_id   = aws_api_gateway_resource.diary.id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.writers.id
}

resource "aws_api_gateway_integration" "read" {
  rest_api_id             = aws_api_gateway_rest_api.diary.id
  resource_id             = aws_api_gateway_resource.diary.id
  http_method             = aws_api_gateway_method.read.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.diary.invoke_arn
}

resource "aws_lambda_function" "diary" {
  function_name = "diary"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "diary.zip"
}

resource "aws_cognito_user_pool" "writers" {
  name = "writers"
}

resource "aws_api_gateway_authorizer" "writers" {
  rest_api_id   = aws_api_gateway_rest_api.diary.id
  name          = "writers"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.writers.arn]
}
