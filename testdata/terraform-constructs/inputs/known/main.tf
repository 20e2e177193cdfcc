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
  name                             = "callers"
  rest_api_id                      = aws_api_gateway_rest_api.tickets.id
  authorizer_uri                   = var.authorizer_uri
  authorizer_result_ttl_in_seconds = var.cache.authorizer.seconds
}

resource "aws_api_gateway_method" "list" {
  rest_api_id   = aws_api_gateway_rest_api.tickets.id
  resource_id   = aws_api_gateway_rest_api.tickets.root_resource_id
  http_method   = "GET"
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.callers.id
}

variable "authorizer_uri" {
  type = string
}

variable "cache" {
  type = object({
    enabled    = optional(bool, true)
    authorizer = optional(object({ seconds = optional(number, 300) }), {})
  })
  default  = {}
  nullable = false
}
