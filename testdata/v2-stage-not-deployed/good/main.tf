# The stage follows every change.
resource "aws_apigatewayv2_api" "radio" {
  name          = "radio"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_integration" "radio" {
  api_id             = aws_apigatewayv2_api.radio.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://radio.example.com/"
}

resource "aws_apigatewayv2_route" "listen" {
  api_id    = aws_apigatewayv2_api.radio.id
  route_key = "GET /listen"
  target    = "integrations/${aws_apigatewayv2_integration.radio.id}"
}

resource "aws_apigatewayv2_stage" "live" {
  api_id = aws_apigatewayv2_api.radio.id
  name   = "live"
  auto_deploy = true
}
