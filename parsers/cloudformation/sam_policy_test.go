package cloudformation

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestResourcePolicyLists(t *testing.T) {
	const get = "{Type: Api, Properties: {RestApiId: !Ref Api, Path: '/orders/{id}', Method: get"
	tests := []struct {
		name, policy, event string
		want                []string
		open                bool
	}{
		{"accounts", "AwsAccountWhitelist: ['1'], AwsAccountBlacklist: ['2']", get + "}}", []string{
			"Allow execute-api:/prod/GET/orders/*", "Deny execute-api:/prod/GET/orders/*",
		}, false},
		{"everyone is allowed once", "IpRangeWhitelist: [a], IpRangeBlacklist: [b]", get + "}}", []string{
			"Allow execute-api:/prod/GET/orders/*", "Deny execute-api:/prod/GET/orders/*", "Deny execute-api:/prod/GET/orders/*",
		}, false},
		{"networks make one statement", "SourceVpcWhitelist: [vpc-1], IntrinsicVpceWhitelist: [!Ref Nowhere]", get + "}}", []string{
			"Allow execute-api:/prod/GET/orders/*", "Deny execute-api:/prod/GET/orders/*",
		}, false},
		{"an empty list makes none", "IpRangeWhitelist: [], CustomStatements: [{Effect: Deny, Resource: a}]", get + "}}", []string{"Deny a"}, false},
		{"statements that nobody knows", "CustomStatements: !Ref Nowhere", get + "}}", nil, true},
		{"an event of its own", "", get + ", Auth: {ResourcePolicy: {IpRangeBlacklist: [a]}}}}", []string{
			"Allow execute-api:/prod/GET/orders/*", "Deny execute-api:/prod/GET/orders/*",
		}, false},
	}
	for _, test := range tests {
		auth := ""
		if test.policy != "" {
			auth = "      Auth: {ResourcePolicy: {" + test.policy + "}}\n"
		}
		s := read(t, restEvents+auth+"  F: {Type: AWS::Serverless::Function, Properties: {Events: {E: "+test.event+"}}}\n")
		policy, _ := s.only().ResourcePolicy.Get()
		if diff := cmp.Diff(test.want, statements(policy)); diff != "" || policy.Statements.Complete == test.open {
			t.Errorf("%s, complete %v (-want +got):\n%s", test.name, policy.Statements.Complete, diff)
		}
	}
}

// The statements of a definition stay, and the property Policy leaves open which counts.
func TestResourcePolicyBesideOthers(t *testing.T) {
	const lists = "      Auth: {ResourcePolicy: {CustomStatements: [{Effect: Deny, Resource: b}]}}\n"
	const own = "{Statement: [{Effect: Allow, Resource: a}]}\n"
	definition := read(t, restAPIAlone(lists+"      DefinitionBody: {swagger: '2.0', paths: {}, x-amazon-apigateway-policy: "+own[:len(own)-1]+"}\n"))
	policy, _ := definition.only().ResourcePolicy.Get()
	if diff := cmp.Diff([]string{"Allow a", "Deny b"}, statements(policy)); diff != "" || !policy.Statements.Complete {
		t.Errorf("beside a definition, complete %v (-want +got):\n%s", policy.Statements.Complete, diff)
	}
	property, _ := read(t, restAPIAlone(lists+"      Policy: "+own)).only().ResourcePolicy.Get()
	if property.Statements.Complete {
		t.Error("beside the property Policy the statements are said to be all in view")
	}
}
