# The hash is that of the body; the policy is beside it.
resource "aws_api_gateway_rest_api" "survey" {
  name = "survey"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "survey", version = "1" }
    paths = {
      "/answers" = {
        post = {
          x-amazon-apigateway-auth        = { type = "AWS_IAM" }
          x-amazon-apigateway-integration = { type = "mock" }
        }
      }
    }
  })
}

resource "aws_api_gateway_rest_api_policy" "office" {
  rest_api_id = aws_api_gateway_rest_api.survey.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { AWS = "arn:aws:iam::111122223333:root" }
      Action    = "execute-api:Invoke"
      Resource  = "execute-api:/*"
    }]
  })
}

resource "aws_api_gateway_deployment" "live" {
  rest_api_id = aws_api_gateway_rest_api.survey.id

  triggers = {
    redeployment = sha1(jsonencode(aws_api_gateway_rest_api.survey.body))
  }

  lifecycle {
    create_before_destroy = true
  }
}
