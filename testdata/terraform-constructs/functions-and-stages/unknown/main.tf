resource "aws_api_gateway_rest_api" "tickets" {
  name = "tickets"

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
      Condition = { StringNotEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f67890" } }
    }]
  })
}

resource "aws_api_gateway_authorizer" "callers" {
  name                             = "callers"
  rest_api_id                      = aws_api_gateway_rest_api.tickets.id
  authorizer_uri                   = aws_lambda_alias.live.invoke_arn
  authorizer_result_ttl_in_seconds = 300
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.tickets.id
  resource_id   = aws_api_gateway_rest_api.tickets.root_resource_id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.callers.id
}

resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id         = aws_api_gateway_rest_api.tickets.id
  response_type       = "ACCESS_DENIED"
  response_parameters = { "gatewayresponse.header.X-Reason" = "'policy'" }
  response_templates  = { "application/json" = "{\"message\":$context.error.messageString}" }
}

resource "aws_api_gateway_deployment" "tickets" {
  rest_api_id = aws_api_gateway_rest_api.tickets.id
  triggers    = { redeployment = sha1(jsonencode([aws_api_gateway_method.list, aws_api_gateway_authorizer.callers, aws_api_gateway_gateway_response.denied, aws_api_gateway_rest_api.tickets.policy])) }
  depends_on  = [aws_api_gateway_method.list]

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.tickets.id
  deployment_id = aws_api_gateway_deployment.tickets.id
  stage_name    = "live"
  variables     = { backend = "blue" }
}

resource "aws_lambda_function" "callers" {
  function_name = "callers"
  role          = "arn:aws:iam::111122223333:role/callers"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "callers.zip"
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.callers.function_name
  function_version = "1"
}

resource "aws_lambda_permission" "callers" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.callers.function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = var.source_arn
}

variable "source_arn" {
  type = string
}
