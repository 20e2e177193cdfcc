resource "aws_api_gateway_rest_api" "landing" {
  name = "landing"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/prod/GET"
      },
    ]
  })
}

resource "aws_api_gateway_method" "get_root" {
  rest_api_id   = aws_api_gateway_rest_api.landing.id
  resource_id   = aws_api_gateway_rest_api.landing.root_resource_id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "get_root" {
  rest_api_id             = aws_api_gateway_rest_api.landing.id
  resource_id             = aws_api_gateway_rest_api.landing.root_resource_id
  http_method             = aws_api_gateway_method.get_root.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/"
}
