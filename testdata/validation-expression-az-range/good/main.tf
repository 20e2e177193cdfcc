variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "garage-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "garage-authorizer.zip"
}

resource "aws_lambda_function" "garage" {
  function_name = "garage"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "garage.zip"
}

resource "aws_api_gateway_rest_api" "garage" {
  name = "garage"
}

resource "aws_api_gateway_resource" "repairs" {
  rest_api_id = aws_api_gateway_rest_api.garage.id
  parent_id   = aws_api_gateway_rest_api.garage.root_resource_id
  path_part   = "repairs"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.garage.id
  resource_id   = aws_api_gateway_resource.repairs.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.tokens.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.garage.id
  resource_id             = aws_api_gateway_resource.repairs.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.garage.invoke_arn
}

resource "aws_api_gateway_authorizer" "tokens" {
  rest_api_id                    = aws_api_gateway_rest_api.garage.id
  name                           = "tokens"
  authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn
  identity_validation_expression = "^[Bb]earer [-0-9a-zA-Z_\\.]+$"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.garage.execution_arn}/authorizers/${aws_api_gateway_authorizer.tokens.id}"
}
