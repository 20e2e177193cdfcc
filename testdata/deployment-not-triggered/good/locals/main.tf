# The methods are made of a list, and the hash is that of the list and of the authorizer.
locals {
  verbs = {
    GET  = "AWS_IAM"
    POST = "CUSTOM"
  }
  snapshot = [local.verbs, local.guard]
  guard    = aws_api_gateway_authorizer.guard
}

variable "guard_uri" {
  type = string
}

resource "aws_api_gateway_rest_api" "tickets" {
  name = "tickets"
}

resource "aws_api_gateway_authorizer" "guard" {
  rest_api_id    = aws_api_gateway_rest_api.tickets.id
  name           = "guard"
  authorizer_uri = var.guard_uri
}

resource "aws_api_gateway_method" "verb" {
  for_each      = local.verbs
  rest_api_id   = aws_api_gateway_rest_api.tickets.id
  resource_id   = aws_api_gateway_rest_api.tickets.root_resource_id
  http_method   = each.key
  authorization = each.value
  authorizer_id = each.value == "CUSTOM" ? aws_api_gateway_authorizer.guard.id : null
}

resource "aws_api_gateway_integration" "verb" {
  for_each    = local.verbs
  rest_api_id = aws_api_gateway_rest_api.tickets.id
  resource_id = aws_api_gateway_rest_api.tickets.root_resource_id
  http_method = aws_api_gateway_method.verb[each.key].http_method
  type        = "MOCK"
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.tickets.id
  depends_on  = [aws_api_gateway_integration.verb]

  triggers = {
    redeployment = sha1(jsonencode(local.snapshot))
  }

  lifecycle {
    create_before_destroy = true
  }
}
