locals {
  statements = {
    list = { effect = "Allow", path = "GET/tickets" }
    buy  = { effect = "Allow", path = "post/tickets" }
  }
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Everything"
    effect    = "Deny"
    actions   = ["execute-api:Invoke"]
    resources = ["execute-api:/*"]

    principals {
      type        = "*"
      identifiers = ["*"]
    }

    condition {
      test     = "NotIpAddress"
      variable = "aws:SourceIp"
      values   = ["192.0.2.0/24"]
    }
  }
}

data "aws_iam_policy_document" "callers" {
  source_policy_documents = [data.aws_iam_policy_document.base.json]

  dynamic "statement" {
    for_each = local.statements
    iterator = each_of

    content {
      effect    = each_of.value.effect
      actions   = ["execute-api:Invoke"]
      resources = ["execute-api:/prod/${each_of.value.path}"]

      principals {
        type        = "*"
        identifiers = ["*"]
      }
    }
  }
}

resource "aws_api_gateway_rest_api" "tickets" {
  name   = "tickets"
  policy = data.aws_iam_policy_document.callers.json

  body = yamlencode({
    swagger = "2.0"
    info    = { title = "tickets" }
    paths = {
      for path in ["tickets"] : "/${path}" => {
        get                            = merge(local.signed, { responses = {} })
        x-amazon-apigateway-any-method = local.signed
      }
    }
  })
}

locals {
  signed = { x-amazon-apigateway-auth = { type = "AWS_IAM" } }
}
