resource "aws_apigatewayv2_api" "tickets" {
  name          = "tickets"
  protocol_type = "HTTP"

  dynamic "cors_configuration" {
    for_each = [["https://tickets.example.com"]]
    content {
      allow_origins = cors_configuration.value
      allow_headers = ["authorization"]
    }
  }
}

resource "aws_apigatewayv2_authorizer" "callers" {
  name                              = "callers"
  api_id                            = aws_apigatewayv2_api.tickets.id
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = var.authorizer_uri
  authorizer_payload_format_version = "2.0"
  enable_simple_responses           = true
  identity_sources                  = ["method.request.header.Authorization"]
}

resource "aws_apigatewayv2_authorizer" "staff" {
  name             = "staff"
  api_id           = aws_apigatewayv2_api.tickets.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://cognito-idp.eu-west-1.amazonaws.com/${aws_cognito_user_pool.staff.id}"
    audience = [aws_cognito_user_pool_client.staff.id]
  }
}

resource "aws_apigatewayv2_route" "buy" {
  api_id             = aws_apigatewayv2_api.tickets.id
  route_key          = "POST /tickets"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.callers.id
}

resource "aws_apigatewayv2_route" "refund" {
  api_id               = aws_apigatewayv2_api.tickets.id
  route_key            = "POST /refunds"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.staff.id
  authorization_scopes = ["tickets/refund"]
}

resource "aws_apigatewayv2_stage" "live" {
  api_id      = aws_apigatewayv2_api.tickets.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_cognito_user_pool" "staff" {
  name = "staff"
}

resource "aws_cognito_user_pool_client" "staff" {
  name         = "staff"
  user_pool_id = aws_cognito_user_pool.staff.id
}

variable "authorizer_uri" {
  type = string
}
