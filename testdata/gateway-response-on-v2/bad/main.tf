resource "aws_apigatewayv2_api" "menu" {
  name          = "menu"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "diners" {
  api_id           = aws_apigatewayv2_api.menu.id
  name             = "diners"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]

  jwt_configuration {
    issuer   = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Ab1Cd2Ef3"
    audience = ["2ab3cd4ef5"]
  }
}

resource "aws_apigatewayv2_integration" "menu" {
  api_id             = aws_apigatewayv2_api.menu.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "https://backend.example.com"
}

resource "aws_apigatewayv2_route" "get_menu" {
  api_id    = aws_apigatewayv2_api.menu.id
  route_key = "GET /menu"
  target    = "integrations/${aws_apigatewayv2_integration.menu.id}"

  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.diners.id
}

resource "aws_api_gateway_gateway_response" "unauthorized" {
  rest_api_id   = aws_apigatewayv2_api.menu.id
  response_type = "UNAUTHORIZED"

  response_templates = {
    "application/json" = "{\"message\":\"Please sign in\"}"
  }
}
