package cloudformation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
)

// roleTemplate has an authorizer that is called with a role; what is given stands beside it.
const roleTemplate = `
Parameters: {Unknown: {Type: String}}
Conditions: {Perhaps: !Equals [!Ref Unknown, a]}
Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  A:
    Type: AWS::ApiGateway::Authorizer
    Properties:
      RestApiId: !Ref Api
      AuthorizerUri: !Sub arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations
      AuthorizerCredentials: !GetAtt Caller.Arn
  F: {Type: AWS::Lambda::Function}
`

const (
	callerRole   = "  Caller: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: {Statement: [{Effect: Allow, Principal: {Service: apigateway.amazonaws.com}}]}}}\n"
	callDocument = "PolicyDocument: {Statement: {Effect: Allow, Action: lambda:InvokeFunction, Resource: !GetAtt F.Arn}}"
)

// rights are what a role may do: its trust, its actions, and whether that is all.
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
			all = append(all, "trusts "+show(principal.Value))
		}
	}
	for _, statement := range role.Statements.Items {
		all = append(all, showAll(statement.Actions)+" on "+showAll(statement.Resources))
	}
	return strings.Join(all, "; ") + fmt.Sprintf("; complete %v", role.Statements.Complete)
}

func TestRoles(t *testing.T) {
	const trusted = "trusts apigateway.amazonaws.com"
	const calls = "[lambda:InvokeFunction] on [arn:${partition}:lambda:${region}:${account}:function:${Resources.F}]"
	withProperty := func(property string) string {
		return strings.TrimSuffix(callerRole, "}}\n") + ", " + property + "}}\n"
	}
	tests := []struct{ name, resources, want string }{
		{"nothing", callerRole, trusted + "; complete true"},
		{"a role out of view", "", "no role"},
		{"no role at all", "  Caller: {Type: Custom::Role}\n", "no role"},
		{"a trust policy of a parameter", "  Caller: {Type: AWS::IAM::Role, Properties: {AssumeRolePolicyDocument: !Ref Unknown}}\n", "trust unknown; complete true"},
		{"inline", withProperty("Policies: [{PolicyName: p, " + callDocument + "}]"), trusted + "; " + calls + "; complete true"},
		{"inline policies that nobody knows", withProperty("Policies: !Ref Unknown"), trusted + "; complete false"},
		{"a policy of its own", callerRole + "  P: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Caller], " + callDocument + "}}\n", trusted + "; " + calls + "; complete true"},
		{"of another role", callerRole + "  P: {Type: AWS::IAM::Policy, Properties: {Roles: [other], " + callDocument + "}}\n", trusted + "; complete true"},
		{"of roles that nobody knows", callerRole + "  P: {Type: AWS::IAM::Policy, Properties: {Roles: !Ref Unknown, " + callDocument + "}}\n", trusted + "; complete false"},
		{"of users only", callerRole + "  P: {Type: AWS::IAM::Policy, Properties: {Users: [u], " + callDocument + "}}\n", trusted + "; complete true"},
		{"one that may be there", callerRole + "  P: {Type: AWS::IAM::Policy, Condition: Perhaps, Properties: {Roles: [!Ref Caller], " + callDocument + "}}\n", trusted + "; " + calls + "; complete false"},
		{"a policy of one role", callerRole + "  P: {Type: AWS::IAM::RolePolicy, Properties: {RoleName: !Ref Caller, " + callDocument + "}}\n", trusted + "; " + calls + "; complete true"},
		{"a managed policy", callerRole + "  P: {Type: AWS::IAM::ManagedPolicy, Properties: {Roles: [!Ref Caller], " + callDocument + "}}\n", trusted + "; " + calls + "; complete true"},
		{"one that the role names", withProperty("ManagedPolicyArns: [!Ref P]") + "  P: {Type: AWS::IAM::ManagedPolicy, Properties: {" + callDocument + "}}\n", trusted + "; " + calls + "; complete true"},
		{"one of AWS", withProperty("ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']"), trusted + "; complete true"},
		{"one of AWS that may do it", withProperty("ManagedPolicyArns: [arn:aws:iam::aws:policy/service-role/AWSLambdaRole]"), trusted + "; complete false"},
		{"ARNs that nobody knows", withProperty("ManagedPolicyArns: !Ref Unknown"), trusted + "; complete false"},
		{"a stack gets the role", callerRole + "  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://example.com/t.yaml, Parameters: {Role: !Ref Caller}}}\n", trusted + "; complete false"},
		{"a connector", callerRole + "  C: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: F}, Destination: {Id: F}}}\n", trusted + "; complete false"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			role := read(t, roleTemplate+test.resources).only().Authorizers.Items[0].Role
			if got := rights(role); got != test.want {
				t.Errorf("got %s\nwant %s", got, test.want)
			}
		})
	}
}

// A role and what gives it a policy may lie in different stacks.
func TestRolesOfNestedStacks(t *testing.T) {
	s := read(t, strings.Replace(roleTemplate, "!GetAtt Caller.Arn", "!GetAtt S.Outputs.Arn", 1)+
		"  S: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: role.yaml, Parameters: {F: !GetAtt F.Arn}}}\n", "infra/role.yaml",
		"Parameters: {F: {Type: String}}\nResources:\n"+callerRole+
			"  P: {Type: AWS::IAM::Policy, Properties: {Roles: [!Ref Caller], "+strings.Replace(callDocument, "!GetAtt F.Arn", "!Ref F", 1)+"}}\n"+
			"Outputs: {Arn: {Value: !GetAtt Caller.Arn}}\n")
	const want = "trusts apigateway.amazonaws.com; [lambda:InvokeFunction] on [arn:${partition}:lambda:${region}:${account}:function:${Resources.F}]; complete true"
	if got := rights(s.only().Authorizers.Items[0].Role); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// The transform makes a role for a function that has none.
func TestExecutionRoles(t *testing.T) {
	for properties, want := range map[string]string{
		"{}": "trusts lambda.amazonaws.com; complete false",
		"{AssumeRolePolicyDocument: {Statement: {Principal: {Service: apigateway.amazonaws.com}}}}": "trusts apigateway.amazonaws.com; complete false",
		"{AssumeRolePolicyDocument: !Ref Unknown}":                                                  "trust unknown; complete false",
		"{Role: !Ref Unknown}": "no role",
	} {
		s := read(t, strings.NewReplacer(
			"!GetAtt Caller.Arn", "!GetAtt FRole.Arn",
			"{Type: AWS::Lambda::Function}", "{Type: AWS::Serverless::Function, Properties: "+properties+"}",
		).Replace(roleTemplate))
		if got := rights(s.only().Authorizers.Items[0].Role); got != want {
			t.Errorf("%s: got %s, want %s", properties, got, want)
		}
	}
}

// A role of that name that the template has is another one.
func TestExecutionRoleThatIsDeclared(t *testing.T) {
	s := read(t, strings.NewReplacer("!GetAtt Caller.Arn", "!GetAtt FRole.Arn", "AWS::Lambda::Function", "AWS::Serverless::Function").Replace(roleTemplate)+
		strings.Replace(callerRole, "Caller", "FRole", 1))
	if got, want := rights(s.only().Authorizers.Items[0].Role), "trusts apigateway.amazonaws.com; complete true"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// A permission says what it is limited to.
func TestSourceAccount(t *testing.T) {
	for property, want := range map[string]string{"": "-", ", SourceAccount: '111122223333'": "111122223333", ", PrincipalOrgID: o-a1b2c3": "?"} {
		s := read(t, roleTemplate+"  P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !Ref F"+property+"}}\n")
		if got := show(s.only().Authorizers.Items[0].Permissions.Items[0].SourceAccount); got != want {
			t.Errorf("%q: got %s, want %s", property, got, want)
		}
	}
}

// What is referred to is missing where the template is all there is.
func TestMissing(t *testing.T) {
	const version, transform = "AWSTemplateFormatVersion: 2010-09-09\n", "Transform: AWS::Serverless-2016-10-31\n"
	tests := []struct {
		name, before, reference, resources, want string
	}{
		{"no resource", version, "!Ref Gone", "", "missing Gone"},
		{"no attribute of one", version, "!GetAtt Gone.AuthorizerId", "", "missing Gone"},
		{"in a text", version, "!Sub '${Gone}'", "", "missing Gone"},
		{"with SAM", transform, "!Ref Gone", "", "missing Gone"},
		{"a resource that there is", version, "!Ref Api", "", "api Resources.Api"},
		{"one without a type", version, "!Ref Odd", "  Odd: {Properties: {}}\n", "other Odd"},
		{"a parameter", "Parameters: {Gone: {Type: String}}\n" + version, "!Ref Gone", "", "variable Gone"},
		{"a name of CloudFormation's", version, "!Ref AWS::StackName", "", "other AWS::StackName"},
		{"a placeholder", version, "!Ref '${Gone}'", "", "other ${Gone}"},
		{"nothing says that this is a template", "", "!Ref Gone", "", "other Gone"},
		{"a piece of one", version, "!Ref Gone", "  M: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Elsewhere}}\n", "other Gone"},
		{"a condition that names it as well", "Conditions: {C: !Equals [!Ref Gone, a]}\n" + version, "!Ref Gone", "  Z: {Type: AWS::SNS::Subscription, Condition: C, Properties: {TopicArn: !Ref Y}}\n  Y: {Type: AWS::SNS::Topic}\n", "missing Gone"},
		{"a macro", "Transform: Authorizers\n" + version, "!Ref Gone", "", "other Gone"},
		{"what SAM may make", transform, "!Ref FnRole", "  Fn: {Type: AWS::Serverless::Function}\n", "other FnRole"},
		{"or of its own", transform, "!Ref ServerlessRestApiProdStage", "", "other ServerlessRestApiProdStage"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			s := read(t, test.before+`Resources:
  Api: {Type: AWS::ApiGateway::RestApi}
  L: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, AuthorizationType: CUSTOM, AuthorizerId: `+test.reference+"}}\n"+test.resources)
			parts := s.api("Resources.Api").Methods.Items[0].Authorizer.Parts
			if len(parts) != 1 || parts[0].Hole == nil {
				t.Fatalf("got %v", parts)
			}
			if got := string(parts[0].Hole.Kind) + " " + parts[0].Hole.Of; got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// Only a name that the API does not have is the name of an authorizer: IAM is none.
func TestRefusedNames(t *testing.T) {
	for auth, want := range map[string]string{
		restAPIAlone("      Auth: {DefaultAuthorizer: Y, Authorizers: {X: {FunctionArn: a}}}"):              "Y",
		restAPIAlone("      Auth: {DefaultAuthorizer: !Sub X, Authorizers: {X: {FunctionArn: a}}}"):         "",
		restAPIAlone("      Auth: {DefaultAuthorizer: X, Authorizers: {X: {FunctionArn: a, Identity: b}}}"): "",
		httpTemplate("      Auth: {DefaultAuthorizer: AWS_IAM}"):                                            "",
	} {
		refusals := read(t, auth).only().Refusals
		if len(refusals) != 1 || refusals[0].Authorizer != want {
			t.Errorf("%s: got %+v, want the name %q", auth, refusals, want)
		}
	}
}
