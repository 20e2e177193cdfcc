resource "aws_api_gateway_rest_api" "ledger" {
  name = "ledger"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect    = "Deny"
        Principal = "*"
        Action    = "execute-api:Invoke"
        Resource  = "execute-api:/*"
        Condition = { NotIpAddress = { "aws:VpcSourceIp" = "10.20.0.0/16" } }
      },
    ]
  })
}

resource "aws_api_gateway_resource" "ledger" {
  rest_api_id = aws_api_gateway_rest_api.ledger.id
  parent_id   = aws_api_gateway_rest_api.ledger.root_resource_id
  path_part   = "ledger"
}

resource "aws_api_gateway_method" "get_ledger" {
  rest_api_id   = aws_api_gateway_rest_api.ledger.id
  resource_id   = aws_api_gateway_resource.ledger.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.auditors.id
}

resource "aws_api_gateway_integration" "get_ledger" {
  rest_api_id             = aws_api_gateway_rest_api.ledger.id
  resource_id             = aws_api_gateway_resource.ledger.id
  http_method             = aws_api_gateway_method.get_ledger.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/ledger"
}

resource "aws_api_gateway_authorizer" "auditors" {
  rest_api_id                      = aws_api_gateway_rest_api.ledger.id
  name                             = "auditors"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:ledger-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}
