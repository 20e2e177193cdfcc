variable "partner" {
  type = string
}

resource "aws_api_gateway_rest_api" "stock" {
  name = "stock"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
        Principal = { AWS = var.partner }
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
      },
    ]
  })
}

resource "aws_api_gateway_resource" "stock" {
  rest_api_id = aws_api_gateway_rest_api.stock.id
  parent_id   = aws_api_gateway_rest_api.stock.root_resource_id
  path_part   = "stock"
}

resource "aws_api_gateway_method" "get_stock" {
  rest_api_id   = aws_api_gateway_rest_api.stock.id
  resource_id   = aws_api_gateway_resource.stock.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "get_stock" {
  rest_api_id             = aws_api_gateway_rest_api.stock.id
  resource_id             = aws_api_gateway_resource.stock.id
  http_method             = aws_api_gateway_method.get_stock.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/stock"
}
