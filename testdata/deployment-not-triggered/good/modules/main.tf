# Each endpoint is a module that gives back a hash of what it has.
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

  triggers = {
    redeployment = sha1(join(",", [module.sales.hash, module.stock.hash]))
  }

  lifecycle {
    create_before_destroy = true
  }
}
