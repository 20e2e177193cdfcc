data "aws_iam_policy_document" "execution" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "caller" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["${var.service}"]
    }
  }
}

variable "service" {
  type = string
}

variable "policy_arn" {
  type = string
}

resource "aws_iam_role" "execution" {
  name               = "drivers-execution"
  assume_role_policy = data.aws_iam_policy_document.execution.json
}

resource "aws_iam_role" "caller" {
  name               = "drivers-caller"
  assume_role_policy = data.aws_iam_policy_document.caller.json
}

resource "aws_iam_role_policy" "caller" {
  role = aws_iam_role.caller.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "lambda:InvokeFunction"
      Resource = aws_lambda_function.drivers.arn
    }]
  })
}

resource "aws_lambda_function" "drivers" {
  function_name = "drivers"
  role          = aws_iam_role.execution.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "drivers.zip"
}

resource "aws_apigatewayv2_api" "trips" {
  name          = "trips"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_route" "start" {
  api_id             = aws_apigatewayv2_api.trips.id
  route_key          = "POST /trips"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.drivers.id
}

resource "aws_apigatewayv2_authorizer" "drivers" {
  api_id                            = aws_apigatewayv2_api.trips.id
  name                              = "drivers"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.drivers.invoke_arn
  authorizer_credentials_arn        = aws_iam_role.caller.arn
  authorizer_payload_format_version = "2.0"
  authorizer_result_ttl_in_seconds  = 0
  enable_simple_responses           = true
  identity_sources                  = ["$request.header.Authorization"]
}

# The same function, for an API that a document defines.

resource "aws_iam_role" "fleet" {
  name               = "fleet"
  assume_role_policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "apigateway.amazonaws.com"}}]
    }
  POLICY
}

resource "aws_iam_role_policy_attachment" "fleet" {
  role       = aws_iam_role.fleet.name
  policy_arn = var.policy_arn
}

resource "aws_iam_policy" "call" {
  name = "call-drivers"

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["lambda:InvokeFunction"]
      Resource = [aws_lambda_function.drivers.arn]
    }]
  })
}

resource "aws_api_gateway_rest_api" "fleet" {
  name = "fleet"
  body = templatefile("${path.module}/fleet.tftpl", {
    drivers = aws_lambda_function.drivers.invoke_arn
    role    = aws_iam_role.fleet.arn
  })
}
