variable "lambda_role_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "votes" {
  name                       = "votes"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.votes.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.votes.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.voters.id
}

resource "aws_apigatewayv2_integration" "votes" {
  api_id           = aws_apigatewayv2_api.votes.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.votes.invoke_arn
}

resource "aws_lambda_function" "votes" {
  function_name = "votes"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "votes.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "votes-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "votes-authorizer.zip"
}

resource "aws_apigatewayv2_authorizer" "voters" {
  api_id                           = aws_apigatewayv2_api.votes.id
  name                             = "voters"
  authorizer_type                  = "REQUEST"
  authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn
  identity_sources                 = ["route.request.querystring.token"]
  authorizer_result_ttl_in_seconds = 300
}
