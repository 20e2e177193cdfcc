variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "check" {
  function_name = "check-badge"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "check.zip"
}

resource "aws_apigatewayv2_api" "doors" {
  name          = "doors"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "badges" {
  api_id                            = aws_apigatewayv2_api.doors.id
  name                              = "badges"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.check.invoke_arn
  authorizer_payload_format_version = "2.0"
  identity_sources                  = ["$request.header.X-Badge"]
}

resource "aws_apigatewayv2_route" "open" {
  api_id             = aws_apigatewayv2_api.doors.id
  route_key          = "POST /doors/{id}/open"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.badges.id
}

resource "aws_lambda_permission" "check" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.check.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.doors.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.badges.id}"
}
