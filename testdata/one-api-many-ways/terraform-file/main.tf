resource "aws_api_gateway_rest_api" "orders" {
  name = "Orders"
  body = file("${path.module}/api.yaml")
}
