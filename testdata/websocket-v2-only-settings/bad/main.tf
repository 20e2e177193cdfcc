variable "lambda_role_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "auctions" {
  name                       = "auctions"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.auctions.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.auctions.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.bidders.id
}

resource "aws_apigatewayv2_integration" "auctions" {
  api_id           = aws_apigatewayv2_api.auctions.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.auctions.invoke_arn
}

resource "aws_lambda_function" "auctions" {
  function_name = "auctions"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "auctions.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "auctions-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "auctions-authorizer.zip"
}

resource "aws_apigatewayv2_authorizer" "bidders" {
  api_id                            = aws_apigatewayv2_api.auctions.id
  name                              = "bidders"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn
  identity_sources                  = ["route.request.querystring.token"]
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
}
