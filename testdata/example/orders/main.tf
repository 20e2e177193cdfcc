# The order service: a REST API behind a Lambda authorizer that reads ?token=.

variable "stage" {
  type    = string
  default = "prod"
}

resource "aws_api_gateway_rest_api" "orders" {
  name = "orders"
}

resource "aws_api_gateway_resource" "orders" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_rest_api.orders.root_resource_id
  path_part   = "orders"
}

resource "aws_api_gateway_resource" "order" {
  rest_api_id = aws_api_gateway_rest_api.orders.id
  parent_id   = aws_api_gateway_resource.orders.id
  path_part   = "{id}"
}

resource "aws_lambda_function" "authorizer" {
  function_name = "orders-authorizer"
  role          = var.authorizer_role_arn
  handler       = "index.handler"
  runtime       = "nodejs22.x"
  filename      = "authorizer.zip"
}

variable "authorizer_role_arn" {
  type = string
}

resource "aws_api_gateway_authorizer" "token" {
  name           = "token"
  rest_api_id    = aws_api_gateway_rest_api.orders.id
  type           = "REQUEST"
  authorizer_uri = aws_lambda_function.authorizer.invoke_arn
}

resource "aws_lambda_permission" "authorizer" {
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.authorizer.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_api_gateway_rest_api.orders.execution_arn}/${var.stage}/GET/orders"
}

locals {
  methods = {
    list   = { verb = "GET", resource = aws_api_gateway_resource.orders.id }
    create = { verb = "POST", resource = aws_api_gateway_resource.orders.id }
    read   = { verb = "GET", resource = aws_api_gateway_resource.order.id }
  }
}

resource "aws_api_gateway_method" "orders" {
  for_each = local.methods

  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = each.value.resource
  http_method   = each.value.verb
  authorization = "CUSTOM"
  authorizer_id = aws_api_gateway_authorizer.token.id
}

resource "aws_api_gateway_method" "cancel" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  resource_id   = aws_api_gateway_resource.order.id
  http_method   = "DELETE"
  authorization = "NONE"
  authorizer_id = aws_api_gateway_authorizer.token.id
}

resource "aws_api_gateway_stage" "live" {
  rest_api_id   = aws_api_gateway_rest_api.orders.id
  deployment_id = aws_api_gateway_deployment.live.id
  stage_name    = var.stage
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.orders.id

  triggers = {
    redeployment = sha1(jsonencode([aws_api_gateway_method.orders, aws_api_gateway_method.cancel, aws_api_gateway_authorizer.token]))
  }

  lifecycle {
    create_before_destroy = true
  }
}
