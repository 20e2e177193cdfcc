variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "lessons" {
  function_name = "lessons"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "lessons.zip"
}

resource "aws_apigatewayv2_api" "lessons" {
  name          = "lessons"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "pupils" {
  api_id                           = aws_apigatewayv2_api.lessons.id
  name                             = "pupils"
  authorizer_type                  = "JWT"
  identity_sources                 = ["$request.header.Authorization"]
  authorizer_result_ttl_in_seconds = 300

  jwt_configuration {
    issuer   = "https://login.example.com/"
    audience = ["lessons"]
  }
}

resource "aws_apigatewayv2_integration" "lessons" {
  api_id                 = aws_apigatewayv2_api.lessons.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.lessons.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.lessons.id
  route_key          = "GET /lessons"
  target             = "integrations/${aws_apigatewayv2_integration.lessons.id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.pupils.id
}
