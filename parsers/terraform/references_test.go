package terraform

import "testing"

func TestReferencesAreTypedHoles(t *testing.T) {
	const config = `
data "aws_region" "current" {}
data "aws_region" "other" { provider = aws.other }
data "aws_caller_identity" "me" {}
data "aws_partition" "p" {}
data "aws_lambda_function" "theirs" { function_name = "theirs" }
data "aws_lambda_function" "same" { function_name = aws_lambda_function.f.function_name }
resource "aws_api_gateway_rest_api" "r" { name = "r" }
resource "aws_apigatewayv2_api" "h" { protocol_type = "HTTP" }
resource "aws_api_gateway_resource" "x" {
  parent_id = aws_api_gateway_rest_api.r.root_resource_id
  path_part = "x"
}
resource "aws_api_gateway_resource" "id" {
  parent_id = aws_api_gateway_resource.x.id
  path_part = "{id}"
}
data "aws_api_gateway_resource" "root" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  path        = "/"
}
resource "aws_api_gateway_authorizer" "a" {}
resource "aws_apigatewayv2_authorizer" "a" {}
resource "aws_api_gateway_method" "m" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  http_method = "GET"
}
resource "aws_api_gateway_stage" "s" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  stage_name  = "prod"
}
resource "aws_apigatewayv2_stage" "s" {
  api_id = aws_apigatewayv2_api.h.id
  name   = "$default"
}
resource "aws_lambda_function" "f" { function_name = "orders" }
resource "aws_lambda_alias" "live" {
  name          = "live"
  function_name = aws_lambda_function.f.function_name
}
resource "aws_s3_bucket" "b" { bucket = "logs" }
`
	const (
		arn    = "arn:${partition}:lambda:${region}:${account}:function:${aws_lambda_function.f}"
		invoke = "arn:${partition}:apigateway:${region}:lambda:path/2015-03-31/functions/"
		api    = "arn:${partition}:execute-api:${region}:${account}:${aws_api_gateway_rest_api.r}"
	)
	tests := []struct{ expression, want string }{
		{`aws_api_gateway_rest_api.r.id`, "${aws_api_gateway_rest_api.r}"},
		{`aws_api_gateway_rest_api.r.root_resource_id`, "${aws_api_gateway_rest_api.r}"},
		{`aws_api_gateway_rest_api.r.execution_arn`, api},
		{`aws_api_gateway_rest_api.r.created_date`, "${aws_api_gateway_rest_api.r.created_date}"},
		{`aws_apigatewayv2_api.h.id`, "${aws_apigatewayv2_api.h}"},
		{`aws_api_gateway_resource.x.id`, "${aws_api_gateway_resource.x}"},
		{`data.aws_api_gateway_resource.root.id`, "${aws_api_gateway_rest_api.r}"},
		{`aws_api_gateway_authorizer.a.id`, "${aws_api_gateway_authorizer.a}"},
		{`aws_apigatewayv2_authorizer.a.id`, "${aws_apigatewayv2_authorizer.a}"},
		{`aws_api_gateway_method.m.rest_api_id`, "${aws_api_gateway_rest_api.r}"},
		{`aws_api_gateway_stage.s.execution_arn`, api + "/prod"},
		{`aws_apigatewayv2_stage.s.execution_arn`, "arn:${partition}:execute-api:${region}:${account}:${aws_apigatewayv2_api.h}/$default"},
		{`aws_lambda_function.f.function_name`, "${aws_lambda_function.f}"},
		{`aws_lambda_function.f.arn`, arn},
		{`aws_lambda_function.f.qualified_arn`, arn + ":${aws_lambda_function.f.version}"},
		{`aws_lambda_function.f.invoke_arn`, invoke + arn + "/invocations"},
		{`aws_lambda_function.f.qualified_invoke_arn`, invoke + arn + ":${aws_lambda_function.f.version}/invocations"},
		{`aws_lambda_alias.live.arn`, arn + ":live"},
		{`aws_lambda_alias.live.invoke_arn`, invoke + arn + ":live/invocations"},
		{`data.aws_lambda_function.theirs.function_name`, "${data.aws_lambda_function.theirs}"},
		{`data.aws_lambda_function.same.function_name`, "${aws_lambda_function.f}"},
		{`data.aws_region.current.name`, "${region}"},
		{`data.aws_region.current.region`, "${region}"},
		{`data.aws_region.other.name`, "${data.aws_region.other.name}"},
		{`data.aws_caller_identity.me.account_id`, "${account}"},
		{`data.aws_partition.p.partition`, "${partition}"},
		{`aws_s3_bucket.b.arn`, "${aws_s3_bucket.b.arn}"},
		{`"${aws_api_gateway_rest_api.r.execution_arn}/*/GET/x"`, api + "/*/GET/x"},
	}
	for _, test := range tests {
		t.Run(test.expression, func(t *testing.T) {
			diff(t, "value", show(evaluate(t, config, test.expression)), `"`+test.want+`"`)
		})
	}
	t.Run("what is written is that", func(t *testing.T) {
		diff(t, "http_method", show(evaluate(t, config, "aws_api_gateway_method.m.http_method")), `"GET"`)
		diff(t, "stage_name", show(evaluate(t, config, "aws_api_gateway_stage.s.stage_name")), `"prod"`)
		diff(t, "path", show(evaluate(t, config, "aws_api_gateway_resource.id.path")), `"/x/{id}"`)
		diff(t, "bucket", show(evaluate(t, config, "aws_s3_bucket.b.bucket")), `"logs"`)
	})
}
