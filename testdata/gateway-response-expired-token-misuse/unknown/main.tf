variable "response_type" {
  type = string
}

resource "aws_api_gateway_rest_api" "clinic" {
  name = "clinic"
}

resource "aws_api_gateway_resource" "appointments" {
  rest_api_id = aws_api_gateway_rest_api.clinic.id
  parent_id   = aws_api_gateway_rest_api.clinic.root_resource_id
  path_part   = "appointments"
}

resource "aws_api_gateway_method" "get_appointments" {
  rest_api_id   = aws_api_gateway_rest_api.clinic.id
  resource_id   = aws_api_gateway_resource.appointments.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.patients.id
}

resource "aws_api_gateway_integration" "get_appointments" {
  rest_api_id             = aws_api_gateway_rest_api.clinic.id
  resource_id             = aws_api_gateway_resource.appointments.id
  http_method             = aws_api_gateway_method.get_appointments.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/appointments"
}

resource "aws_api_gateway_authorizer" "patients" {
  rest_api_id                      = aws_api_gateway_rest_api.clinic.id
  name                             = "patients"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:clinic-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}

resource "aws_api_gateway_gateway_response" "expired_token" {
  rest_api_id   = aws_api_gateway_rest_api.clinic.id
  response_type = "EXPIRED_TOKEN"

  response_templates = {
    "application/json" = "{\"message\":\"Your session has expired, please sign in again\"}"
  }
}

resource "aws_api_gateway_gateway_response" "refusal" {
  rest_api_id   = aws_api_gateway_rest_api.clinic.id
  response_type = var.response_type

  response_templates = {
    "application/json" = "{\"message\":\"Your session has expired, please sign in again\"}"
  }
}
