variable "lambda_role_arn" {
  type = string
}

variable "payload_version" {
  type = string
}

resource "aws_apigatewayv2_api" "posts" {
  name          = "posts"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "publish" {
  api_id             = aws_apigatewayv2_api.posts.id
  route_key          = "POST /posts"
  target             = "integrations/${aws_apigatewayv2_integration.posts.id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.editors.id
}

resource "aws_apigatewayv2_integration" "posts" {
  api_id                 = aws_apigatewayv2_api.posts.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.posts.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_lambda_function" "posts" {
  function_name = "posts"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "posts.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "posts-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "posts-authorizer.zip"
}

resource "aws_apigatewayv2_authorizer" "editors" {
  api_id                            = aws_apigatewayv2_api.posts.id
  name                              = "editors"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.authorizer.invoke_arn
  identity_sources                  = ["$request.header.Authorization"]
  authorizer_payload_format_version = var.payload_version
  enable_simple_responses           = true
}
