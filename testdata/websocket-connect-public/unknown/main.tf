variable "lambda_role_arn" {
  type = string
}

variable "connect_authorization" {
  type = string
}

resource "aws_apigatewayv2_api" "rooms" {
  name                       = "rooms"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.rooms.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.rooms.id}"
  authorization_type = var.connect_authorization
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.rooms.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.rooms.id}"
}

resource "aws_apigatewayv2_integration" "rooms" {
  api_id           = aws_apigatewayv2_api.rooms.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.rooms.invoke_arn
}

resource "aws_lambda_function" "rooms" {
  function_name = "rooms"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "rooms.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "rooms-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "rooms-authorizer.zip"
}

resource "aws_apigatewayv2_authorizer" "residents" {
  api_id           = aws_apigatewayv2_api.rooms.id
  name             = "residents"
  authorizer_type  = "REQUEST"
  authorizer_uri   = aws_lambda_function.authorizer.invoke_arn
  identity_sources = ["route.request.querystring.token"]
}
