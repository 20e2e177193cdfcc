variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "accounts" {
  function_name = "accounts"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "accounts.zip"
}

resource "aws_apigatewayv2_api" "accounts" {
  name          = "accounts"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "customers" {
  api_id           = aws_apigatewayv2_api.accounts.id
  name             = "customers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com/"
    audience = ["accounts"]
  }
}

resource "aws_apigatewayv2_integration" "accounts" {
  api_id                 = aws_apigatewayv2_api.accounts.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.accounts.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "update" {
  api_id             = aws_apigatewayv2_api.accounts.id
  route_key          = "PUT /accounts/{id}"
  target             = "integrations/${aws_apigatewayv2_integration.accounts.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.customers.id
}
