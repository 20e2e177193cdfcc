variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "gate" {
  function_name = "parking-gate"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "gate.handler"
  filename      = "gate.zip"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.gate.function_name
  function_version = aws_lambda_function.gate.version
}

resource "aws_api_gateway_rest_api" "parking" {
  name = "parking"
}

resource "aws_api_gateway_resource" "spaces" {
  rest_api_id = aws_api_gateway_rest_api.parking.id
  parent_id   = aws_api_gateway_rest_api.parking.root_resource_id
  path_part   = "spaces"
}

resource "aws_api_gateway_method" "book" {
  rest_api_id   = aws_api_gateway_rest_api.parking.id
  resource_id   = aws_api_gateway_resource.spaces.id
  http_method   = "POST"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.gate.id
}

resource "aws_api_gateway_authorizer" "gate" {
  rest_api_id                      = aws_api_gateway_rest_api.parking.id
  name                             = "gate"
  authorizer_uri                   = aws_lambda_alias.live.invoke_arn
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_lambda_permission" "gate" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.gate.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.parking.execution_arn}/authorizers/${aws_api_gateway_authorizer.gate.id}"
}
