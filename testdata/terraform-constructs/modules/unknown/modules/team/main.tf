module "api" {
  source         = "../api"
  for_each       = var.apis
  authorizer     = each.value
  authorizer_uri = var.authorizer_uri
}

variable "apis" {}

variable "authorizer_uri" {}
