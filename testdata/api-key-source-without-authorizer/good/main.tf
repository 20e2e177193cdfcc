variable "lambda_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "prices" {
  name           = "prices"
  api_key_source = "HEADER"
}

resource "aws_api_gateway_resource" "prices" {
  rest_api_id = aws_api_gateway_rest_api.prices.id
  parent_id   = aws_api_gateway_rest_api.prices.root_resource_id
  path_part   = "prices"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id      = aws_api_gateway_rest_api.prices.id
  resource_id      = aws_api_gateway_resource.prices.id
  http_method      = "GET"
  authorization    = "NONE"
  api_key_required = true
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.prices.id
  resource_id             = aws_api_gateway_resource.prices.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.prices.invoke_arn
}

resource "aws_lambda_function" "prices" {
  function_name = "prices"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "prices.zip"
}
