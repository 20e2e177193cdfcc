# The methods are in the hash, the authorizer and the gateway response are not.
resource "aws_api_gateway_rest_api" "loans" {
  name = "loans"
}

resource "aws_api_gateway_authorizer" "pool" {
  rest_api_id   = aws_api_gateway_rest_api.loans.id
  name          = "pool"
  type          = "COGNITO_USER_POOLS"
  provider_arns = ["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Ab1Cd2Ef3"]
}

resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.loans.id
  response_type = "UNAUTHORIZED"
  response_templates = {
    "application/json" = "{\"message\":$context.error.messageString}"
  }
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.loans.id
  resource_id   = aws_api_gateway_rest_api.loans.root_resource_id
  http_method   = "GET"
  authorization = "COGNITO_USER_POOLS"
  authorizer_id = aws_api_gateway_authorizer.pool.id
}

resource "aws_api_gateway_integration" "list" {
  rest_api_id = aws_api_gateway_rest_api.loans.id
  resource_id = aws_api_gateway_rest_api.loans.root_resource_id
  http_method = aws_api_gateway_method.list.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.loans.id

  triggers = {
    redeployment = sha1(jsonencode([
      aws_api_gateway_method.list.id,
      aws_api_gateway_integration.list.id,
    ]))
  }

  lifecycle {
    create_before_destroy = true
  }
}
