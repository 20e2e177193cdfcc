resource "aws_api_gateway_rest_api" "archive" {
  name = "archive"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = "execute-api:Invoke"
        Resource = "execute-api:/*"
      },
    ]
  })
}

resource "aws_api_gateway_resource" "archive" {
  rest_api_id = aws_api_gateway_rest_api.archive.id
  parent_id   = aws_api_gateway_rest_api.archive.root_resource_id
  path_part   = "archive"
}

resource "aws_api_gateway_method" "get_archive" {
  rest_api_id   = aws_api_gateway_rest_api.archive.id
  resource_id   = aws_api_gateway_resource.archive.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "get_archive" {
  rest_api_id             = aws_api_gateway_rest_api.archive.id
  resource_id             = aws_api_gateway_resource.archive.id
  http_method             = aws_api_gateway_method.get_archive.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/archive"
}
