variable "effect" {
  type = string
}

resource "aws_api_gateway_rest_api" "intranet" {
  name = "intranet"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = var.effect
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
      },
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = { NotIpAddress = { "aws:SourceIp" = "198.51.100.0/24" } }
      },
    ]
  })
}

resource "aws_api_gateway_resource" "news" {
  rest_api_id = aws_api_gateway_rest_api.intranet.id
  parent_id   = aws_api_gateway_rest_api.intranet.root_resource_id
  path_part   = "news"
}

resource "aws_api_gateway_method" "get_news" {
  rest_api_id   = aws_api_gateway_rest_api.intranet.id
  resource_id   = aws_api_gateway_resource.news.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "get_news" {
  rest_api_id             = aws_api_gateway_rest_api.intranet.id
  resource_id             = aws_api_gateway_resource.news.id
  http_method             = aws_api_gateway_method.get_news.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/news"
}
