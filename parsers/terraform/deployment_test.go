package terraform

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// deployed is the deployment of an API with a method, its integration, an authorizer, a
// gateway response and two policies.
func deployed(t *testing.T, files map[string]string) *model.Deployment {
	t.Helper()
	files["main.tf"] = `
resource "aws_api_gateway_rest_api" "r" {
  body   = file("api.yaml")
  policy = data.aws_iam_policy_document.p.json
}
resource "aws_api_gateway_rest_api" "other" {}
data "aws_iam_policy_document" "p" {}
resource "aws_api_gateway_authorizer" "a" { rest_api_id = aws_api_gateway_rest_api.r.id }
resource "aws_api_gateway_method" "m" {
  for_each      = local.verbs
  rest_api_id   = aws_api_gateway_rest_api.r.id
  resource_id   = aws_api_gateway_rest_api.r.root_resource_id
  http_method   = each.key
  authorizer_id = aws_api_gateway_authorizer.a.id
}
resource "aws_api_gateway_integration" "i" {
  for_each    = local.verbs
  resource_id = aws_api_gateway_rest_api.r.root_resource_id
  http_method = aws_api_gateway_method.m[each.key].http_method
}
resource "aws_api_gateway_integration" "literal" {
  resource_id = aws_api_gateway_rest_api.r.root_resource_id
  http_method = "GET"
}
resource "aws_api_gateway_gateway_response" "g" {
  rest_api_id      = aws_api_gateway_rest_api.r.id
  response_type    = "DEFAULT_4XX"
}
resource "aws_api_gateway_rest_api_policy" "p" {
  rest_api_id = aws_api_gateway_rest_api.other.id
  policy      = local.policy
}
locals {
  verbs  = toset(["GET"])
  policy = jsonencode({})
  looked = [aws_api_gateway_authorizer.a, local.deeper]
  deeper = aws_api_gateway_gateway_response.g.id
  loop   = local.pool
  pool   = local.loop
}
variable "given" {}
variable "on" {}
resource "terraform_data" "t" { input = aws_api_gateway_authorizer.a.name }
resource "null_resource" "each_time" { triggers = { at = timestamp() } }
resource "aws_lambda_function" "f" { role = aws_api_gateway_authorizer.a.id }
data "external" "commit" { depends_on = [aws_api_gateway_gateway_response.g] }
module "called" {
  source = "./called"
  in     = aws_api_gateway_gateway_response.g.id
  of     = aws_api_gateway_rest_api.r.id
}
module "far" {
  source = "example/far/aws"
  in     = aws_api_gateway_authorizer.a.id
}
` + files["main.tf"]
	files["api.yaml"] = "openapi: 3.0.1\npaths: {}\n"
	files["called/main.tf"] = `
variable "in" {}
variable "of" {}
variable "spare" { default = "x" }
resource "aws_api_gateway_method" "inner" { rest_api_id = var.of }
resource "aws_api_gateway_method" "alone" { rest_api_id = var.of }
resource "terraform_data" "waits" { depends_on = [aws_api_gateway_method.inner] }
output "hash" { value = [aws_api_gateway_method.inner.id, var.in, var.spare] }
output "other" { value = terraform_data.waits.id }
`
	for _, api := range readFiles(t, files).APIs {
		for _, deployment := range api.Deployments.Items {
			return deployment
		}
	}
	t.Fatal("no deployment")
	return nil
}

func inMain(block string) map[string]string { return map[string]string{"main.tf": block} }

// noticeable are those of some addresses that count: of what callers notice.
func noticeable(addresses []string) string {
	kept := slices.DeleteFunc(slices.Clone(addresses), func(address string) bool {
		return !strings.Contains(address, "method.") && !strings.Contains(address, "authorizer.") && !strings.Contains(address, "response.g") && !strings.Contains(address, "rest_api")
	})
	slices.Sort(kept)
	return strings.ReplaceAll(strings.Join(slices.Compact(kept), " "), "aws_api_gateway_", "")
}

// What replaces a deployment is what its triggers are made of.
func TestWhatADeploymentNotices(t *testing.T) {
	const method = `method.m["GET"]`
	tests := []struct{ triggers, want, open string }{
		{`[aws_api_gateway_method.m]`, method, ""},
		{`aws_api_gateway_method.m["GET"].id`, method, ""},
		{`[for m in aws_api_gateway_method.m : m.id]`, method, ""},
		{`values(aws_api_gateway_method.m)[*].id`, method, ""},
		{`aws_api_gateway_integration.i`, method, ""},
		{`aws_api_gateway_integration.literal.id`, method, ""},
		{`local.looked`, "authorizer.a gateway_response.g", ""},
		{`local.loop`, "", ""},
		{`"v1"`, "", ""},
		{`aws_api_gateway_rest_api.r.id`, "", ""},
		{`aws_api_gateway_rest_api.r.body`, "rest_api.r.body", ""},
		{`aws_api_gateway_rest_api.r`, "rest_api.r", ""},
		{`[aws_api_gateway_rest_api.r.policy, aws_api_gateway_rest_api.r.body]`, "rest_api.r.body rest_api.r.policy", ""},
		{`filesha1("api.yaml")`, "rest_api.r.body", ""},
		{`filesha1("code.zip")`, "", ""},
		{`data.aws_iam_policy_document.p.json`, "rest_api.r.policy", ""},
		{`local.policy`, "rest_api_policy.p", ""},
		{`local.verbs`, method, ""},
		{`terraform_data.t.output`, "authorizer.a", ""},
		{`aws_lambda_function.f.source_code_hash`, "", ""},
		{`module.called.hash`, "gateway_response.g module.called.method.inner", ""},
		{`module.called.other`, "", ""},
		{`module.called`, "gateway_response.g module.called.method.inner", ""},
		{`var.on ? aws_api_gateway_authorizer.a.id : null`, "authorizer.a", ""},
		{`aws_api_gateway_method.m[var.given].id`, method, ""},

		{`each.value`, "", "each.value"},
		{`[each.key, aws_api_gateway_method.m[each.value].id]`, method, ""},
		{`null_resource.each_time.id`, "", "timestamp()"},
		{`uuid()`, "", "uuid()"},
		{`var.given`, "", "var.given"},
		{`var.on ? var.given : null`, "", "var.given"},
		{`[var.on ? 1 : 0, var.on]`, "", "var.on"},
		{`filesha1("${path.module}/main.tf")`, "", "a file of the configuration"},
		{`filesha1("${path.module}/main.tofu")`, "", "a file of the configuration"},
		{`filesha1("${path.module}/main.tf.json")`, "", "a file of the configuration"},
		{`[for f in fileset(path.module, "*.tf") : filesha1(f)]`, "", "a file of the configuration"},
		{`data.external.commit.result`, "", "data.external.commit"},
		{`module.far.hash`, "", "module.far"},
	}
	for _, test := range tests {
		t.Run(test.triggers, func(t *testing.T) {
			deployment := deployed(t, inMain(`resource "aws_api_gateway_deployment" "d" {
				rest_api_id = aws_api_gateway_rest_api.r.id
				triggers    = { hash = sha1(jsonencode(`+test.triggers+`)) }
			}`))
			diff(t, "notices", noticeable(deployment.Notices.Items), test.want)
			diff(t, "complete", deployment.Notices.Complete, test.open == "")
			if !strings.Contains(deployment.Notices.Why, test.open) {
				t.Errorf("why: %s", deployment.Notices.Why)
			}
		})
	}
}

// Other arguments replace a deployment as well; beside triggers they are not meant for it.
func TestOtherTriggers(t *testing.T) {
	tests := []struct {
		arguments, want string
		complete        bool
	}{
		{``, "", true},
		{`variables = { hash = jsonencode(aws_api_gateway_authorizer.a) }`, "authorizer.a", true},
		{`stage_description = md5(file("main.tf"))`, "", false},
		{`stage_description = var.given`, "", false},
		{"triggers = { a = aws_api_gateway_authorizer.a.id }\nvariables = { env = var.given }", "authorizer.a", true},
		{"lifecycle {\n replace_triggered_by = [aws_api_gateway_authorizer.a, aws_api_gateway_gateway_response.g.id]\n}", "authorizer.a gateway_response.g", true},
	}
	for _, test := range tests {
		t.Run(test.arguments, func(t *testing.T) {
			deployment := deployed(t, inMain("resource \"aws_api_gateway_deployment\" \"d\" {\n"+test.arguments+"\nrest_api_id = aws_api_gateway_rest_api.r.id\n}"))
			diff(t, "notices", noticeable(deployment.Notices.Items), test.want)
			diff(t, "complete", deployment.Notices.Complete, test.complete)
		})
	}
}

// Terraform creates what a resource refers to before it, through whatever lies between.
func TestWhatADeploymentWaitsFor(t *testing.T) {
	const method = `method.m["GET"]`
	tests := []struct{ arguments, want string }{
		{``, ""},
		{`depends_on = [aws_api_gateway_integration.i]`, "authorizer.a " + method},
		{`depends_on = [aws_api_gateway_integration.i["GET"]]`, "authorizer.a " + method},
		{`depends_on = [aws_api_gateway_integration.literal]`, ""},
		{`description = aws_lambda_function.f.arn`, "authorizer.a"},
		{`depends_on = [module.called]`, "gateway_response.g module.called.method.alone module.called.method.inner"},
		{`depends_on = [data.external.commit]`, "gateway_response.g"},
		{`triggers = { x = module.called.other }`, "module.called.method.inner"},
		{`triggers = { x = module.called.hash }`, "gateway_response.g module.called.method.inner"},
		{`triggers = { x = module.far.hash }`, "authorizer.a"},
		{`triggers = { x = var.given }`, ""},
		{"lifecycle {\n replace_triggered_by = [aws_api_gateway_authorizer.a]\n}", "authorizer.a"},
	}
	for _, test := range tests {
		t.Run(test.arguments, func(t *testing.T) {
			deployment := deployed(t, inMain("resource \"aws_api_gateway_deployment\" \"d\" {\n"+test.arguments+"\nrest_api_id = aws_api_gateway_rest_api.other.id\n}"))
			diff(t, "before", strings.Join(slices.DeleteFunc(strings.Fields(noticeable(deployment.DependsOn.Items)), func(address string) bool { return strings.HasPrefix(address, "rest_api") }), " "), test.want)
			diff(t, "complete", deployment.DependsOn.Complete, true)
		})
	}
}

// All of a module waits for what its call waits for, and for what it is given.
func TestADeploymentInAModule(t *testing.T) {
	for arguments, want := range map[string]string{
		``:                                "rest_api.other",
		`hash = jsonencode(local.looked)`: "authorizer.a gateway_response.g rest_api.other rest_api.r",
		`depends_on = [module.called]`:    "gateway_response.g rest_api.other rest_api.r module.called.method.alone module.called.method.inner",
		`count = aws_api_gateway_method.m["GET"].id == "" ? 1 : 1`: "authorizer.a method.m[\"GET\"] rest_api.other rest_api.r",
	} {
		t.Run(arguments, func(t *testing.T) {
			files := inMain("module \"deploy\" {\n source = \"./deploy\"\n of = aws_api_gateway_rest_api.other.id\n" + arguments + "\n}")
			files["deploy/main.tf"] = `
variable "of" {}
variable "hash" { default = "" }
resource "aws_api_gateway_deployment" "d" {
  rest_api_id = var.of
  triggers    = { hash = var.hash }
}`
			deployment := deployed(t, files)
			diff(t, "before", noticeable(deployment.DependsOn.Items), want)
			diff(t, "complete", deployment.DependsOn.Complete, true)
		})
	}
}

func TestWhatIsCreatedBeforeItIsDestroyed(t *testing.T) {
	const dependent = `
resource "aws_api_gateway_stage" "s" {
  deployment_id = aws_api_gateway_deployment.d.id
  lifecycle { create_before_destroy = %s }
}
resource "aws_api_gateway_stage" "apart" {
  lifecycle { create_before_destroy = true }
}`
	tests := []struct{ own, others, want string }{
		{"", "", "no (default)"},
		{"lifecycle {}", "", "no (default)"},
		{"lifecycle {\n create_before_destroy = true\n}", "", "yes"},
		{"lifecycle {\n create_before_destroy = false\n}", "", "no"},
		{"lifecycle {\n create_before_destroy = var.on\n}", "", "unknown"},
		{"", strings.ReplaceAll(dependent, "%s", "true"), "yes"},
		{"", strings.ReplaceAll(dependent, "%s", "false"), "no (default)"},
		{"", strings.ReplaceAll(dependent, "%s", "var.on"), "unknown"},
	}
	for _, test := range tests {
		t.Run(test.own+test.others, func(t *testing.T) {
			deployment := deployed(t, inMain("resource \"aws_api_gateway_deployment\" \"d\" {\nrest_api_id = aws_api_gateway_rest_api.r.id\n"+test.own+"\n}"+test.others))
			diff(t, "first", settle(deployment.CreateBeforeDestroy, func(b bool) string { return map[bool]string{true: "yes", false: "no"}[b] }), test.want)
		})
	}
}

// A stage points to a deployment, unless somebody else moves it.
func TestWhatAStagePointsTo(t *testing.T) {
	tests := []struct{ arguments, want string }{
		{``, "unset"},
		{`deployment_id = aws_apigatewayv2_deployment.d.id`, "aws_apigatewayv2_deployment.d"},
		{`deployment_id = "abc123"`, "abc123"},
		{`deployment_id = var.id`, "unknown"},
		{`deployment_id = aws_apigatewayv2_deployment.d.description`, "unknown"},
		{"lifecycle {\n ignore_changes = [deployment_id]\n}", "unknown"},
		{"lifecycle {\n ignore_changes = all\n}", "unknown"},
		{"lifecycle {\n ignore_changes = [tags]\n}", "unset"},
	}
	for _, test := range tests {
		t.Run(test.arguments, func(t *testing.T) {
			api := only(t, read(t, `
variable "id" {}
resource "aws_apigatewayv2_api" "h" { protocol_type = "HTTP" }
resource "aws_apigatewayv2_deployment" "d" { api_id = aws_apigatewayv2_api.h.id }
resource "aws_apigatewayv2_stage" "s" {
  api_id = aws_apigatewayv2_api.h.id
  name   = "live"
  `+test.arguments+`
}`))
			diff(t, "points to", settle(api.Stages.Items[0].Deployment, itself), test.want)
			diff(t, "deployments", len(api.Deployments.Items), 1)
		})
	}
}

// A deployment with a stage name makes a stage that points to it.
func TestADeploymentMakesItsStage(t *testing.T) {
	api := only(t, read(t, `
resource "aws_api_gateway_rest_api" "r" {}
resource "aws_api_gateway_deployment" "d" {
  rest_api_id = aws_api_gateway_rest_api.r.id
  stage_name  = "live"
}`))
	diff(t, "stage", settle(api.Stages.Items[0].Deployment, itself), "aws_api_gateway_deployment.d")
	diff(t, "name", settle(api.Deployments.Items[0].StageName, itself), "live")
}

// A plan does not have all that decides about deployments.
func TestDeploymentsInAPlan(t *testing.T) {
	const plan = `{
  "format_version": "1.2",
  "resource_changes": [
    {"address": "aws_api_gateway_rest_api.r", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "r",
     "change": {"actions": ["no-op"], "after": {"name": "r", "id": "abc123"}, "after_unknown": {}}},
    {"address": "aws_api_gateway_deployment.d", "mode": "managed", "type": "aws_api_gateway_deployment", "name": "d",
     "change": {"actions": ["create"], "after": {"rest_api_id": "abc123"%s}, "after_unknown": {"id": true}}},
    {"address": "aws_api_gateway_stage.s", "mode": "managed", "type": "aws_api_gateway_stage", "name": "s",
     "change": {"actions": ["create"], "after": {"rest_api_id": "abc123", "stage_name": "live"}, "after_unknown": {"deployment_id": true}}}
  ],
  "configuration": {"root_module": {"resources": [
    {"mode": "managed", "type": "aws_api_gateway_rest_api", "name": "r", "expressions": {"name": {"constant_value": "r"}}},
    {"mode": "managed", "type": "aws_api_gateway_deployment", "name": "d", "expressions": {"rest_api_id": {"references": ["aws_api_gateway_rest_api.r.id", "aws_api_gateway_rest_api.r"]}%s}},
    {"mode": "managed", "type": "aws_api_gateway_stage", "name": "s", "expressions": {"rest_api_id": {"references": ["aws_api_gateway_rest_api.r.id", "aws_api_gateway_rest_api.r"]}, "stage_name": {"constant_value": "live"}%s}}
  ]}}
}`
	yesOrNo := func(b bool) string { return map[bool]string{true: "yes", false: "no"}[b] }
	tests := []struct{ after, trigger, stage, triggers, pointsTo string }{
		{``, ``, ``, "unknown", "unknown"},
		{`, "triggers": {"x": "1"}`, `, "triggers": {"constant_value": {"x": "1"}}`, `, "deployment_id": {"references": ["aws_api_gateway_deployment.d.id", "aws_api_gateway_deployment.d"]}`, "yes", "aws_api_gateway_deployment.d"},
	}
	for _, test := range tests {
		api := only(t, readPlan(t, fmt.Sprintf(plan, test.after, test.trigger, test.stage), nil))
		deployment := api.Deployments.Items[0]
		diff(t, "triggers", settle(deployment.Triggers, yesOrNo), test.triggers)
		diff(t, "created first", settle(deployment.CreateBeforeDestroy, yesOrNo), "unknown")
		diff(t, "complete", []bool{deployment.Notices.Complete, deployment.DependsOn.Complete}, []bool{false, false})
		diff(t, "stage", settle(api.Stages.Items[0].Deployment, itself), test.pointsTo)
	}
}

// A long chain of references ends a walk, and not the program.
func TestAWalkIsBounded(t *testing.T) {
	const length = 3 * maxDepth
	var config strings.Builder
	config.WriteString("resource \"aws_api_gateway_deployment\" \"d\" {\n rest_api_id = aws_api_gateway_rest_api.r.id\n depends_on = [terraform_data.t]\n triggers = { x = local.l0 }\n}\nlocals {\n")
	for i := range length {
		fmt.Fprintf(&config, "  l%d = local.l%d\n", i, i+1)
	}
	fmt.Fprintf(&config, "  l%d = 1\n}\n", length)
	deployment := deployed(t, inMain(config.String()))
	diff(t, "complete", []bool{deployment.Notices.Complete, deployment.DependsOn.Complete}, []bool{false, false})
}
