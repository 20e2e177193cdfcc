package terraform

import "testing"

// Others can add to an API that a configuration hands to them.
func TestHandedOver(t *testing.T) {
	const common = `
variable "on" {}
locals { endpoint = "https://${aws_api_gateway_rest_api.r.id}.example.com" }
resource "aws_api_gateway_rest_api" "r" {}
resource "aws_api_gateway_resource" "p" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  parent_id   = aws_api_gateway_rest_api.r.root_resource_id
  path_part   = "p"
}
resource "aws_api_gateway_authorizer" "a" {
  rest_api_id = aws_api_gateway_rest_api.r.id
}
resource "aws_api_gateway_resource" "some" {
  count       = var.on
  rest_api_id = aws_api_gateway_rest_api.r.id
}
`
	tests := []struct {
		name, config string
		complete     bool
	}{
		{"to nobody", ``, true},
		{"the authorizer", `output "o" { value = aws_api_gateway_authorizer.a.id }`, false},
		{"the root resource", `output "o" { value = aws_api_gateway_rest_api.r.root_resource_id }`, false},
		{"a path resource", `output "o" { value = aws_api_gateway_resource.p.id }`, false},
		{"a path resource of some", `output "o" { value = aws_api_gateway_resource.some }`, false},
		{"in an object", `output "o" { value = { ids = [aws_api_gateway_authorizer.a.id] } }`, false},
		{"one of two", `output "o" { value = var.on ? aws_api_gateway_authorizer.a.id : null }`, false},
		{"the API as a whole", `output "o" { value = aws_api_gateway_rest_api.r }`, false},
		{"the id, for people", `output "o" { value = aws_api_gateway_rest_api.r.id }`, true},
		{"an address with the id", `output "o" { value = local.endpoint }`, true},
		{"a file that is not there", `output "o" { value = file("gone") }`, true},
		{"the id, for configurations", `resource "aws_ssm_parameter" "p" { value = aws_api_gateway_rest_api.r.id }`, false},
		{"several, encoded", `resource "aws_ssm_parameter" "p" { value = jsonencode({ api = aws_api_gateway_rest_api.r.id }) }`, false},
		{"another parameter", `resource "aws_ssm_parameter" "p" { value = local.endpoint }`, true},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			diff(t, "complete", only(t, read(t, common+test.config)).Authorizers.Complete, test.complete)
		})
	}
}

// The outputs of a module count where the root hands them on.
func TestHandedOverByModules(t *testing.T) {
	const child = `
resource "aws_api_gateway_rest_api" "r" {}
output "root" { value = aws_api_gateway_rest_api.r.root_resource_id }`
	for output, complete := range map[string]bool{
		``:                                     true,
		`output "o" { value = module.m.root }`: false,
		`output "o" { value = module.m }`:      false,
	} {
		reading := readFiles(t, map[string]string{"main.tf": "module \"m\" { source = \"./m\" }\n" + output, "m/main.tf": child})
		diff(t, output, only(t, reading).Authorizers.Complete, complete)
	}
}
