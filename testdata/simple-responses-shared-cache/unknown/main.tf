variable "simple_responses" {
  type = bool
}

variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "wallets-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "wallets-authorizer.zip"
}

resource "aws_lambda_function" "wallets" {
  function_name = "wallets"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "wallets.zip"
}

resource "aws_apigatewayv2_api" "wallets" {
  name          = "wallets"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "holders" {
  api_id                            = aws_apigatewayv2_api.wallets.id
  name                              = "holders"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn
  authorizer_payload_format_version = "2.0"
  identity_sources                  = ["$request.header.Authorization"]
  enable_simple_responses           = var.simple_responses
}

resource "aws_apigatewayv2_integration" "wallets" {
  api_id                 = aws_apigatewayv2_api.wallets.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.wallets.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.wallets.id
  route_key          = "GET /wallets"
  target             = "integrations/${aws_apigatewayv2_integration.wallets.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.holders.id
}

resource "aws_apigatewayv2_route" "create" {
  api_id             = aws_apigatewayv2_api.wallets.id
  route_key          = "POST /wallets"
  target             = "integrations/${aws_apigatewayv2_integration.wallets.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.holders.id
}

resource "aws_apigatewayv2_route" "clear" {
  api_id             = aws_apigatewayv2_api.wallets.id
  route_key          = "DELETE /wallets"
  target             = "integrations/${aws_apigatewayv2_integration.wallets.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.holders.id
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.wallets.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.holders.id}"
}
