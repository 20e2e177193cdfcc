locals {
  functions = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions"
}

module "api" {
  source   = "./modules/api"
  for_each = { shop = "callers" }

  name           = each.key
  authorizer     = each.value
  authorizer_uri = "${local.functions}/arn:aws:lambda:eu-west-1:111122223333:function:${each.value}/invocations"
  cache_seconds  = 60

  methods = [
    { path = ["items"], verb = "GET" },
    { path = ["items"], verb = "POST", api_key = true },
    { path = ["items", "{id}"], verb = "GET", public = true },
  ]
}
