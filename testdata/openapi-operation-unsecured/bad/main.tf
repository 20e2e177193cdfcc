resource "aws_api_gateway_rest_api" "library" {
  name = "library"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "library", version = "1.0" }
    paths = {
      "/books" = {
        post = {
          responses = {}
          "x-amazon-apigateway-integration" = {
            type       = "http_proxy"
            httpMethod = "POST"
            uri        = "https://library.example.com/books"
          }
        }
      }
    }
    components = {
      securitySchemes = {
        readers = {
          type                           = "apiKey"
          name                           = "Authorization"
          in                             = "header"
          "x-amazon-apigateway-authtype" = "custom"
          "x-amazon-apigateway-authorizer" = {
            type                         = "token"
            authorizerUri                = aws_lambda_function.authorizer.invoke_arn
            authorizerResultTtlInSeconds = 0
          }
        }
      }
    }
  })
}

variable "lambda_role_arn" {
  type = string
}

resource "aws_lambda_function" "authorizer" {
  function_name = "library-authorizer"
  role          = var.lambda_role_arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "authorizer.zip"
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.library.execution_arn}/authorizers/*"
}
