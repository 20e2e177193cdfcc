# The stage moves to the new deployment before the old one goes.
resource "aws_api_gateway_rest_api" "parcels" {
  name = "parcels"
}

resource "aws_api_gateway_resource" "parcel" {
  rest_api_id = aws_api_gateway_rest_api.parcels.id
  parent_id   = aws_api_gateway_rest_api.parcels.root_resource_id
  path_part   = "parcel"
}

resource "aws_api_gateway_method" "track" {
  rest_api_id   = aws_api_gateway_rest_api.parcels.id
  resource_id   = aws_api_gateway_resource.parcel.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "track" {
  rest_api_id = aws_api_gateway_rest_api.parcels.id
  resource_id = aws_api_gateway_resource.parcel.id
  http_method = aws_api_gateway_method.track.http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.parcels.id

  triggers = {
    redeployment = sha1(jsonencode([aws_api_gateway_method.track, aws_api_gateway_integration.track]))
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
