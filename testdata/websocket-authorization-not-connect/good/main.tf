variable "lambda_role_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "moves" {
  name                       = "moves"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.moves.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.moves.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.players.id
}

resource "aws_apigatewayv2_route" "move" {
  api_id    = aws_apigatewayv2_api.moves.id
  route_key = "move"
  target    = "integrations/${aws_apigatewayv2_integration.moves.id}"
}

resource "aws_apigatewayv2_integration" "moves" {
  api_id           = aws_apigatewayv2_api.moves.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.moves.invoke_arn
}

resource "aws_lambda_function" "moves" {
  function_name = "moves"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "moves.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "moves-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "moves-authorizer.zip"
}

resource "aws_apigatewayv2_authorizer" "players" {
  api_id           = aws_apigatewayv2_api.moves.id
  name             = "players"
  authorizer_type  = "REQUEST"
  authorizer_uri   = aws_lambda_function.authorizer.invoke_arn
  identity_sources = ["route.request.querystring.token"]
}
