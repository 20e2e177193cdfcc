variable "lambda_role_arn" {
  type = string
}

resource "aws_api_gateway_rest_api" "racks" {
  name = "racks"
}

resource "aws_api_gateway_resource" "racks" {
  rest_api_id = aws_api_gateway_rest_api.racks.id
  parent_id   = aws_api_gateway_rest_api.racks.root_resource_id
  path_part   = "racks"
}

resource "aws_api_gateway_method" "move" {
  rest_api_id   = aws_api_gateway_rest_api.racks.id
  resource_id   = aws_api_gateway_resource.racks.id
  http_method   = "PUT"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.clerks.id
}

resource "aws_api_gateway_integration" "move" {
  rest_api_id             = aws_api_gateway_rest_api.racks.id
  resource_id             = aws_api_gateway_resource.racks.id
  http_method             = aws_api_gateway_method.move.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.racks.invoke_arn
}

resource "aws_lambda_function" "racks" {
  function_name = "racks"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "racks.zip"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "racks-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "racks-authorizer.zip"
}

resource "aws_api_gateway_authorizer" "clerks" {
  rest_api_id = aws_api_gateway_rest_api.racks.id
  name        = "clerks"
  type        = "TOKEN"
}
