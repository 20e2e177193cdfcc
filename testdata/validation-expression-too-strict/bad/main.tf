variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "meters-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "meters-authorizer.zip"
}

resource "aws_lambda_function" "meters" {
  function_name = "meters"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "meters.zip"
}

resource "aws_api_gateway_rest_api" "meters" {
  name = "meters"
}

resource "aws_api_gateway_resource" "readings" {
  rest_api_id = aws_api_gateway_rest_api.meters.id
  parent_id   = aws_api_gateway_rest_api.meters.root_resource_id
  path_part   = "readings"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.meters.id
  resource_id   = aws_api_gateway_resource.readings.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.tokens.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.meters.id
  resource_id             = aws_api_gateway_resource.readings.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.meters.invoke_arn
}

resource "aws_api_gateway_authorizer" "tokens" {
  rest_api_id                    = aws_api_gateway_rest_api.meters.id
  name                           = "tokens"
  authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn
  identity_validation_expression = "^[A-Za-z0-9]+$"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.meters.execution_arn}/authorizers/${aws_api_gateway_authorizer.tokens.id}"
}
