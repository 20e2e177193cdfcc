variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "library-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "library-authorizer.zip"
}

resource "aws_lambda_function" "library" {
  function_name = "library"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "library.zip"
}

resource "aws_api_gateway_rest_api" "library" {
  name = "library"
}

resource "aws_api_gateway_resource" "loans" {
  rest_api_id = aws_api_gateway_rest_api.library.id
  parent_id   = aws_api_gateway_rest_api.library.root_resource_id
  path_part   = "loans"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.library.id
  resource_id   = aws_api_gateway_resource.loans.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.tokens.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.library.id
  resource_id             = aws_api_gateway_resource.loans.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.library.invoke_arn
}

resource "aws_api_gateway_authorizer" "tokens" {
  rest_api_id                    = aws_api_gateway_rest_api.library.id
  name                           = "tokens"
  authorizer_uri                 = aws_lambda_function.authorizer.invoke_arn
  identity_validation_expression = "^[Bb]earer [A-Za-z0-9._~+/-]+=*$"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.library.execution_arn}/authorizers/${aws_api_gateway_authorizer.tokens.id}"
}
