variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "memberships-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "memberships-authorizer.zip"
}

resource "aws_lambda_function" "memberships" {
  function_name = "memberships"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "memberships.zip"
}

resource "aws_api_gateway_rest_api" "memberships" {
  name = "memberships"
}

resource "aws_api_gateway_resource" "memberships" {
  rest_api_id = aws_api_gateway_rest_api.memberships.id
  parent_id   = aws_api_gateway_rest_api.memberships.root_resource_id
  path_part   = "memberships"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.memberships.id
  resource_id   = aws_api_gateway_resource.memberships.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.members.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.memberships.id
  resource_id             = aws_api_gateway_resource.memberships.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.memberships.invoke_arn
}

resource "aws_api_gateway_authorizer" "members" {
  rest_api_id                      = aws_api_gateway_rest_api.memberships.id
  name                             = "members"
  authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn
  type                             = "TOKEN"
  authorizer_result_ttl_in_seconds = 300
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.memberships.execution_arn}/authorizers/${aws_api_gateway_authorizer.members.id}"
}
