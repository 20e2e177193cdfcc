package lint

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
)

// What becomes of a call.
const (
	allowed    = "allowed"
	implicitly = "denied, since nothing allows it"
	expressly  = "denied expressly"
)

// A decision is what becomes of a call of one method of a REST API, by what its
// authorizer (or the caller's IAM policies) and the resource policy say about it.
type decision struct {
	authorization, account, authorizer, policy string
	outcome                                    string
}

// decisions are the tables of
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html
// Callers with a token of a user pool are known when the policy is asked, which then
// decides alone, as the page says in words.
var decisions = slices.Concat(
	[]decision{
		{"NONE", "", "", "allow", allowed},
		{"NONE", "", "", "silent", implicitly},
		{"NONE", "", "", "deny", expressly},
		{"COGNITO_USER_POOLS", "", "allow", "allow", allowed},
		{"COGNITO_USER_POOLS", "", "allow", "silent", implicitly},
		{"COGNITO_USER_POOLS", "", "allow", "deny", expressly},
	},
	sameAccount("CUSTOM", ""),
	sameAccount("AWS_IAM", "same"),
	[]decision{ // both have to allow
		{"AWS_IAM", "other", "allow", "allow", allowed},
		{"AWS_IAM", "other", "allow", "silent", implicitly},
		{"AWS_IAM", "other", "silent", "allow", implicitly},
		{"AWS_IAM", "other", "silent", "silent", implicitly},
		{"AWS_IAM", "other", "allow", "deny", expressly},
		{"AWS_IAM", "other", "silent", "deny", expressly},
		{"AWS_IAM", "other", "deny", "allow", expressly},
		{"AWS_IAM", "other", "deny", "silent", expressly},
		{"AWS_IAM", "other", "deny", "deny", expressly},
	},
)

// sameAccount is the table where one Allow is enough.
func sameAccount(authorization, account string) []decision {
	return []decision{
		{authorization, account, "allow", "allow", allowed},
		{authorization, account, "allow", "silent", allowed},
		{authorization, account, "allow", "deny", expressly},
		{authorization, account, "silent", "allow", allowed},
		{authorization, account, "silent", "silent", implicitly},
		{authorization, account, "silent", "deny", expressly},
		{authorization, account, "deny", "allow", expressly},
		{authorization, account, "deny", "silent", expressly},
		{authorization, account, "deny", "deny", expressly},
	}
}

// policies are ways to write what a resource policy says about GET /orders.
var policies = map[string][]string{
	"allow": {
		`{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}`,
		`{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/orders"}, {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/other"}`,
	},
	"silent": {
		`{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/other"}`,
		`{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/other"}`,
		`{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"aws:VpcSourceIp":"192.0.2.0/24"}}}`,
	},
	"deny": {
		`{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}, {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/orders"}`,
		`{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/other"}, {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/orders"}`,
	},
}

// said are the rules about policies that speak of GET /orders, by its authorization and
// the policy. About those that are not here nothing is said: an express Deny is taken as
// meant.
var said = map[[2]string][]string{
	{"NONE", policies["silent"][0]}:               {"policy-arn-uncovered-method"},
	{"NONE", policies["silent"][1]}:               {"resource-policy-no-allow"},
	{"NONE", policies["silent"][2]}:               {"resource-policy-no-allow"},
	{"COGNITO_USER_POOLS", policies["silent"][0]}: {"policy-arn-uncovered-method"},
	{"COGNITO_USER_POOLS", policies["silent"][1]}: {"resource-policy-no-allow-cognito"},
	{"COGNITO_USER_POOLS", policies["silent"][2]}: {"resource-policy-no-allow-cognito"},
	{"CUSTOM", policies["allow"][0]}:              {"resource-policy-overrides-implicit-deny"},
	{"CUSTOM", policies["allow"][1]}:              {"resource-policy-overrides-implicit-deny"},
}

// A configuration is a REST API with GET /orders and GET /other.
type configuration struct{ language, endpoint, authorization, statements string }

// TestResourcePolicyDecisions asks about a configuration for each row of the tables, in
// every language and for every type of endpoint, and holds what the rules say against
// the row: a denial is predicted only where no answer of the authorizer saves the call,
// and an exposure only where the resource policy lets a call pass that the authorizer
// does not.
func TestResourcePolicyDecisions(t *testing.T) {
	var all []configuration
	rows := map[configuration][]decision{}
	for _, row := range decisions {
		for _, policy := range policies[row.policy] {
			for _, endpoint := range []string{"REGIONAL", "EDGE", "PRIVATE"} {
				for language := range languages {
					c := configuration{language, endpoint, row.authorization, policy}
					if rows[c] == nil {
						all = append(all, c)
					}
					rows[c] = append(rows[c], row)
				}
			}
		}
	}
	found := lintConfigurations(t, all)
	for _, c := range all {
		about := aboutOrders(found[c])
		want := said[[2]string{c.authorization, c.statements}]
		if got := idsOf(about.Findings); !slices.Equal(got, want) {
			t.Errorf("%+v: %v, want %v", c, got, want)
		}
		for _, f := range about.Findings {
			judge(t, rows[c], f)
		}
	}
}

// judge holds a finding about a configuration against all rows that it may be.
func judge(t *testing.T, rows []decision, f finding.Finding) {
	t.Helper()
	slips := false
	for _, row := range rows {
		if f.Predicts.Status == 403 && row.outcome == allowed {
			t.Errorf("%s predicts a denial, and this passes: %+v", f.Rule, row)
		}
		slips = slips || row.authorizer == "silent" && row.outcome == allowed
	}
	if f.Predicts.Exposure != "" && !slips {
		t.Errorf("%s predicts an exposure, and nothing passes that the authorizer does not allow: %+v", f.Rule, rows)
	}
	if f.Predicts.Status == 0 && f.Predicts.Exposure == "" {
		t.Errorf("%s predicts nothing: %+v", f.Rule, f.Predicts)
	}
}

// A fact is what becomes of GET /orders, whatever an authorizer says.
type fact struct {
	what, endpoint, policy string
	authorizations         []string
	want                   []string // the rules about policies that say so
}

// TestResourcePolicyFacts: what else a resource policy does to GET /orders, from
// https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
// and https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html
func TestResourcePolicyFacts(t *testing.T) {
	const (
		identities = `{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::111122223333:root"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}`
		orAnyone   = identities + `, {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d"}}}`
		endpoint   = `{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d"}}}`
		addresses  = `{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}, {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"aws:SourceIp":"192.0.2.0/24"}}}`
		template   = `{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":["execute-api:/*/GET/other","execute-api:/*/GET/{id}"]}`
		anyOther   = `{"Effect":"Allow","Principal":"*","Action":"execute-api:ManageConnections","Resource":"execute-api:/*/GET/orders"}, {"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/GET/other"}`
	)
	every := []string{"NONE", "CUSTOM", "AWS_IAM", "COGNITO_USER_POOLS"}
	var all []configuration
	facts := map[configuration]fact{}
	for _, f := range []fact{
		{"a public API without a policy", "REGIONAL", "", every, nil},
		{"a private API without a policy denies every call", "PRIVATE", "", every, []string{"resource-policy-missing-private"}},
		{"a private API with its endpoint", "PRIVATE", endpoint, every, nil},
		{"identities are known with IAM only", "REGIONAL", identities, []string{"NONE", "CUSTOM", "COGNITO_USER_POOLS"}, []string{"resource-policy-aws-principal-non-iam"}},
		{"identities, and IAM", "REGIONAL", identities, []string{"AWS_IAM"}, nil},
		{"identities, or an endpoint", "PRIVATE", orAnyone, every, nil},
		{"a path template matches no call", "REGIONAL", template, []string{"NONE", "COGNITO_USER_POOLS"}, []string{"policy-arn-uncovered-method"}},
		{"the same for methods that need no Allow", "REGIONAL", template, []string{"CUSTOM", "AWS_IAM"}, nil},
		{"another action allows no call", "REGIONAL", anyOther, []string{"NONE", "COGNITO_USER_POOLS"}, []string{"policy-arn-uncovered-method"}},
		{"addresses of a public API", "REGIONAL", addresses, []string{"NONE", "AWS_IAM", "COGNITO_USER_POOLS"}, nil},
		{"addresses of a private API", "PRIVATE", addresses, []string{"NONE"}, nil},
		{"addresses, and a Lambda authorizer", "REGIONAL", addresses, []string{"CUSTOM"}, []string{"resource-policy-overrides-implicit-deny"}},
	} {
		for _, authorization := range f.authorizations {
			for language := range languages {
				c := configuration{language, f.endpoint, authorization, f.policy}
				all = append(all, c)
				facts[c] = f
			}
		}
	}
	found := lintConfigurations(t, all)
	for _, c := range all {
		if got := idsOf(aboutOrders(found[c]).Findings); !slices.Equal(got, facts[c].want) {
			t.Errorf("%s: %v, want %v of %+v", facts[c].what, got, facts[c].want, c)
		}
		// A condition that no call of a private API fulfils concerns all methods.
		if c.endpoint == "PRIVATE" && c.statements == addresses && !slices.Contains(idsOf(found[c].Findings), "source-ip-on-private") {
			t.Errorf("%+v: %v", c, idsOf(found[c].Findings))
		}
	}
}

// aboutOrders keeps the findings of rules about policies that concern GET /orders.
func aboutOrders(run finding.Run) finding.Run {
	run.Findings = slices.DeleteFunc(slices.Clone(run.Findings), func(f finding.Finding) bool {
		return !slices.Contains(run.Rule(f.Rule).Tags, "policy") || !slices.Contains(f.Predicts.Methods, "GET /orders")
	})
	return run
}

// lintConfigurations lints them all in one run, each in a folder of its own.
func lintConfigurations(t *testing.T, all []configuration) map[configuration]finding.Run {
	t.Helper()
	files := map[string]string{}
	for i, c := range all {
		files[fmt.Sprintf("%04d/%s", i, c.language)] = languages[c.language](c.endpoint, c.authorization, c.statements)
	}
	dir := folder(t, files)
	run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Problems) > 0 || run.Coverage.APIs != len(all) || run.Coverage.Methods != 2*len(all) {
		t.Fatalf("%d APIs and %d methods of %d, problems %v", run.Coverage.APIs, run.Coverage.Methods, len(all), run.Problems)
	}
	found := map[configuration]finding.Run{}
	for i, c := range all {
		own := run
		own.Findings = slices.DeleteFunc(slices.Clone(run.Findings), func(f finding.Finding) bool {
			return !strings.HasPrefix(f.Range.File, fmt.Sprintf("%04d/", i))
		})
		found[c] = own
	}
	return found
}

func idsOf(findings []finding.Finding) []string {
	var ids []string
	for _, f := range findings {
		ids = append(ids, f.Rule)
	}
	return ids
}

// languages write a REST API with GET /orders and GET /other, by the name of the file.
var languages = map[string]func(endpoint, authorization, statements string) string{
	"main.tf": terraformAPI, "template.yaml": templateAPI, "openapi.yaml": openAPIWithPolicy,
}

const (
	checkURI = "arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:check/invocations"
	poolARN  = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_Ab1Cd2Ef3"
)

// hasAuthorizer reports whether methods of an authorization type name one.
func hasAuthorizer(authorization string) bool {
	return authorization == "CUSTOM" || authorization == "COGNITO_USER_POOLS"
}

func policyDocument(statements string) string {
	return `{"Version":"2012-10-17","Statement":[` + statements + `]}`
}

func terraformAPI(endpoint, authorization, statements string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "resource \"aws_api_gateway_rest_api\" \"a\" {\n  name = \"a\"\n  endpoint_configuration {\n    types = [%q]\n  }\n", endpoint)
	if statements != "" {
		fmt.Fprintf(&out, "  policy = <<EOT\n%s\nEOT\n", policyDocument(statements))
	}
	out.WriteString("}\n")
	authorizer := ""
	if hasAuthorizer(authorization) {
		authorizer = "  authorizer_id = aws_api_gateway_authorizer.check.id\n"
		fmt.Fprintf(&out, "resource \"aws_api_gateway_authorizer\" \"check\" {\n  name = \"check\"\n  rest_api_id = aws_api_gateway_rest_api.a.id\n  authorizer_result_ttl_in_seconds = 0\n")
		if authorization == "CUSTOM" {
			fmt.Fprintf(&out, "  authorizer_uri = %q\n}\n", checkURI)
		} else {
			fmt.Fprintf(&out, "  type = \"COGNITO_USER_POOLS\"\n  provider_arns = [%q]\n}\n", poolARN)
		}
	}
	for _, path := range []string{"orders", "other"} {
		fmt.Fprintf(&out, `resource "aws_api_gateway_resource" %[1]q {
  rest_api_id = aws_api_gateway_rest_api.a.id
  parent_id   = aws_api_gateway_rest_api.a.root_resource_id
  path_part   = %[1]q
}
resource "aws_api_gateway_method" %[1]q {
  rest_api_id   = aws_api_gateway_rest_api.a.id
  resource_id   = aws_api_gateway_resource.%[1]s.id
  http_method   = "GET"
  authorization = %[2]q
%[3]s}
`, path, authorization, authorizer)
	}
	return out.String()
}

func templateAPI(endpoint, authorization, statements string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "Resources:\n  Api:\n    Type: AWS::ApiGateway::RestApi\n    Properties:\n      Name: a\n      EndpointConfiguration: {Types: [%s]}\n", endpoint)
	if statements != "" {
		fmt.Fprintf(&out, "      Policy: %s\n", policyDocument(statements))
	}
	authorizer := ""
	if hasAuthorizer(authorization) {
		authorizer = ", AuthorizerId: !Ref Check"
		out.WriteString("  Check:\n    Type: AWS::ApiGateway::Authorizer\n    Properties:\n      RestApiId: !Ref Api\n      Name: check\n      IdentitySource: method.request.header.Authorization\n      AuthorizerResultTtlInSeconds: 0\n")
		if authorization == "CUSTOM" {
			fmt.Fprintf(&out, "      Type: TOKEN\n      AuthorizerUri: %s\n", checkURI)
		} else {
			fmt.Fprintf(&out, "      Type: COGNITO_USER_POOLS\n      ProviderARNs: [%q]\n", poolARN)
		}
	}
	for _, path := range []string{"orders", "other"} {
		fmt.Fprintf(&out, `  R%[1]s: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: %[1]s}}
  M%[1]s: {Type: AWS::ApiGateway::Method, Properties: {RestApiId: !Ref Api, ResourceId: !Ref R%[1]s, HttpMethod: GET, AuthorizationType: %[2]s%[3]s}}
`, path, authorization, authorizer)
	}
	return out.String()
}

func openAPIWithPolicy(endpoint, authorization, statements string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "openapi: 3.0.3\ninfo: {title: a, version: \"1\"}\nx-amazon-apigateway-endpoint-configuration: {types: [%s]}\n", endpoint)
	if statements != "" {
		fmt.Fprintf(&out, "x-amazon-apigateway-policy: %s\n", policyDocument(statements))
	}
	security := ""
	scheme := map[string]string{
		"CUSTOM":             "x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: {type: token, authorizerUri: \"" + checkURI + "\", authorizerResultTtlInSeconds: 0}",
		"COGNITO_USER_POOLS": "x-amazon-apigateway-authtype: cognito_user_pools, x-amazon-apigateway-authorizer: {type: cognito_user_pools, providerARNs: [\"" + poolARN + "\"]}",
		"AWS_IAM":            "x-amazon-apigateway-authtype: awsSigv4",
	}[authorization]
	if scheme != "" {
		security = "security: [{check: []}], "
		fmt.Fprintf(&out, "components:\n  securitySchemes:\n    check: {type: apiKey, name: Authorization, in: header, %s}\n", scheme)
	}
	out.WriteString("paths:\n")
	for _, path := range []string{"orders", "other"} {
		fmt.Fprintf(&out, "  /%s:\n    get: {%sresponses: {\"200\": {description: Done}}, x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: \"https://backend.example.com/\"}}\n", path, security)
	}
	return out.String()
}
