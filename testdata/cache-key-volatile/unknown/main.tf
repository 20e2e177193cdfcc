variable "lambda_role_arn" {
  type = string
}

variable "more" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "tickets-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "tickets-authorizer.zip"
}

resource "aws_lambda_function" "tickets" {
  function_name = "tickets"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "tickets.zip"
}

resource "aws_api_gateway_rest_api" "tickets" {
  name = "tickets"
}

resource "aws_api_gateway_resource" "tickets" {
  rest_api_id = aws_api_gateway_rest_api.tickets.id
  parent_id   = aws_api_gateway_rest_api.tickets.root_resource_id
  path_part   = "tickets"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.tickets.id
  resource_id   = aws_api_gateway_resource.tickets.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.agents.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.tickets.id
  resource_id             = aws_api_gateway_resource.tickets.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.tickets.invoke_arn
}

resource "aws_api_gateway_authorizer" "agents" {
  rest_api_id                      = aws_api_gateway_rest_api.tickets.id
  name                             = "agents"
  authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn
  type                             = "REQUEST"
  identity_source                  = "method.request.header.Authorization,context.${var.more}"
  authorizer_result_ttl_in_seconds = 300
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.tickets.execution_arn}/authorizers/${aws_api_gateway_authorizer.agents.id}"
}
