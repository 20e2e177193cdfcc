resource "aws_api_gateway_rest_api" "rooms" {
  name = "rooms"

  body = <<-YAML
    openapi: 3.0.1
    info: {title: rooms, version: "1"}
    paths:
      /rooms:
        post:
          security:
            - guest: []
          x-amazon-apigateway-integration: {type: mock}
    components:
      securitySchemes:
        guests:
          type: apiKey
          name: Authorization
          in: header
          x-amazon-apigateway-authorizer:
            type: token
            authorizerUri: ${aws_lambda_function.guests.invoke_arn}
  YAML
}

resource "aws_lambda_function" "guests" {
  function_name = "guests"
  role          = "arn:aws:iam::111122223333:role/guests"
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "guests.zip"
}
