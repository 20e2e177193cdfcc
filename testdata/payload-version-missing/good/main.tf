variable "lambda_role_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "trips" {
  name          = "trips"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.trips.id
  route_key          = "GET /trips"
  target             = "integrations/${aws_apigatewayv2_integration.trips.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.guides.id
}

resource "aws_apigatewayv2_integration" "trips" {
  api_id                 = aws_apigatewayv2_api.trips.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.trips.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_lambda_function" "trips" {
  function_name = "trips"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "trips.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "trips-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "trips-authorizer.zip"
}

resource "aws_apigatewayv2_authorizer" "guides" {
  api_id                            = aws_apigatewayv2_api.trips.id
  name                              = "guides"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn
  identity_sources                  = ["$request.header.Authorization"]
  authorizer_payload_format_version = "2.0"
}
