resource "aws_api_gateway_rest_api" "invoices" {
  name = "invoices"
}

resource "aws_api_gateway_resource" "invoices" {
  rest_api_id = aws_api_gateway_rest_api.invoices.id
  parent_id   = aws_api_gateway_rest_api.invoices.root_resource_id
  path_part   = "invoices"
}

resource "aws_api_gateway_method" "get_invoices" {
  rest_api_id   = aws_api_gateway_rest_api.invoices.id
  resource_id   = aws_api_gateway_resource.invoices.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.clerks.id
}

resource "aws_api_gateway_integration" "get_invoices" {
  rest_api_id             = aws_api_gateway_rest_api.invoices.id
  resource_id             = aws_api_gateway_resource.invoices.id
  http_method             = aws_api_gateway_method.get_invoices.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/invoices"
}

resource "aws_api_gateway_authorizer" "clerks" {
  rest_api_id                      = aws_api_gateway_rest_api.invoices.id
  name                             = "clerks"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:invoices-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_api_gateway_gateway_response" "refused" {
  rest_api_id   = aws_api_gateway_rest_api.invoices.id
  response_type = "DEFAULT_4XX"
  status_code   = "4XX"

  response_templates = {
    "application/json" = "{\"message\":\"Please sign in\",\"type\":\"$context.error.responseType\"}"
  }
}
