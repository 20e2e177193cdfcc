variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "bookings-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "bookings-authorizer.zip"
}

resource "aws_lambda_function" "bookings" {
  function_name = "bookings"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "bookings.zip"
}

resource "aws_apigatewayv2_api" "bookings" {
  name          = "bookings"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "tenants" {
  api_id                            = aws_apigatewayv2_api.bookings.id
  name                              = "tenants"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn
  authorizer_payload_format_version = "2.0"
  identity_sources                  = ["$request.header.X-Tenant-Token"]
  authorizer_result_ttl_in_seconds  = 60
}

resource "aws_apigatewayv2_integration" "bookings" {
  api_id                 = aws_apigatewayv2_api.bookings.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.bookings.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "create" {
  api_id             = aws_apigatewayv2_api.bookings.id
  route_key          = "POST /bookings"
  target             = "integrations/${aws_apigatewayv2_integration.bookings.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.tenants.id
}
