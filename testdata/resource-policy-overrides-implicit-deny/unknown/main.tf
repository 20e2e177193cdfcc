variable "effect" {
  type = string
}

resource "aws_api_gateway_rest_api" "contracts" {
  name = "contracts"

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

resource "aws_api_gateway_resource" "contracts" {
  rest_api_id = aws_api_gateway_rest_api.contracts.id
  parent_id   = aws_api_gateway_rest_api.contracts.root_resource_id
  path_part   = "contracts"
}

resource "aws_api_gateway_method" "get_contracts" {
  rest_api_id   = aws_api_gateway_rest_api.contracts.id
  resource_id   = aws_api_gateway_resource.contracts.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.tenants.id
}

resource "aws_api_gateway_integration" "get_contracts" {
  rest_api_id             = aws_api_gateway_rest_api.contracts.id
  resource_id             = aws_api_gateway_resource.contracts.id
  http_method             = aws_api_gateway_method.get_contracts.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/contracts"
}

resource "aws_api_gateway_authorizer" "tenants" {
  rest_api_id                      = aws_api_gateway_rest_api.contracts.id
  name                             = "tenants"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:contracts-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}
