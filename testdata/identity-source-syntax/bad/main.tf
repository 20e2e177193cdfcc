variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "baskets-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "baskets-authorizer.zip"
}

resource "aws_lambda_function" "baskets" {
  function_name = "baskets"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "baskets.zip"
}

resource "aws_api_gateway_rest_api" "baskets" {
  name = "baskets"
}

resource "aws_api_gateway_resource" "baskets" {
  rest_api_id = aws_api_gateway_rest_api.baskets.id
  parent_id   = aws_api_gateway_rest_api.baskets.root_resource_id
  path_part   = "baskets"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.baskets.id
  resource_id   = aws_api_gateway_resource.baskets.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.shoppers.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.baskets.id
  resource_id             = aws_api_gateway_resource.baskets.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.baskets.invoke_arn
}

resource "aws_api_gateway_authorizer" "shoppers" {
  rest_api_id     = aws_api_gateway_rest_api.baskets.id
  name            = "shoppers"
  authorizer_uri  = aws_lambda_function.authorizer.invoke_arn
  type            = "TOKEN"
  identity_source = "Authorization"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.baskets.execution_arn}/authorizers/${aws_api_gateway_authorizer.shoppers.id}"
}
