resource "aws_api_gateway_rest_api" "orders" {
  name = "Orders"
  body = jsonencode({
    openapi = "3.0.1"
    info = {
      title = "Orders"
      version = "1"
    }
    security = [{
      Token = []
    }]
    "x-amazon-apigateway-gateway-responses" = {
      UNAUTHORIZED = {
        statusCode = 401
        responseParameters = {
          "gatewayresponse.header.Access-Control-Allow-Origin" = "'*'"
        }
      }
    }
    paths = {
      "/orders" = {
        get = {
          security = [{
            Request = []
          }]
          "x-amazon-apigateway-integration" = {
            type = "mock"
          }
        }
        post = {
          "x-amazon-apigateway-integration" = {
            type = "mock"
          }
        }
        options = {
          security = []
          "x-amazon-apigateway-integration" = {
            type = "mock"
          }
        }
      }
      "/orders/{id}" = {
        get = {
          security = [{
            Pool = ["orders.read"]
          }]
          "x-amazon-apigateway-integration" = {
            type = "mock"
          }
        }
        delete = {
          security = [{
            Token = []
          }]
          "x-amazon-apigateway-integration" = {
            type = "mock"
          }
        }
      }
    }
    components = {
      securitySchemes = {
        Token = {
          type = "apiKey"
          name = "Authorization"
          in = "header"
          "x-amazon-apigateway-authtype" = "custom"
          "x-amazon-apigateway-authorizer" = {
            type = "token"
            authorizerUri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:judge/invocations"
            authorizerResultTtlInSeconds = 60
            identityValidationExpression = "^[Bb]earer [-0-9A-Za-z._~+/]+=*$"
          }
        }
        Request = {
          type = "apiKey"
          name = "Unused"
          in = "header"
          "x-amazon-apigateway-authtype" = "custom"
          "x-amazon-apigateway-authorizer" = {
            type = "request"
            identitySource = "method.request.header.Authorization, context.path"
            authorizerUri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:judge/invocations"
            authorizerResultTtlInSeconds = 0
          }
        }
        Pool = {
          type = "apiKey"
          name = "Authorization"
          in = "header"
          "x-amazon-apigateway-authtype" = "cognito_user_pools"
          "x-amazon-apigateway-authorizer" = {
            type = "cognito_user_pools"
            providerARNs = ["arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI"]
          }
        }
      }
    }
  })
}
