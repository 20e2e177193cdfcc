resource "aws_api_gateway_rest_api" "rota" {
  name = "rota"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Allow"
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

resource "aws_api_gateway_resource" "rota" {
  rest_api_id = aws_api_gateway_rest_api.rota.id
  parent_id   = aws_api_gateway_rest_api.rota.root_resource_id
  path_part   = "rota"
}

resource "aws_api_gateway_method" "get_rota" {
  rest_api_id   = aws_api_gateway_rest_api.rota.id
  resource_id   = aws_api_gateway_resource.rota.id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.staff.id
}

resource "aws_api_gateway_integration" "get_rota" {
  rest_api_id             = aws_api_gateway_rest_api.rota.id
  resource_id             = aws_api_gateway_resource.rota.id
  http_method             = aws_api_gateway_method.get_rota.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/rota"
}

resource "aws_api_gateway_authorizer" "staff" {
  rest_api_id   = aws_api_gateway_rest_api.rota.id
  name          = "staff"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Ab1Cd2Ef3"]
}
