package terraform

import (
	"fmt"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// roleProject has an authorizer that is called with a role; what is given stands beside it.
const roleProject = `
variable "unknown" {}
resource "aws_api_gateway_rest_api" "a" { name = "a" }
resource "aws_api_gateway_authorizer" "a" {
  rest_api_id            = aws_api_gateway_rest_api.a.id
  name                   = "a"
  authorizer_uri         = aws_lambda_function.f.invoke_arn
  authorizer_credentials = aws_iam_role.caller.arn
}
resource "aws_lambda_function" "f" { function_name = "check" }
`

const callerRole = `
resource "aws_iam_role" "caller" {
  name               = "caller"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "apigateway.amazonaws.com" } }] })
}
`

// rights are what a role may do: its trust, its actions on resources, and whether that is all.
func rights(role *model.Role) string {
	if role == nil {
		return "no role"
	}
	var all []string
	trust, known := role.Trust.Get()
	if !known {
		all = append(all, "trust unknown")
	}
	for _, statement := range trust.Statements.Items {
		principals, _ := statement.Principals.Get()
		for _, principal := range principals {
			all = append(all, "trusts "+model.Show(model.PartsOf(principal.Value)))
		}
	}
	for _, statement := range role.Statements.Items {
		all = append(all, texts(statement.Actions)+" on "+texts(statement.Resources))
	}
	return strings.Join(all, "; ") + fmt.Sprintf("; complete %v", role.Statements.Complete)
}

func TestRoles(t *testing.T) {
	const (
		trusted = "trusts apigateway.amazonaws.com"
		calls   = "lambda:InvokeFunction on arn:${partition}:lambda:${region}:${account}:function:check"
		allow   = `jsonencode({ Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_function.f.arn }] })`
	)
	attached := func(arguments string) string {
		return callerRole + `resource "aws_iam_policy" "p" { policy = ` + allow + " }\n" + arguments
	}
	tests := []struct{ name, config, want string }{
		{"nothing", callerRole, trusted + "; complete true"},
		{"a role out of view", "", "no role"},
		{"a trust policy that is a document", `
			data "aws_iam_policy_document" "trust" {
			  statement {
			    actions = ["sts:AssumeRole"]
			    principals {
			      type        = "Service"
			      identifiers = ["lambda.amazonaws.com"]
			    }
			  }
			}
			resource "aws_iam_role" "caller" { assume_role_policy = data.aws_iam_policy_document.trust.json }`, "trusts lambda.amazonaws.com; complete true"},
		{"a trust policy in a heredoc", "resource \"aws_iam_role\" \"caller\" {\n  assume_role_policy = <<EOF\n{\"Statement\": {\"Principal\": {\"Service\": \"${var.unknown}\"}}}\nEOF\n}", "trusts ${var.unknown}; complete true"},
		{"a trust policy of a variable", `resource "aws_iam_role" "caller" { assume_role_policy = var.unknown }`, "trust unknown; complete true"},
		{"a trust policy that is broken", `resource "aws_iam_role" "caller" { assume_role_policy = "{" }`, "trust unknown; complete true"},
		{"inline", strings.TrimSuffix(callerRole, "}\n") + "inline_policy {\n policy = " + allow + "\n }\n}", trusted + "; " + calls + "; complete true"},
		{"inline blocks that nobody counts", strings.TrimSuffix(callerRole, "}\n") + "dynamic \"inline_policy\" {\n for_each = var.unknown\n content { policy = inline_policy.value }\n }\n}", trusted + "; complete false"},
		{"a policy of the role", callerRole + `resource "aws_iam_role_policy" "p" {
			role   = aws_iam_role.caller.id
			policy = ` + allow + "\n}", trusted + "; " + calls + "; complete true"},
		{"by its name", callerRole + `resource "aws_iam_role_policy" "p" {
			role   = "caller"
			policy = ` + allow + "\n}", trusted + "; " + calls + "; complete true"},
		{"of another role", callerRole + `resource "aws_iam_role_policy" "p" {
			role   = "other"
			policy = ` + allow + "\n}", trusted + "; complete true"},
		{"of a role that nobody knows", callerRole + `resource "aws_iam_role_policy" "p" {
			role   = var.unknown
			policy = ` + allow + "\n}", trusted + "; complete false"},
		{"one that may be there", callerRole + `resource "aws_iam_role_policy" "p" {
			count  = var.unknown
			role   = aws_iam_role.caller.id
			policy = ` + allow + "\n}", trusted + "; " + calls + "; complete false"},
		{"an attachment", attached(`resource "aws_iam_role_policy_attachment" "p" {
			role       = aws_iam_role.caller.name
			policy_arn = aws_iam_policy.p.arn
		}`), trusted + "; " + calls + "; complete true"},
		{"one of each ARN", attached(`resource "aws_iam_role_policy_attachment" "p" {
			for_each   = toset(["arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess", "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"])
			role       = aws_iam_role.caller.name
			policy_arn = each.value
		}`), trusted + "; complete true"},
		{"and of more that nobody knows", attached(`resource "aws_iam_role_policy_attachment" "p" {
			for_each   = merge({ a = "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess" }, var.unknown)
			role       = aws_iam_role.caller.name
			policy_arn = aws_iam_policy.p.arn
		}`), trusted + "; " + calls + "; complete false"},
		{"a policy out of view", callerRole + `resource "aws_iam_role_policy_attachment" "p" {
			role       = aws_iam_role.caller.name
			policy_arn = var.unknown
		}`, trusted + "; complete false"},
		{"an attachment for several", attached(`resource "aws_iam_policy_attachment" "p" {
			name       = "p"
			roles      = ["other", aws_iam_role.caller.name]
			policy_arn = aws_iam_policy.p.arn
		}`), trusted + "; " + calls + "; complete true"},
		{"for roles that nobody knows", attached(`resource "aws_iam_policy_attachment" "p" {
			roles      = var.unknown
			policy_arn = aws_iam_policy.p.arn
		}`), trusted + "; complete false"},
		{"an attachment for users only", attached(`resource "aws_iam_policy_attachment" "p" {
			users      = ["u"]
			policy_arn = aws_iam_policy.p.arn
		}`), trusted + "; complete true"},
		{"exclusive attachments", attached(`resource "aws_iam_role_policy_attachments_exclusive" "p" {
			role_name   = aws_iam_role.caller.name
			policy_arns = [aws_iam_policy.p.arn]
		}`), trusted + "; " + calls + "; complete true"},
		{"ARNs in the role", strings.TrimSuffix(callerRole, "}\n") + `managed_policy_arns = [aws_iam_policy.p.arn]
		}
		resource "aws_iam_policy" "p" { policy = ` + allow + " }", trusted + "; " + calls + "; complete true"},
		{"ARNs that nobody knows", strings.TrimSuffix(callerRole, "}\n") + "managed_policy_arns = var.unknown\n}", trusted + "; complete false"},
		{"a module out of view gets the role", callerRole + `module "m" {
			source = "registry.example.com/policies/aws"
			to     = aws_iam_role.caller.name
		}`, trusted + "; complete false"},
		{"or something of that name", callerRole + `module "m" {
			source    = "registry.example.com/policies/aws"
			role_name = var.unknown
		}`, trusted + "; complete false"},
		{"a module that has nothing to do with it", callerRole + `module "m" {
			source      = "registry.example.com/logs/aws"
			create_role = false
			prefix      = var.unknown
		}`, trusted + "; complete true"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			api := only(t, read(t, roleProject+test.config))
			diff(t, "role", rights(api.Authorizers.Items[0].Role), test.want)
		})
	}
}

// A permission says what it is limited to.
func TestPermissionIsLimited(t *testing.T) {
	for arguments, want := range map[string]string{
		"":                                "unset",
		`source_account = ""`:             "unset",
		`source_account = "111122223333"`: "111122223333",
		`principal_org_id = "o-a1b2c3"`:   "unknown",
		`principal_org_id = null`:         "unset",
	} {
		api := only(t, read(t, roleProject+`resource "aws_lambda_permission" "p" {
			function_name = "${aws_lambda_function.f.function_name}:live"
			`+arguments+"\n}"))
		permission := api.Authorizers.Items[0].Permissions.Items[0]
		diff(t, arguments, settle(permission.SourceAccount, itself), want)
		diff(t, "qualifier", settle(permission.Qualifier, itself), "live")
	}
}

// The role of an authorizer has an ARN that only a deployment knows, or that a plan has
// from an earlier one.
func TestRolesOfAPlan(t *testing.T) {
	for _, arn := range []string{`"after_unknown": {"authorizer_credentials": true}`, `"after_unknown": {}`} {
		reading := readPlan(t, strings.Replace(rolePlan, `"after_unknown": {"here": true}`, arn, 1), nil)
		diff(t, "role", rights(reading.APIs[0].Authorizers.Items[0].Role), "trusts lambda.amazonaws.com; s3:GetObject on *; complete true")
	}
}

const rolePlan = `{
  "format_version": "1.2",
  "resource_changes": [
    {"address": "aws_api_gateway_rest_api.a", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "a", "change": {"actions": ["create"], "after": {"name": "a"}, "after_unknown": {"id": true}}},
    {"address": "aws_api_gateway_authorizer.a", "mode": "managed", "type": "aws_api_gateway_authorizer", "name": "a",
     "change": {"actions": ["create"], "after": {"name": "a", "authorizer_credentials": "arn:aws:iam::111122223333:role/caller"}, "after_unknown": {"here": true}}},
    {"address": "aws_iam_role.caller", "mode": "managed", "type": "aws_iam_role", "name": "caller",
     "change": {"actions": ["create"], "after": {"name": "caller", "assume_role_policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}"}, "after_unknown": {"arn": true}}},
    {"address": "aws_iam_policy.p", "mode": "managed", "type": "aws_iam_policy", "name": "p",
     "change": {"actions": ["create"], "after": {"policy": "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]}"}, "after_unknown": {"arn": true}}},
    {"address": "aws_iam_role_policy_attachment.p", "mode": "managed", "type": "aws_iam_role_policy_attachment", "name": "p", "change": {"actions": ["create"], "after": {"role": "caller"}, "after_unknown": {"policy_arn": true}}}
  ],
  "configuration": {"root_module": {"resources": [
    {"mode": "managed", "type": "aws_api_gateway_rest_api", "name": "a", "expressions": {"name": {"constant_value": "a"}}},
    {"mode": "managed", "type": "aws_api_gateway_authorizer", "name": "a", "expressions": {"name": {"constant_value": "a"}, "rest_api_id": {"references": ["aws_api_gateway_rest_api.a.id", "aws_api_gateway_rest_api.a"]}, "authorizer_credentials": {"references": ["aws_iam_role.caller.arn", "aws_iam_role.caller"]}}},
    {"mode": "managed", "type": "aws_iam_role", "name": "caller", "expressions": {"name": {"constant_value": "caller"}, "assume_role_policy": {}}},
    {"mode": "managed", "type": "aws_iam_policy", "name": "p", "expressions": {"policy": {}}},
    {"mode": "managed", "type": "aws_iam_role_policy_attachment", "name": "p", "expressions": {"role": {"references": ["aws_iam_role.caller.name", "aws_iam_role.caller"]}, "policy_arn": {"references": ["aws_iam_policy.p.arn", "aws_iam_policy.p"]}}}
  ]}}
}`
