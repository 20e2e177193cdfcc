locals {
  routes = [
    { verb = "GET", path = "tickets" },
    { verb = "PUT", path = "seats" },
    { verb = "DELETE", path = "tickets", authorization = "NONE" },
  ]
}

resource "aws_api_gateway_rest_api" "tickets" {
  name = "tickets"

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

resource "aws_api_gateway_authorizer" "callers" {
  count          = 2
  name           = "callers-${count.index}"
  rest_api_id    = aws_api_gateway_rest_api.tickets.id
  authorizer_uri = var.authorizer_uri
}

resource "aws_api_gateway_resource" "all" {
  for_each    = toset([for route in local.routes : route.path])
  rest_api_id = aws_api_gateway_rest_api.tickets.id
  parent_id   = aws_api_gateway_rest_api.tickets.root_resource_id
  path_part   = each.value
}

resource "aws_api_gateway_method" "all" {
  for_each      = { for route in local.routes : "${route.verb} ${route.path}" => route }
  rest_api_id   = aws_api_gateway_rest_api.tickets.id
  resource_id   = aws_api_gateway_resource.all[each.value.path].id
  http_method   = each.value.verb
  authorization = lookup(each.value, "authorization", "CUSTOM")
  authorizer_id = aws_api_gateway_authorizer.callers[each.value.verb == "GET" ? 0 : 1].id
}

variable "authorizer_uri" {
  type = string
}
