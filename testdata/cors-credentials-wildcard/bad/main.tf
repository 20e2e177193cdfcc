resource "aws_apigatewayv2_api" "wishes" {
  name          = "wishes"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins     = ["*"]
    allow_methods     = ["GET", "POST"]
    allow_headers     = ["Content-Type", "Authorization"]
    allow_credentials = true
  }
}

resource "aws_apigatewayv2_authorizer" "customers" {
  api_id           = aws_apigatewayv2_api.wishes.id
  name             = "customers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1Cd2Ef3"
    audience = ["2ab3cd4ef5"]
  }
}

resource "aws_apigatewayv2_integration" "wishes" {
  api_id             = aws_apigatewayv2_api.wishes.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://backend.example.com"
}

resource "aws_apigatewayv2_route" "get_wishes" {
  api_id    = aws_apigatewayv2_api.wishes.id
  route_key = "GET /wishes"
  target    = "integrations/${aws_apigatewayv2_integration.wishes.id}"

  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.customers.id
}
