variable "lambda_role_arn" {
  type = string
}

variable "first_route" {
  type = string
}

resource "aws_apigatewayv2_api" "boards" {
  name                       = "boards"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "first" {
  api_id    = aws_apigatewayv2_api.boards.id
  route_key = "${var.first_route}"
  target    = "integrations/${aws_apigatewayv2_integration.boards.id}"
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.boards.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.boards.id}"
}

resource "aws_apigatewayv2_integration" "boards" {
  api_id           = aws_apigatewayv2_api.boards.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.boards.invoke_arn
}

resource "aws_lambda_function" "boards" {
  function_name = "boards"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "boards.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "boards-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "boards-authorizer.zip"
}

resource "aws_apigatewayv2_authorizer" "players" {
  api_id           = aws_apigatewayv2_api.boards.id
  name             = "players"
  authorizer_type  = "REQUEST"
  authorizer_uri   = aws_lambda_function.authorizer.invoke_arn
  identity_sources = ["route.request.querystring.token"]
}
