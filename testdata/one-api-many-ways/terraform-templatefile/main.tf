resource "aws_api_gateway_rest_api" "orders" {
  name = "Orders"
  body = templatefile("${path.module}/api.yaml", {
    authorizer_uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:judge/invocations"
  })
}
