variable "lambda_role_arn" {
  type = string
}

variable "other_source" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "photos-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "photos-authorizer.zip"
}

resource "aws_lambda_function" "photos" {
  function_name = "photos"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "photos.zip"
}

resource "aws_api_gateway_rest_api" "photos" {
  name = "photos"
}

resource "aws_api_gateway_resource" "photos" {
  rest_api_id = aws_api_gateway_rest_api.photos.id
  parent_id   = aws_api_gateway_rest_api.photos.root_resource_id
  path_part   = "photos"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.photos.id
  resource_id   = aws_api_gateway_resource.photos.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.owners.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.photos.id
  resource_id             = aws_api_gateway_resource.photos.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.photos.invoke_arn
}

resource "aws_api_gateway_authorizer" "owners" {
  rest_api_id     = aws_api_gateway_rest_api.photos.id
  name            = "owners"
  authorizer_uri  = aws_lambda_function.authorizer.invoke_arn
  type            = "REQUEST"
  identity_source = "method.request.header.Authorization,method.request.${var.other_source}"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.photos.execution_arn}/authorizers/${aws_api_gateway_authorizer.owners.id}"
}
