variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "maps-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "maps-authorizer.zip"
}

resource "aws_lambda_function" "maps" {
  function_name = "maps"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "maps.zip"
}

resource "aws_api_gateway_rest_api" "maps" {
  name = "maps"
}

resource "aws_api_gateway_resource" "tiles" {
  rest_api_id = aws_api_gateway_rest_api.maps.id
  parent_id   = aws_api_gateway_rest_api.maps.root_resource_id
  path_part   = "tiles"
}

resource "aws_api_gateway_method" "get" {
  rest_api_id   = aws_api_gateway_rest_api.maps.id
  resource_id   = aws_api_gateway_resource.tiles.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.viewers.id
}

resource "aws_api_gateway_integration" "get" {
  rest_api_id             = aws_api_gateway_rest_api.maps.id
  resource_id             = aws_api_gateway_resource.tiles.id
  http_method             = aws_api_gateway_method.get.http_method
  type                    = "AWS_PROXY"
  integration_http_method = "POST"
  uri                     = aws_lambda_function.maps.invoke_arn
}

resource "aws_api_gateway_method" "preflight" {
  rest_api_id   = aws_api_gateway_rest_api.maps.id
  resource_id   = aws_api_gateway_resource.tiles.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "preflight" {
  rest_api_id = aws_api_gateway_rest_api.maps.id
  resource_id = aws_api_gateway_resource.tiles.id
  http_method = aws_api_gateway_method.preflight.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_authorizer" "viewers" {
  rest_api_id                      = aws_api_gateway_rest_api.maps.id
  name                             = "viewers"
  authorizer_uri                   = aws_lambda_function.authorizer.invoke_arn
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.maps.execution_arn}/authorizers/${aws_api_gateway_authorizer.viewers.id}"
}

resource "aws_api_gateway_gateway_response" "client_errors" {
  rest_api_id   = aws_api_gateway_rest_api.maps.id
  response_type = "DEFAULT_4XX"

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'*'"
  }
}
