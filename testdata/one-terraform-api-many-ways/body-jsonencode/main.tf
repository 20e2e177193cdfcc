locals {
  guarded = [{ callers = [] }]
  mock    = { x-amazon-apigateway-integration = { type = "mock" } }

  scheme = {
    type                         = "apiKey"
    name                         = "Authorization"
    in                           = "header"
    x-amazon-apigateway-authtype = "custom"
    x-amazon-apigateway-authorizer = {
      type                         = "token"
      authorizerUri                = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:callers/invocations"
      identityValidationExpression = "^[Bb]earer [-0-9A-Za-z._~+/]+=*$"
      authorizerResultTtlInSeconds = 60
    }
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "shop", version = "1" }
    paths = {
      "/items" = {
        get  = merge(local.mock, { security = local.guarded })
        post = merge(local.mock, { security = [merge(local.guarded[0], { key = [] })] })
      }
      "/items/{id}" = { get = local.mock }
    }
    components = {
      securitySchemes = {
        callers = local.scheme
        key     = { type = "apiKey", name = "x-api-key", in = "header" }
      }
    }
    x-amazon-apigateway-gateway-responses = {
      UNAUTHORIZED = {
        statusCode         = 401
        responseParameters = { "gatewayresponse.header.WWW-Authenticate" = "'Bearer'" }
      }
    }
  })
}
