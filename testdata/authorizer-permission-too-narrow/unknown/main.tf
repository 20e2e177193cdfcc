variable "source_arn" {
  type = string
}

variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "sensors" {
  function_name = "sensors"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "sensors.zip"
}

resource "aws_api_gateway_rest_api" "sensors" {
  name = "sensors"
}

resource "aws_api_gateway_resource" "sensors" {
  rest_api_id = aws_api_gateway_rest_api.sensors.id
  parent_id   = aws_api_gateway_rest_api.sensors.root_resource_id
  path_part   = "sensors"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.sensors.id
  resource_id   = aws_api_gateway_resource.sensors.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.devices.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.sensors.id
  resource_id             = aws_api_gateway_resource.sensors.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.sensors.invoke_arn
}

resource "aws_api_gateway_authorizer" "devices" {
  rest_api_id                      = aws_api_gateway_rest_api.sensors.id
  name                             = "devices"
  authorizer_uri                   = aws_lambda_function.sensors.invoke_arn
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_lambda_permission" "api" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.sensors.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = var.source_arn
}
