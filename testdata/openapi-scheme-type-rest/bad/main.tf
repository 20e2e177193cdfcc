resource "aws_api_gateway_rest_api" "loans" {
  name = "loans"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "loans", version = "1" }
    paths = {
      "/loans" = {
        get  = { security = [{ readers = [] }], x-amazon-apigateway-integration = { type = "mock" } }
        post = { security = [{ readers = [] }], x-amazon-apigateway-integration = { type = "mock" } }
      }
    }
    components = {
      securitySchemes = {
        readers = {
          type   = "http"
          scheme = "bearer"
          x-amazon-apigateway-authorizer = {
            type         = "cognito_user_pools"
            providerARNs = [aws_cognito_user_pool.readers.arn]
          }
        }
      }
    }
  })
}

resource "aws_cognito_user_pool" "readers" {
  name = "readers"
}
