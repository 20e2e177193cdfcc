variable "lambda_role_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "stamps" {
  name          = "stamps"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.stamps.id
  route_key          = "GET /stamps"
  target             = "integrations/${aws_apigatewayv2_integration.stamps.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.collectors.id
}

resource "aws_apigatewayv2_integration" "stamps" {
  api_id                 = aws_apigatewayv2_api.stamps.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.stamps.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_lambda_function" "stamps" {
  function_name = "stamps"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "stamps.zip"
}

resource "aws_apigatewayv2_authorizer" "collectors" {
  api_id           = aws_apigatewayv2_api.stamps.id
  name             = "collectors"
  authorizer_type  = "JWT"
  identity_sources = ["$request.querystring.token"]

  jwt_configuration {
    issuer   = "https://login.example.com/"
    audience = ["stamps"]
  }
}
