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
}

variable "authorizer_uri" {
  type = string
}

variable "ttl" {
  type = number
}
