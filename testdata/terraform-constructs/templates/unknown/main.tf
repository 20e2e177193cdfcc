data "template_file" "api" {
  template = file("${path.module}/api.yaml.tpl")
  vars = {
    title   = "tickets"
    uri     = var.authorizer_uri
    ttl     = var.ttl
    guarded = jsonencode(["/tickets"])
  }
}

resource "aws_api_gateway_rest_api" "tickets" {
  name = "tickets"
  body = data.template_file.api.rendered

  endpoint_configuration {
    types = ["PRIVATE"]
  }

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Deny"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
      Condition = { StringNotEquals = { "aws:SourceVpce" = "vpce-0a1b2c3d4e5f67890" } }
    }]
  })
}

variable "authorizer_uri" {
  type = string
}

variable "ttl" {
  type = number
}
