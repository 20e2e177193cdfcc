resource "aws_api_gateway_rest_api" "trips" {
  name = "trips"
}

resource "aws_api_gateway_resource" "trips" {
  rest_api_id = aws_api_gateway_rest_api.trips.id
  parent_id   = aws_api_gateway_rest_api.trips.root_resource_id
  path_part   = "trips"
}

resource "aws_api_gateway_method" "any_trips" {
  rest_api_id   = aws_api_gateway_rest_api.trips.id
  resource_id   = aws_api_gateway_resource.trips.id
  http_method   = "ANY"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.planners.id
}

resource "aws_api_gateway_integration" "any_trips" {
  rest_api_id             = aws_api_gateway_rest_api.trips.id
  resource_id             = aws_api_gateway_resource.trips.id
  http_method             = aws_api_gateway_method.any_trips.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "ANY"
  uri                     = "https://backend.example.com/trips"
}

resource "aws_api_gateway_method" "options_trips" {
  rest_api_id   = aws_api_gateway_rest_api.trips.id
  resource_id   = aws_api_gateway_resource.trips.id
  http_method   = "OPTIONS"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "options_trips" {
  rest_api_id = aws_api_gateway_rest_api.trips.id
  resource_id = aws_api_gateway_resource.trips.id
  http_method = aws_api_gateway_method.options_trips.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_authorizer" "planners" {
  rest_api_id                      = aws_api_gateway_rest_api.trips.id
  name                             = "planners"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:trips-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_api_gateway_gateway_response" "default_4xx" {
  rest_api_id   = aws_api_gateway_rest_api.trips.id
  response_type = "DEFAULT_4XX"

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'https://planner.example.com'"
  }
}

resource "aws_api_gateway_gateway_response" "default_5xx" {
  rest_api_id   = aws_api_gateway_rest_api.trips.id
  response_type = "DEFAULT_5XX"

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'https://planner.example.com'"
  }
}
