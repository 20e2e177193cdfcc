variable "security" {
  type = any
}

resource "aws_api_gateway_rest_api" "tickets" {
  name = "tickets"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "tickets", version = "1" }
    paths = {
      "/tickets" = {
        get = {
          security                        = var.security
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
    components = {
      securitySchemes = {
        staff = {
          type = "apiKey"
          name = "Authorization"
          in   = "header"
          x-amazon-apigateway-authorizer = {
            type         = "cognito_user_pools"
            providerARNs = ["arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_AbCdEfGhI"]
          }
        }
        signed = {
          type                         = "apiKey"
          name                         = "Authorization"
          in                           = "header"
          x-amazon-apigateway-authtype = "awsSigv4"
        }
      }
    }
  })
}
