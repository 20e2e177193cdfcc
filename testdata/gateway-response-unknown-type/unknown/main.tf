variable "response_type" {
  type = string
}

resource "aws_api_gateway_rest_api" "tickets" {
  name = "tickets"
}

resource "aws_api_gateway_resource" "tickets" {
  rest_api_id = aws_api_gateway_rest_api.tickets.id
  parent_id   = aws_api_gateway_rest_api.tickets.root_resource_id
  path_part   = "tickets"
}

resource "aws_api_gateway_method" "get_tickets" {
  rest_api_id   = aws_api_gateway_rest_api.tickets.id
  resource_id   = aws_api_gateway_resource.tickets.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.agents.id
}

resource "aws_api_gateway_integration" "get_tickets" {
  rest_api_id             = aws_api_gateway_rest_api.tickets.id
  resource_id             = aws_api_gateway_resource.tickets.id
  http_method             = aws_api_gateway_method.get_tickets.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/tickets"
}

resource "aws_api_gateway_authorizer" "agents" {
  rest_api_id                      = aws_api_gateway_rest_api.tickets.id
  name                             = "agents"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:tickets-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_api_gateway_gateway_response" "refusal" {
  rest_api_id   = aws_api_gateway_rest_api.tickets.id
  response_type = var.response_type

  response_templates = {
    "application/json" = "{\"message\":$context.error.messageString}"
  }
}
