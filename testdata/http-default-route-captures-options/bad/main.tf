resource "aws_apigatewayv2_api" "magazine" {
  name          = "magazine"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://app.example.com"]
    allow_methods = ["*"]
    allow_headers = ["Content-Type", "Authorization"]
  }
}

resource "aws_apigatewayv2_authorizer" "subscribers" {
  api_id           = aws_apigatewayv2_api.magazine.id
  name             = "subscribers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1Cd2Ef3"
    audience = ["2ab3cd4ef5"]
  }
}

resource "aws_apigatewayv2_integration" "magazine" {
  api_id             = aws_apigatewayv2_api.magazine.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://backend.example.com"
}

resource "aws_apigatewayv2_route" "default" {
  api_id    = aws_apigatewayv2_api.magazine.id
  route_key = "$default"
  target    = "integrations/${aws_apigatewayv2_integration.magazine.id}"

  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.subscribers.id
}
