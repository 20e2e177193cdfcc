variable "lambda_role_arn" {
  type = string
}

resource "aws_apigatewayv2_api" "plants" {
  name          = "plants"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.plants.id
  route_key          = "POST /plants"
  target             = "integrations/${aws_apigatewayv2_integration.plants.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.gardeners.id
}

resource "aws_apigatewayv2_integration" "plants" {
  api_id                 = aws_apigatewayv2_api.plants.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.plants.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_lambda_function" "plants" {
  function_name = "plants"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "plants.zip"
}

resource "aws_apigatewayv2_authorizer" "gardeners" {
  api_id           = aws_apigatewayv2_api.plants.id
  name             = "gardeners"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.gardeners.endpoint}"
    audience = ["plants"]
  }
}

resource "aws_cognito_user_pool" "gardeners" {
  name = "gardeners"
}
