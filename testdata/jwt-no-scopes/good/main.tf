variable "lambda_role_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "meters" {
  name          = "meters"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.meters.id
  route_key          = "GET /meters"
  target             = "integrations/${aws_apigatewayv2_integration.meters.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.tenants.id

  authorization_scopes = ["meters.read"]
}

resource "aws_apigatewayv2_integration" "meters" {
  api_id                 = aws_apigatewayv2_api.meters.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.meters.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_lambda_function" "meters" {
  function_name = "meters"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "meters.zip"
}

resource "aws_apigatewayv2_authorizer" "tenants" {
  api_id           = aws_apigatewayv2_api.meters.id
  name             = "tenants"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://login.example.com/"
    audience = ["meters"]
  }
}
