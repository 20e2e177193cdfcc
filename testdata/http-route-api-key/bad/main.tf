variable "lambda_role_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "quotes" {
  name          = "quotes"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "list" {
  api_id           = aws_apigatewayv2_api.quotes.id
  route_key        = "GET /quotes"
  target           = "integrations/${aws_apigatewayv2_integration.quotes.id}"
  api_key_required = true
}

resource "aws_apigatewayv2_integration" "quotes" {
  api_id                 = aws_apigatewayv2_api.quotes.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.quotes.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_lambda_function" "quotes" {
  function_name = "quotes"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "quotes.zip"
}
