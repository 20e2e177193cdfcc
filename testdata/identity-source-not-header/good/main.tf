variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "podcasts-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "podcasts-authorizer.zip"
}

resource "aws_lambda_function" "podcasts" {
  function_name = "podcasts"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "podcasts.zip"
}

resource "aws_api_gateway_rest_api" "podcasts" {
  name = "podcasts"
}

resource "aws_api_gateway_resource" "podcasts" {
  rest_api_id = aws_api_gateway_rest_api.podcasts.id
  parent_id   = aws_api_gateway_rest_api.podcasts.root_resource_id
  path_part   = "podcasts"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.podcasts.id
  resource_id   = aws_api_gateway_resource.podcasts.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.listeners.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.podcasts.id
  resource_id             = aws_api_gateway_resource.podcasts.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.podcasts.invoke_arn
}

resource "aws_api_gateway_authorizer" "listeners" {
  rest_api_id     = aws_api_gateway_rest_api.podcasts.id
  name            = "listeners"
  authorizer_uri  = aws_lambda_function.authorizer.invoke_arn
  type            = "TOKEN"
  identity_source = "method.request.header.Authorization"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.podcasts.execution_arn}/authorizers/${aws_api_gateway_authorizer.listeners.id}"
}
