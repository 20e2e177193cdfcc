variable "name" {
  type    = string
  default = "shop"
}

variable "authorizer" {
  type = object({
    kind     = optional(string, "token")
    function = string
    ttl      = optional(number)
  })
  default = {
    function = "callers"
    ttl      = 60
  }
}

locals {
  region  = "eu-west-1"
  account = join("", ["1111", "2222", "3333"])
  lambda  = format("arn:aws:lambda:%s:%s:function:%s", local.region, local.account, var.authorizer.function)
  header  = "Authorization"
  scheme  = "Bearer"

  methods = {
    list = { verb = "GET", on = aws_api_gateway_resource.items.id, guarded = true }
    buy  = { verb = "POST", on = aws_api_gateway_resource.items.id, guarded = true, key = true }
    look = { verb = "GET", on = aws_api_gateway_resource.item["id"].id, guarded = false }
  }
}

resource "aws_api_gateway_rest_api" "shop" {
  name = var.name
}

resource "aws_api_gateway_authorizer" "callers" {
  name                             = var.authorizer.function
  rest_api_id                      = aws_api_gateway_rest_api.shop.id
  type                             = upper(var.authorizer.kind)
  authorizer_uri                   = "arn:aws:apigateway:${local.region}:lambda:path/2015-03-31/functions/${local.lambda}/invocations"
  identity_source                  = "method.request.header.${local.header}"
  identity_validation_expression   = "^[Bb]${trimprefix(local.scheme, "B")} [-0-9A-Za-z._~+/]+=*$"
  authorizer_result_ttl_in_seconds = coalesce(var.authorizer.ttl, 300)
}

resource "aws_api_gateway_resource" "items" {
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_rest_api.shop.root_resource_id
  path_part   = "items"
}

resource "aws_api_gateway_resource" "item" {
  for_each    = toset(["id"])
  rest_api_id = aws_api_gateway_rest_api.shop.id
  parent_id   = aws_api_gateway_resource.items.id
  path_part   = "{${each.key}}"
}

resource "aws_api_gateway_method" "all" {
  for_each         = local.methods
  rest_api_id      = aws_api_gateway_rest_api.shop.id
  resource_id      = each.value.on
  http_method      = each.value.verb
  authorization    = each.value.guarded ? "CUSTOM" : "NONE"
  authorizer_id    = each.value.guarded ? aws_api_gateway_authorizer.callers.id : null
  api_key_required = try(each.value.key, false)
}

resource "aws_api_gateway_gateway_response" "all" {
  for_each      = { UNAUTHORIZED = 401 }
  rest_api_id   = aws_api_gateway_rest_api.shop.id
  response_type = each.key
  status_code   = tostring(each.value)
  response_parameters = {
    for header, value in { WWW-Authenticate = local.scheme } : "gatewayresponse.header.${header}" => "'${value}'"
  }
}
