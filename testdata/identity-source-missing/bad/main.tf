variable "lambda_role_arn" {
  type = string
}

variable "user_pool_arn" {
  type = string
}

resource "aws_lambda_function" "recipes" {
  function_name = "recipes"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "recipes.zip"
}

resource "aws_api_gateway_rest_api" "recipes" {
  name = "recipes"
}

resource "aws_api_gateway_resource" "recipes" {
  rest_api_id = aws_api_gateway_rest_api.recipes.id
  parent_id   = aws_api_gateway_rest_api.recipes.root_resource_id
  path_part   = "recipes"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.recipes.id
  resource_id   = aws_api_gateway_resource.recipes.id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.cooks.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.recipes.id
  resource_id             = aws_api_gateway_resource.recipes.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.recipes.invoke_arn
}

resource "aws_api_gateway_authorizer" "cooks" {
  rest_api_id     = aws_api_gateway_rest_api.recipes.id
  name            = "cooks"
  type            = "COGNITO_USER_POOLS"
  provider_arns   = [var.user_pool_arn]
  identity_source = ""
}
