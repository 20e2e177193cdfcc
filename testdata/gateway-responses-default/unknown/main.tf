variable "response_type" {
  type = string
}

variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "ledger-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "ledger-authorizer.zip"
}

resource "aws_lambda_function" "ledger" {
  function_name = "ledger"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "ledger.zip"
}

resource "aws_api_gateway_rest_api" "ledger" {
  name = "ledger"
}

resource "aws_api_gateway_resource" "entries" {
  rest_api_id = aws_api_gateway_rest_api.ledger.id
  parent_id   = aws_api_gateway_rest_api.ledger.root_resource_id
  path_part   = "entries"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.ledger.id
  resource_id   = aws_api_gateway_resource.entries.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.clerks.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.ledger.id
  resource_id             = aws_api_gateway_resource.entries.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.ledger.invoke_arn
}

resource "aws_api_gateway_authorizer" "clerks" {
  rest_api_id                      = aws_api_gateway_rest_api.ledger.id
  name                             = "clerks"
  authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.ledger.execution_arn}/authorizers/${aws_api_gateway_authorizer.clerks.id}"
}

resource "aws_api_gateway_gateway_response" "error" {
  rest_api_id   = aws_api_gateway_rest_api.ledger.id
  response_type = var.response_type

  response_templates = {
    "application/json" = "{\"message\":$context.error.messageString,\"type\":\"$context.error.responseType\"}"
  }
}
