package terraform

import (
	"fmt"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/yaml"
)

// readPlan reads a plan with other files beside it.
func readPlan(t *testing.T, plan string, beside map[string]string) model.Reading {
	t.Helper()
	root, err := source.OpenRoot(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { root.Close() })
	for name, text := range beside {
		root.Overlay(name, []byte(text))
	}
	file := source.NewFile("plan.json", []byte(plan))
	documents, problems := yaml.Parse(file)
	if len(problems) > 0 || len(documents) != 1 || !IsPlan(documents[0]) {
		t.Fatalf("no plan: %v", problems)
	}
	reading := ReadPlan(root, file, documents[0])
	for _, api := range reading.APIs {
		api.Seal()
	}
	return reading
}

// ordersPlan is a plan with a module that is called for each of two APIs. What the
// provider adds is in the planned values, what refers to something in the configuration.
const ordersPlan = `{
  "format_version": "1.2",
  "resource_changes": [
    {"address": "module.api[\"a.b\"].aws_api_gateway_rest_api.this", "module_address": "module.api[\"a.b\"]", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "this",
     "change": {"actions": ["create"], "after": {"name": "orders", "api_key_source": null, "body": null}, "after_unknown": {"id": true, "policy": true, "api_key_source": true, "root_resource_id": true}}},
    {"address": "module.api[\"c\"].aws_api_gateway_rest_api.this", "module_address": "module.api[\"c\"]", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "this",
     "change": {"actions": ["no-op"], "after": {"name": "carts", "id": "abc123"}, "after_unknown": {}}},
    {"address": "module.api[\"gone\"].aws_api_gateway_rest_api.this", "module_address": "module.api[\"gone\"]", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "this",
     "change": {"actions": ["delete"], "before": {"name": "old"}, "after": null, "after_unknown": {}}},
    {"address": "module.api[\"a.b\"].aws_api_gateway_authorizer.a[0]", "module_address": "module.api[\"a.b\"]", "mode": "managed", "type": "aws_api_gateway_authorizer", "name": "a", "index": 0,
     "change": {"actions": ["create"], "after": {"name": "a", "type": "TOKEN", "authorizer_result_ttl_in_seconds": 300, "identity_source": "method.request.header.Authorization"}, "after_unknown": {"id": true, "rest_api_id": true, "authorizer_uri": true}}},
    {"address": "module.api[\"c\"].aws_api_gateway_authorizer.a[0]", "module_address": "module.api[\"c\"]", "mode": "managed", "type": "aws_api_gateway_authorizer", "name": "a", "index": 0,
     "change": {"actions": ["update"], "after": {"name": "a", "rest_api_id": "abc123"}, "after_unknown": {"authorizer_uri": true}}},
    {"address": "aws_api_gateway_authorizer.other", "mode": "managed", "type": "aws_api_gateway_authorizer", "name": "other",
     "change": {"actions": ["create"], "after": {"name": "other"}, "after_unknown": {"rest_api_id": true, "authorizer_uri": true}}},
    {"address": "aws_lambda_function.f", "mode": "managed", "type": "aws_lambda_function", "name": "f",
     "change": {"actions": ["create"], "after": {"function_name": "f"}, "after_unknown": {"arn": true, "invoke_arn": true}}},
    {"address": "aws_api_gateway_resource.r[\"x\"]", "mode": "managed", "type": "aws_api_gateway_resource", "name": "r", "index": "x",
     "change": {"actions": ["create"], "after": {"path_part": "x"}, "after_unknown": {"id": true, "parent_id": true, "rest_api_id": true}}},
    {"address": "aws_api_gateway_resource.r[\"y\"]", "mode": "managed", "type": "aws_api_gateway_resource", "name": "r", "index": "y",
     "change": {"actions": ["create"], "after": {"path_part": "y"}, "after_unknown": {"id": true, "parent_id": true, "rest_api_id": true}}},
    {"address": "aws_api_gateway_method.m[\"x\"]", "mode": "managed", "type": "aws_api_gateway_method", "name": "m", "index": "x",
     "change": {"actions": ["create"], "after": {"http_method": "GET", "authorization": "CUSTOM"}, "after_unknown": {"rest_api_id": true, "resource_id": true, "authorizer_id": true}}},
    {"address": "aws_api_gateway_method.n[\"x\"]", "mode": "managed", "type": "aws_api_gateway_method", "name": "n", "index": "x",
     "change": {"actions": ["create"], "after": {"http_method": "POST", "authorization": "NONE"}, "after_unknown": {"rest_api_id": true, "resource_id": true}}}
  ],
  "configuration": {"root_module": {
    "resources": [
      {"mode": "managed", "type": "aws_api_gateway_authorizer", "name": "other", "expressions": {"name": {"constant_value": "other"}, "rest_api_id": {"references": ["module.api[\"a.b\"].id", "module.api[\"a.b\"]", "module.api"]}, "authorizer_uri": {"references": ["aws_lambda_function.f.arn", "aws_lambda_function.f"]}}},
      {"mode": "managed", "type": "aws_lambda_function", "name": "f", "expressions": {"function_name": {"constant_value": "f"}}},
      {"mode": "managed", "type": "aws_api_gateway_resource", "name": "r", "expressions": {"path_part": {"references": ["each.key"]}, "rest_api_id": {"references": ["module.api[\"a.b\"].id", "module.api[\"a.b\"]", "module.api"]}, "parent_id": {"references": ["module.api[\"a.b\"].root", "module.api[\"a.b\"]", "module.api"]}}},
      {"mode": "managed", "type": "aws_api_gateway_method", "name": "m", "expressions": {"http_method": {"constant_value": "GET"}, "authorization": {"constant_value": "CUSTOM"}, "rest_api_id": {"references": ["module.api[\"a.b\"].id", "module.api[\"a.b\"]", "module.api"]}, "resource_id": {"references": ["aws_api_gateway_resource.r", "each.key"]}, "authorizer_id": {"references": ["module.api[\"a.b\"].authorizer", "module.api[\"a.b\"]", "module.api"]}}},
      {"mode": "managed", "type": "aws_api_gateway_method", "name": "n", "expressions": {"http_method": {"constant_value": "POST"}, "authorization": {"constant_value": "NONE"}, "rest_api_id": {"references": ["module.api[\"a.b\"].id", "module.api[\"a.b\"]", "module.api"]}, "resource_id": {"references": ["aws_api_gateway_resource.r", "each.value.on", "each.value"]}}}
    ],
    "module_calls": {"api": {"source": "./api", "for_each_expression": {"references": ["var.names"]},
      "expressions": {"function": {"references": ["aws_lambda_function.f.invoke_arn", "aws_lambda_function.f"]}, "name": {"references": ["each.value"]}},
      "module": {
        "outputs": {
          "id": {"expression": {"references": ["aws_api_gateway_rest_api.this.id", "aws_api_gateway_rest_api.this"]}},
          "root": {"expression": {"references": ["aws_api_gateway_rest_api.this.root_resource_id", "aws_api_gateway_rest_api.this"]}},
          "authorizer": {"expression": {"references": ["aws_api_gateway_authorizer.a[0].id", "aws_api_gateway_authorizer.a[0]", "aws_api_gateway_authorizer.a"]}}
        },
        "resources": [
          {"mode": "managed", "type": "aws_api_gateway_rest_api", "name": "this", "expressions": {"name": {"references": ["var.name"]}}},
          {"mode": "managed", "type": "aws_api_gateway_authorizer", "name": "a", "expressions": {"name": {"constant_value": "a"}, "rest_api_id": {"references": ["aws_api_gateway_rest_api.this.id", "aws_api_gateway_rest_api.this"]}, "authorizer_uri": {"references": ["var.function"]}}}
        ]
      }}}
  }}
}`

func TestPlan(t *testing.T) {
	reading := readPlan(t, ordersPlan, nil)
	if len(reading.Problems) > 0 || len(reading.APIs) != 2 {
		t.Fatalf("%d APIs, problems %v", len(reading.APIs), reading.Problems)
	}
	orders, carts := reading.APIs[0], reading.APIs[1]
	diff(t, "address", orders.Address, `module.api["a.b"].aws_api_gateway_rest_api.this`)
	diff(t, "policy, which is known after the deployment though nobody writes one", orders.ResourcePolicy.State, model.StateUnset)
	diff(t, "key source, which the provider knows", orders.APIKeySource.State, model.StateDefault)
	diff(t, "an API that is there already", len(carts.Methods.Items), 0)
	diff(t, "what it has", carts.Authorizers.Items[0].Address, `module.api["c"].aws_api_gateway_authorizer.a[0]`)
	authorizer, other := orders.Authorizers.Items[0], orders.Authorizers.Items[1]
	of, _ := other.Function.Get()
	diff(t, "function of a URI that is put together", of, "aws_lambda_function.f")
	diff(t, "pieces of that URI", model.Show(other.URI.Parts), "${aws_lambda_function.f.arn}${aws_lambda_function.f}${aws_lambda_function.f.arn}")
	function, _ := authorizer.Function.Get()
	diff(t, "function through a variable", function, "aws_lambda_function.f")
	diff(t, "a TTL that nobody writes", authorizer.TTLSeconds.State, model.StateDefault)
	var methods []string
	for _, method := range orders.Methods.Items {
		by, _ := method.Authorizer.Get()
		methods = append(methods, method.Label+" "+by)
	}
	diff(t, "methods", methods, []string{
		`GET /x module.api["a.b"].aws_api_gateway_authorizer.a[0]`,
		`aws_api_gateway_method.n["x"] `, // of which resource, only each.value tells
	})
	if !orders.Methods.Complete || !orders.Authorizers.Complete {
		t.Error("a plan has all that there will be")
	}
	file := reading.Files[0]
	diff(t, "place", file.Text(orders.Methods.Items[0].AuthorizationType.Range), `"CUSTOM"`)
	diff(t, "place of the whole", file.Text(authorizer.Range), `"module.api[\"a.b\"].aws_api_gateway_authorizer.a[0]"`)
}

func TestPlanBesideItsConfiguration(t *testing.T) {
	const plan = `{"format_version": "1.0", "resource_changes": [
		{"address": "aws_api_gateway_rest_api.r", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "r", "change": {"actions": ["create"], "after": {"name": "given"}, "after_unknown": {}}}],
		"configuration": {"root_module": {"resources": [{"mode": "managed", "type": "aws_api_gateway_rest_api", "name": "r", "expressions": {"name": {"references": ["var.name"]}}}]}}}`
	reading := readPlan(t, plan, map[string]string{"main.tf": "variable \"name\" {}\nresource \"aws_api_gateway_rest_api\" \"r\" {\n  name = var.name\n}\n"})
	api := only(t, reading)
	name, _ := api.Name.Get()
	diff(t, "name", name, "given")
	diff(t, "place of the name", textOf(t, reading, api.Name.Range), "var.name")
	diff(t, "place of the API", textOf(t, reading, api.Range), `resource "aws_api_gateway_rest_api" "r"`)
}

func TestPlanOfAnotherFormat(t *testing.T) {
	reading := readPlan(t, strings.Replace(ordersPlan, `"1.2"`, `"2.0"`, 1), nil)
	if len(reading.APIs) != 0 || len(reading.Problems) != 1 {
		t.Errorf("%d APIs, problems %v", len(reading.APIs), reading.Problems)
	}
}

func TestCallsInAnAddress(t *testing.T) {
	for address, want := range map[string][]string{
		"":                                   nil,
		"module.a":                           {"a"},
		`module.a["x.module.y"].module.b[0]`: {"a", "b"},
		`module.a["x`:                        {"a"},
	} {
		diff(t, address, fmt.Sprint(callsIn(address)), fmt.Sprint(want))
	}
}
