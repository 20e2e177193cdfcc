package terraform

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// openRoute is a method that is public as it stands, but for what another file says.
const openRoute = `
variable "type" {
  default = "NONE"
}

resource "aws_api_gateway_rest_api" "r" {
  name = "r"
}

resource "aws_api_gateway_method" "m" {
  rest_api_id   = aws_api_gateway_rest_api.r.id
  resource_id   = aws_api_gateway_rest_api.r.root_resource_id
  http_method   = "GET"
  authorization = var.type
}
`

// TestWhatIsNotReadMayChangeTheRest has files that are not read, or not to the end:
// what they may say is unknown, and not what the others say without them.
func TestWhatIsNotReadMayChangeTheRest(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"variables in JSON":      {"main.tf": openRoute, "terraform.tfvars.json": `{"type": "CUSTOM"`},
		"a list of variables":    {"main.tf": openRoute, "terraform.tfvars.json": `["CUSTOM"]`},
		"variables, broken":      {"main.tf": openRoute, "terraform.tfvars": "type = \"CUSTOM\"\nx = [\n"},
		"a broken override":      {"main.tf": openRoute, "main_override.tf": "resource \"aws_api_gateway_method\" \"m\" {\n  authorization = \"CUSTOM\"\n  x = [\n}\n"},
		"a broken variable":      {"main.tf": openRoute, "override.tf": "variable \"type\" {\n  default = \"CUSTOM\"\n  x = [\n}\n"},
		"a broken JSON override": {"main.tf": openRoute, "override.tf.json": `{"variable": {"type": {"default": "CUSTOM"}}`},
		"a text in the override": {"main.tf": openRoute, "override.tf.json": `{"resource": {"aws_api_gateway_method": {"m": {"authorization": "${"}}}}`},
		"broken in the block":    {"main.tf": strings.Replace(openRoute, `"GET"`, `[ "GET"`, 1)},
	} {
		t.Run(name, func(t *testing.T) {
			reading := Read(rootOf(t, files), ".", Settings{})
			for _, api := range reading.APIs {
				for _, method := range api.Methods.Items {
					if method.AuthorizationType.State != model.StateUnknown {
						t.Errorf("the type is taken for %+v", method.AuthorizationType)
					}
				}
				if len(api.Methods.Items) == 0 && api.Methods.Complete {
					t.Error("the method is gone, and nobody knows")
				}
			}
			if len(reading.Problems) == 0 {
				t.Error("nobody was told")
			}
		})
	}
}

func TestABodyThatAFunctionComputesIsRead(t *testing.T) {
	reading := Read(rootOf(t, map[string]string{
		"main.tf":  "resource \"aws_api_gateway_rest_api\" \"r\" {\n  name = \"r\"\n  body = trimspace(file(\"${path.module}/api.json\"))\n}\n",
		"api.json": `{"openapi": "3.0.1", "paths": {"/orders": {"get": {"x-amazon-apigateway-integration": {"type": "mock"}}}}}` + "\n\n",
	}), ".", Settings{})
	api := only(t, reading)
	if len(api.Methods.Items) != 1 || api.Methods.Items[0].Label != "GET /orders" {
		t.Errorf("methods: %+v", api.Methods)
	}
}
