module "team" {
  source         = "./modules/team"
  authorizer_uri = var.authorizer_uri

  apis = {
    web    = { ttl = 300 }
    mobile = { ttl = tonumber(data.aws_ssm_parameter.ttl.value) }
  }
}

variable "authorizer_uri" {
  type = string
}

data "aws_ssm_parameter" "ttl" {
  name = "ttl"
}
