# Whether there is a method here is not known, and another configuration may have more.
variable "with_tracking" {
  type = bool
}

resource "aws_api_gateway_rest_api" "parcels" {
  name = "parcels"
}

resource "aws_api_gateway_resource" "parcel" {
  rest_api_id = aws_api_gateway_rest_api.parcels.id
  parent_id   = aws_api_gateway_rest_api.parcels.root_resource_id
  path_part   = "parcel"
}

resource "aws_api_gateway_method" "track" {
  count         = var.with_tracking ? 1 : 0
  rest_api_id   = aws_api_gateway_rest_api.parcels.id
  resource_id   = aws_api_gateway_resource.parcel.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "track" {
  count       = var.with_tracking ? 1 : 0
  rest_api_id = aws_api_gateway_rest_api.parcels.id
  resource_id = aws_api_gateway_resource.parcel.id
  http_method = aws_api_gateway_method.track[0].http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.parcels.id

  triggers = {
    at = timestamp()
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.parcels.id
  deployment_id = aws_api_gateway_deployment.live.id
  stage_name    = "live"
}
