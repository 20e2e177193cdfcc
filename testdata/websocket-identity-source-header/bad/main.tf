variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "chat-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "chat-authorizer.zip"
}

resource "aws_lambda_function" "chat" {
  function_name = "chat"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "chat.zip"
}

resource "aws_apigatewayv2_api" "chat" {
  name                       = "chat"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_authorizer" "members" {
  api_id           = aws_apigatewayv2_api.chat.id
  name             = "members"
  authorizer_type  = "REQUEST"
  authorizer_uri   = aws_lambda_function.authorizer.invoke_arn
  identity_sources = ["route.request.header.Authorization"]
}

resource "aws_apigatewayv2_integration" "chat" {
  api_id           = aws_apigatewayv2_api.chat.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.chat.invoke_arn
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.chat.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.chat.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.members.id
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.chat.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.members.id}"
}
