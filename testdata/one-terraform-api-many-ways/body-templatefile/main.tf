variable "cache_seconds" {
  type    = number
  default = 60
}

resource "aws_api_gateway_rest_api" "shop" {
  name = "shop"
  body = templatefile("${path.module}/api.yaml.tftpl", {
    authorizer_uri = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:callers/invocations"
    cache_seconds  = var.cache_seconds
    verbs          = { get = ["callers"], post = ["callers", "key"] }
  })
}
