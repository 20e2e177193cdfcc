variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "menus-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "menus-authorizer.zip"
}

resource "aws_lambda_function" "menus" {
  function_name = "menus"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "menus.zip"
}

resource "aws_apigatewayv2_api" "menus" {
  name          = "menus"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "waiters" {
  api_id                            = aws_apigatewayv2_api.menus.id
  name                              = "waiters"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn
  authorizer_payload_format_version = "2.0"
  identity_sources                  = ["$request.header.Authorization", "$context.routeKey"]
  authorizer_result_ttl_in_seconds  = 300
}

resource "aws_apigatewayv2_integration" "menus" {
  api_id                 = aws_apigatewayv2_api.menus.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.menus.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.menus.id
  route_key          = "GET /menus"
  target             = "integrations/${aws_apigatewayv2_integration.menus.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.waiters.id
}

resource "aws_apigatewayv2_route" "create" {
  api_id             = aws_apigatewayv2_api.menus.id
  route_key          = "POST /menus"
  target             = "integrations/${aws_apigatewayv2_integration.menus.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.waiters.id
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.menus.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.waiters.id}"
}
