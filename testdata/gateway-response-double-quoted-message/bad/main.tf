resource "aws_api_gateway_rest_api" "library" {
  name = "library"
}

resource "aws_api_gateway_resource" "loans" {
  rest_api_id = aws_api_gateway_rest_api.library.id
  parent_id   = aws_api_gateway_rest_api.library.root_resource_id
  path_part   = "loans"
}

resource "aws_api_gateway_method" "get_loans" {
  rest_api_id   = aws_api_gateway_rest_api.library.id
  resource_id   = aws_api_gateway_resource.loans.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.readers.id
}

resource "aws_api_gateway_integration" "get_loans" {
  rest_api_id             = aws_api_gateway_rest_api.library.id
  resource_id             = aws_api_gateway_resource.loans.id
  http_method             = aws_api_gateway_method.get_loans.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/loans"
}

resource "aws_api_gateway_authorizer" "readers" {
  rest_api_id                      = aws_api_gateway_rest_api.library.id
  name                             = "readers"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:library-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_api_gateway_gateway_response" "default_4xx" {
  rest_api_id   = aws_api_gateway_rest_api.library.id
  response_type = "DEFAULT_4XX"

  response_templates = {
    "application/json" = "{\"message\":\"$context.error.messageString\",\"requestId\":\"$context.requestId\"}"
  }
}
