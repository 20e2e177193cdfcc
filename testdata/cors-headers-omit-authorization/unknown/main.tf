variable "allowed_headers" {
  type = list(string)
}

resource "aws_apigatewayv2_api" "wallet" {
  name          = "wallet"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://pay.example.com"]
    allow_methods = ["GET", "POST"]
    allow_headers = var.allowed_headers
  }
}

resource "aws_apigatewayv2_authorizer" "payers" {
  api_id           = aws_apigatewayv2_api.wallet.id
  name             = "payers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1Cd2Ef3"
    audience = ["2ab3cd4ef5"]
  }
}

resource "aws_apigatewayv2_integration" "wallet" {
  api_id             = aws_apigatewayv2_api.wallet.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://backend.example.com"
}

resource "aws_apigatewayv2_route" "get_wallet" {
  api_id    = aws_apigatewayv2_api.wallet.id
  route_key = "GET /wallet"
  target    = "integrations/${aws_apigatewayv2_integration.wallet.id}"

  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.payers.id
}
