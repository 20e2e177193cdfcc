resource "aws_api_gateway_rest_api" "payroll" {
  name = "payroll"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

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
        Condition = { StringNotEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f67890" } }
      },
    ]
  })
}

resource "aws_api_gateway_resource" "payroll" {
  rest_api_id = aws_api_gateway_rest_api.payroll.id
  parent_id   = aws_api_gateway_rest_api.payroll.root_resource_id
  path_part   = "payroll"
}

resource "aws_api_gateway_method" "get_payroll" {
  rest_api_id   = aws_api_gateway_rest_api.payroll.id
  resource_id   = aws_api_gateway_resource.payroll.id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.accountants.id
}

resource "aws_api_gateway_integration" "get_payroll" {
  rest_api_id             = aws_api_gateway_rest_api.payroll.id
  resource_id             = aws_api_gateway_resource.payroll.id
  http_method             = aws_api_gateway_method.get_payroll.http_method
  type                    = "HTTP_PROXY"
  integration_http_method = "GET"
  uri                     = "https://backend.example.com/payroll"
}

resource "aws_api_gateway_authorizer" "accountants" {
  rest_api_id                      = aws_api_gateway_rest_api.payroll.id
  name                             = "accountants"
  authorizer_uri                   = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:payroll-authorizer/invocations"
  authorizer_result_ttl_in_seconds = 0
}
