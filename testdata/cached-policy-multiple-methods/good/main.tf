variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "wiki-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "wiki-authorizer.zip"
}

resource "aws_lambda_function" "wiki" {
  function_name = "wiki"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "wiki.zip"
}

resource "aws_api_gateway_rest_api" "wiki" {
  name = "wiki"
}

resource "aws_api_gateway_resource" "pages" {
  rest_api_id = aws_api_gateway_rest_api.wiki.id
  parent_id   = aws_api_gateway_rest_api.wiki.root_resource_id
  path_part   = "pages"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.wiki.id
  resource_id   = aws_api_gateway_resource.pages.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.editors.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id             = aws_api_gateway_rest_api.wiki.id
  resource_id             = aws_api_gateway_resource.pages.id
  http_method             = aws_api_gateway_method.list.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.wiki.invoke_arn
}

resource "aws_api_gateway_method" "create" {
  rest_api_id   = aws_api_gateway_rest_api.wiki.id
  resource_id   = aws_api_gateway_resource.pages.id
  http_method   = "POST"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.editors.id
}

resource "aws_api_gateway_integration" "create" {
  rest_api_id             = aws_api_gateway_rest_api.wiki.id
  resource_id             = aws_api_gateway_resource.pages.id
  http_method             = aws_api_gateway_method.create.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.wiki.invoke_arn
}

resource "aws_api_gateway_authorizer" "editors" {
  rest_api_id                      = aws_api_gateway_rest_api.wiki.id
  name                             = "editors"
  authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.wiki.execution_arn}/authorizers/${aws_api_gateway_authorizer.editors.id}"
}
