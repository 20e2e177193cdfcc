variable "lambda_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "wishes" {
  name = "wishes"
}

resource "aws_api_gateway_resource" "wishes" {
  rest_api_id = aws_api_gateway_rest_api.wishes.id
  parent_id   = aws_api_gateway_rest_api.wishes.root_resource_id
  path_part   = "wishes"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.wishes.id
  resource_id   = aws_api_gateway_resource.wishes.id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.members.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.wishes.id
  resource_id             = aws_api_gateway_resource.wishes.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.wishes.invoke_arn
}

resource "aws_lambda_function" "wishes" {
  function_name = "wishes"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "wishes.zip"
}

resource "aws_cognito_user_pool" "members" {
  name = "members"
}

resource "aws_api_gateway_authorizer" "members" {
  rest_api_id   = aws_api_gateway_rest_api.wishes.id
  name          = "members"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.members.arn]
}
