resource "aws_apigatewayv2_api" "orders" {
  name          = "orders"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "list" {
  api_id             = aws_apigatewayv2_api.orders.id
  route_key          = "GET /orders"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.session.id
}

resource "aws_apigatewayv2_authorizer" "session" {
  name                              = "session"
  api_id                            = aws_apigatewayv2_api.orders.id
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.session.invoke_arn
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  identity_sources                  = ["$request.header.Authorization"]
}

resource "aws_lambda_function" "session" {
  function_name = "session"
  filename      = data.archive_file.session.output_path
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = "arn:aws:iam::111122223333:role/session"
}

data "archive_file" "session" {
  type        = "zip"
  source_dir  = "${path.module}/authorizer"
  output_path = "${path.module}/session.zip"
}
