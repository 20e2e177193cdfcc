variable "identity_source" {
  type = string
}

variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "invoices" {
  function_name = "invoices"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "invoices.zip"
}

resource "aws_apigatewayv2_api" "invoices" {
  name          = "invoices"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "customers" {
  api_id           = aws_apigatewayv2_api.invoices.id
  name             = "customers"
  authorizer_type  = "JWT"
  identity_sources = [var.identity_source]

  jwt_configuration {
    issuer   = "https://login.example.com/"
    audience = ["invoices"]
  }
}

resource "aws_apigatewayv2_integration" "invoices" {
  api_id                 = aws_apigatewayv2_api.invoices.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.invoices.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.invoices.id
  route_key          = "GET /invoices"
  target             = "integrations/${aws_apigatewayv2_integration.invoices.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.customers.id
}
