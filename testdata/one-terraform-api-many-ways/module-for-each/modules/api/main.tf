resource "aws_api_gateway_rest_api" "this" {
  name = var.name
}

resource "aws_api_gateway_authorizer" "callers" {
  name                             = var.authorizer
  rest_api_id                      = aws_api_gateway_rest_api.this.id
  authorizer_uri                   = var.authorizer_uri
  identity_validation_expression   = "^[Bb]earer [-0-9A-Za-z._~+/]+=*$"
  authorizer_result_ttl_in_seconds = var.cache_seconds
}

locals {
  first  = { for method in var.methods : method.path[0] => null... }
  second = { for method in var.methods : join("/", method.path) => method.path if length(method.path) == 2 }
}

resource "aws_api_gateway_resource" "first" {
  for_each    = local.first
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_rest_api.this.root_resource_id
  path_part   = each.key
}

resource "aws_api_gateway_resource" "second" {
  for_each    = local.second
  rest_api_id = aws_api_gateway_rest_api.this.id
  parent_id   = aws_api_gateway_resource.first[each.value[0]].id
  path_part   = each.value[1]
}

resource "aws_api_gateway_method" "this" {
  for_each = { for method in var.methods : "${method.verb} ${join("/", method.path)}" => method }

  rest_api_id      = aws_api_gateway_rest_api.this.id
  resource_id      = merge(aws_api_gateway_resource.first, aws_api_gateway_resource.second)[join("/", each.value.path)].id
  http_method      = each.value.verb
  authorization    = each.value.public ? "NONE" : "CUSTOM"
  authorizer_id    = each.value.public ? null : aws_api_gateway_authorizer.callers.id
  api_key_required = each.value.api_key
}

resource "aws_api_gateway_gateway_response" "unauthorized" {
  rest_api_id         = aws_api_gateway_rest_api.this.id
  response_type       = "UNAUTHORIZED"
  status_code         = 401
  response_parameters = { "gatewayresponse.header.WWW-Authenticate" = "'Bearer'" }
}
