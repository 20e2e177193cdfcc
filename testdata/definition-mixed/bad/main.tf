resource "aws_api_gateway_rest_api" "meters" {
  name = "meters"

  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "meters", version = "1" }
    paths = {
      "/meters" = {
        get = {
          security                        = [{ signed = [] }]
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
    components = {
      securitySchemes = {
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

resource "aws_api_gateway_gateway_response" "denied" {
  rest_api_id   = aws_api_gateway_rest_api.meters.id
  response_type = "ACCESS_DENIED"
  response_parameters = {
    "gatewayresponse.header.Access-Control-Allow-Origin" = "'https://meters.example.com'"
  }
}

resource "aws_api_gateway_deployment" "meters" {
  rest_api_id = aws_api_gateway_rest_api.meters.id
  triggers    = { definition = sha1(aws_api_gateway_rest_api.meters.body) }
}
