variable "endpoint" {
  type = string
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"

  endpoint_configuration {
    types = [var.endpoint]
  }
}
