variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "downloads-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "downloads-authorizer.zip"
}

resource "aws_lambda_function" "downloads" {
  function_name = "downloads"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "downloads.zip"
}

resource "aws_api_gateway_rest_api" "downloads" {
  name = "downloads"
}

resource "aws_api_gateway_resource" "report" {
  rest_api_id = aws_api_gateway_rest_api.downloads.id
  parent_id   = aws_api_gateway_rest_api.downloads.root_resource_id
  path_part   = "report"
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.downloads.id
  resource_id   = aws_api_gateway_resource.report.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.link.id
}

resource "aws_api_gateway_integration" "get" {
  rest_api_id             = aws_api_gateway_rest_api.downloads.id
  resource_id             = aws_api_gateway_resource.report.id
  http_method             = aws_api_gateway_method.get.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.downloads.invoke_arn
}

resource "aws_api_gateway_authorizer" "link" {
  rest_api_id    = aws_api_gateway_rest_api.downloads.id
  name           = "link"
  authorizer_uri = aws_lambda_function.authorizer.invoke_arn
  type           = "REQUEST"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.downloads.execution_arn}/authorizers/${aws_api_gateway_authorizer.link.id}"
}
