variable "lambda_role_arn" {
  type = string
}

variable "issuer" {
  type = string
}

resource "aws_apigatewayv2_api" "tickets" {
  name          = "tickets"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.tickets.id
  route_key          = "DELETE /tickets"
  target             = "integrations/${aws_apigatewayv2_integration.tickets.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.visitors.id
}

resource "aws_apigatewayv2_integration" "tickets" {
  api_id                 = aws_apigatewayv2_api.tickets.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.tickets.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_lambda_function" "tickets" {
  function_name = "tickets"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "tickets.zip"
}

resource "aws_apigatewayv2_authorizer" "visitors" {
  api_id           = aws_apigatewayv2_api.tickets.id
  name             = "visitors"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = var.issuer
    audience = ["tickets"]
  }
}
