variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "payouts-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "payouts-authorizer.zip"
}

resource "aws_lambda_function" "payouts" {
  function_name = "payouts"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "payouts.zip"
}

resource "aws_api_gateway_rest_api" "payouts" {
  name = "payouts"
}

resource "aws_api_gateway_resource" "payouts" {
  rest_api_id = aws_api_gateway_rest_api.payouts.id
  parent_id   = aws_api_gateway_rest_api.payouts.root_resource_id
  path_part   = "payouts"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.payouts.id
  resource_id   = aws_api_gateway_resource.payouts.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.partners.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.payouts.id
  resource_id             = aws_api_gateway_resource.payouts.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.payouts.invoke_arn
}

resource "aws_api_gateway_authorizer" "partners" {
  rest_api_id     = aws_api_gateway_rest_api.payouts.id
  name            = "partners"
  authorizer_uri  = aws_lambda_function.authorizer.invoke_arn
  type            = "REQUEST"
  identity_source = "context.stage,stageVariables.tenant"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.payouts.execution_arn}/authorizers/${aws_api_gateway_authorizer.partners.id}"
}
