module "team" {
  source         = "./modules/team"
  authorizer_uri = var.authorizer_uri

  apis = {
    web    = { ttl = 300 }
    mobile = { ttl = 7200 }
  }
}

variable "authorizer_uri" {
  type = string
}
