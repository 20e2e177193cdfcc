variable "lambda_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "parcels" {
  name = "parcels"
}

resource "aws_api_gateway_resource" "parcels" {
  rest_api_id = aws_api_gateway_rest_api.parcels.id
  parent_id   = aws_api_gateway_rest_api.parcels.root_resource_id
  path_part   = "parcels"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.parcels.id
  resource_id   = aws_api_gateway_resource.parcels.id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.customers.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.parcels.id
  resource_id             = aws_api_gateway_resource.parcels.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.parcels.invoke_arn
}

resource "aws_lambda_function" "parcels" {
  function_name = "parcels"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "parcels.zip"
}

resource "aws_cognito_user_pool" "customers" {
  name = "customers"
}

resource "aws_api_gateway_authorizer" "customers" {
  rest_api_id   = aws_api_gateway_rest_api.parcels.id
  name          = "customers"
  type          = "COGNITO_USER_POOLS"
  provider_arns = [aws_cognito_user_pool.customers.arn]
}
