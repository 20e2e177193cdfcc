resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.session.id
}

resource "aws_api_gateway_method" "create" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.orders.id
  http_method   = "POST"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.session.id
}

resource "aws_api_gateway_authorizer" "session" {
  name                             = "session"
  type                             = "TOKEN"
  rest_api_id                      = aws_api_gateway_rest_api.orders.id
  authorizer_uri                   = aws_lambda_function.session.invoke_arn
  authorizer_result_ttl_in_seconds = 300
}

resource "aws_lambda_function" "session" {
  function_name = "session"
  filename      = data.archive_file.session.output_path
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  role          = aws_iam_role.session.arn
}

data "archive_file" "session" {
  type        = "zip"
  source_dir  = "${path.module}/authorizer"
  output_path = "${path.module}/session.zip"
}

resource "aws_lambda_permission" "session" {
  function_name = aws_lambda_function.session.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/authorizers/*"
}

resource "aws_iam_role" "session" {
  name = "session"

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}
