resource "aws_api_gateway_rest_api" "fleet" {
  name = "fleet"
}

resource "aws_api_gateway_resource" "vehicles" {
  rest_api_id = aws_api_gateway_rest_api.fleet.id
  parent_id   = aws_api_gateway_rest_api.fleet.root_resource_id
  path_part   = "vehicles"
}

resource "aws_api_gateway_method" "get_vehicles" {
  rest_api_id   = aws_api_gateway_rest_api.fleet.id
  resource_id   = aws_api_gateway_resource.vehicles.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.drivers.id
}

resource "aws_api_gateway_integration" "get_vehicles" {
  rest_api_id             = aws_api_gateway_rest_api.fleet.id
  resource_id             = aws_api_gateway_resource.vehicles.id
  http_method             = aws_api_gateway_method.get_vehicles.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/vehicles"
}

resource "aws_api_gateway_authorizer" "drivers" {
  rest_api_id                      = aws_api_gateway_rest_api.fleet.id
  name                             = "drivers"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:fleet-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_api_gateway_gateway_response" "default_4xx" {
  rest_api_id   = aws_api_gateway_rest_api.fleet.id
  response_type = "DEFAULT_4XX"

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'https://fleet.example.com'"
  }
}

resource "aws_api_gateway_gateway_response" "failed" {
  rest_api_id   = aws_api_gateway_rest_api.fleet.id
  response_type = "DEFAULT_5XX"

  response_templates = {
    "application/json" = "{\"message\":\"Please try again\"}"
  }
}
