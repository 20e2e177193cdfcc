variable "response_type" {
  type = string
}

resource "aws_api_gateway_rest_api" "rooms" {
  name = "rooms"
}

resource "aws_api_gateway_resource" "rooms" {
  rest_api_id = aws_api_gateway_rest_api.rooms.id
  parent_id   = aws_api_gateway_rest_api.rooms.root_resource_id
  path_part   = "rooms"
}

resource "aws_api_gateway_method" "get_rooms" {
  rest_api_id   = aws_api_gateway_rest_api.rooms.id
  resource_id   = aws_api_gateway_resource.rooms.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.guests.id
}

resource "aws_api_gateway_integration" "get_rooms" {
  rest_api_id             = aws_api_gateway_rest_api.rooms.id
  resource_id             = aws_api_gateway_resource.rooms.id
  http_method             = aws_api_gateway_method.get_rooms.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/rooms"
}

resource "aws_api_gateway_authorizer" "guests" {
  rest_api_id                      = aws_api_gateway_rest_api.rooms.id
  name                             = "guests"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:rooms-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_api_gateway_gateway_response" "default_4xx" {
  rest_api_id   = aws_api_gateway_rest_api.rooms.id
  response_type = "DEFAULT_4XX"

  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'https://desk.example.com'"
  }
}

resource "aws_api_gateway_gateway_response" "refusal" {
  rest_api_id   = aws_api_gateway_rest_api.rooms.id
  response_type = var.response_type

  response_templates = {
    "application/json" = "{\"error\":$context.error.messageString,\"login\":\"https://login.example.com\"}"
  }
}
