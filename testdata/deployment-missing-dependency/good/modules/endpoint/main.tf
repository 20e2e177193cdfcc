variable "api" {
  type = string
}

variable "parent" {
  type = string
}

variable "part" {
  type = string
}

resource "aws_api_gateway_resource" "this" {
  rest_api_id = var.api
  parent_id   = var.parent
  path_part   = var.part
}

resource "aws_api_gateway_method" "this" {
  rest_api_id   = var.api
  resource_id   = aws_api_gateway_resource.this.id
  http_method   = "GET"
  authorization = "AWS_IAM"
}

resource "aws_api_gateway_integration" "this" {
  rest_api_id = var.api
  resource_id = aws_api_gateway_resource.this.id
  http_method = aws_api_gateway_method.this.http_method
  type        = "MOCK"
}

output "hash" {
  value = sha1(jsonencode([aws_api_gateway_method.this, aws_api_gateway_integration.this]))
}
