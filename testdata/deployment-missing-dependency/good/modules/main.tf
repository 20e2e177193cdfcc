# The deployment waits for all that the modules have.
resource "aws_api_gateway_rest_api" "kiosk" {
  name = "kiosk"
}

module "sales" {
  source = "./endpoint"
  api    = aws_api_gateway_rest_api.kiosk.id
  parent = aws_api_gateway_rest_api.kiosk.root_resource_id
  part   = "sales"
}

module "stock" {
  source = "./endpoint"
  api    = aws_api_gateway_rest_api.kiosk.id
  parent = aws_api_gateway_rest_api.kiosk.root_resource_id
  part   = "stock"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.kiosk.id
  depends_on  = [module.sales, module.stock]

  triggers = {
    at = timestamp()
  }

  lifecycle {
    create_before_destroy = true
  }
}
