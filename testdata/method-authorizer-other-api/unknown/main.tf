variable "lambda_role_arn" {
  type = string
}

variable "api_id" {
  type = string
}

resource "aws_api_gateway_rest_api" "photos" {
  name = "photos"
}

resource "aws_api_gateway_resource" "photos" {
  rest_api_id = aws_api_gateway_rest_api.photos.id
  parent_id   = aws_api_gateway_rest_api.photos.root_resource_id
  path_part   = "photos"
}

resource "aws_api_gateway_method" "upload" {
  rest_api_id   = aws_api_gateway_rest_api.photos.id
  resource_id   = aws_api_gateway_resource.photos.id
  http_method   = "POST"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.owners.id
}

resource "aws_api_gateway_integration" "upload" {
  rest_api_id             = aws_api_gateway_rest_api.photos.id
  resource_id             = aws_api_gateway_resource.photos.id
  http_method             = aws_api_gateway_method.upload.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.photos.invoke_arn
}

resource "aws_lambda_function" "photos" {
  function_name = "photos"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "photos.zip"
}

resource "aws_api_gateway_rest_api" "archive" {
  name = "archive"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "photos-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "photos-authorizer.zip"
}

resource "aws_api_gateway_authorizer" "owners" {
  rest_api_id                      = var.api_id
  name                             = "owners"
  authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn
  authorizer_result_ttl_in_seconds = 0
}
