variable "version_of_openapi" {
  type = string
}

resource "aws_apigatewayv2_api" "parcels" {
  name          = "parcels"
  protocol_type = "HTTP"

  body = jsonencode({
    openapi = var.version_of_openapi
    info    = { title = "parcels", version = "1" }
    paths = {
      "/parcels" = {
        get = {
          x-amazon-apigateway-integration = {
            type                 = "http_proxy"
            httpMethod           = "GET"
            payloadFormatVersion = "1.0"
            uri                  = "https://parcels.example.com/parcels"
          }
        }
      }
    }
  })
}
