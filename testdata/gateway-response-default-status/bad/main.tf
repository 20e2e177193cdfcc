resource "aws_api_gateway_rest_api" "parcels" {
  name = "parcels"
}

resource "aws_api_gateway_resource" "parcels" {
  rest_api_id = aws_api_gateway_rest_api.parcels.id
  parent_id   = aws_api_gateway_rest_api.parcels.root_resource_id
  path_part   = "parcels"
}

resource "aws_api_gateway_method" "get_parcels" {
  rest_api_id   = aws_api_gateway_rest_api.parcels.id
  resource_id   = aws_api_gateway_resource.parcels.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.couriers.id
}

resource "aws_api_gateway_integration" "get_parcels" {
  rest_api_id             = aws_api_gateway_rest_api.parcels.id
  resource_id             = aws_api_gateway_resource.parcels.id
  http_method             = aws_api_gateway_method.get_parcels.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/parcels"
}

resource "aws_api_gateway_authorizer" "couriers" {
  rest_api_id                      = aws_api_gateway_rest_api.parcels.id
  name                             = "couriers"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:parcels-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_api_gateway_gateway_response" "default_4xx" {
  rest_api_id   = aws_api_gateway_rest_api.parcels.id
  response_type = "DEFAULT_4XX"
  status_code   = "400"

  response_templates = {
    "application/json" = "{\"message\":$context.error.messageString}"
  }
}
