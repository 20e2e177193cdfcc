package cloudformation

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/model"
)

// webSocketTemplate is a WebSocket API of SAM with that Auth.
func webSocketTemplate(auth string) string {
	return `
Transform: AWS::Serverless-2016-10-31
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      RouteSelectionExpression: $request.body.action
      Routes:
        $connect: {FunctionArn: !GetAtt Join.Arn}
        send: {FunctionArn: !GetAtt Send.Arn, ApiKeyRequired: true}
` + auth + `
  Join: {Type: AWS::Serverless::Function}
  Send: {Type: AWS::Serverless::Function}
  Check: {Type: AWS::Serverless::Function}
`
}

const webSocketARN = "arn:${partition}:execute-api:${region}:${account}:${Resources.Chat}"

func TestSAMWebSocketAccess(t *testing.T) {
	tests := []struct{ name, auth, want string }{
		{"without Auth", "", "NONE"},
		{"a function", "      Auth: {AuthType: CUSTOM, AuthArn: !GetAtt Check.Arn}", "CUSTOM Auth"},
		{"IAM", "      Auth: {AuthType: AWS_IAM}", "AWS_IAM"},
		{"the transform takes other letter case for none", "      Auth: {AuthType: custom, AuthArn: !GetAtt Check.Arn}", "NONE"},
		{"a type that nobody knows", "      Auth: {AuthType: !Ref Nowhere}", "${Nowhere} ?"},
		{"an Auth that nobody knows", "      Auth: !If [Nowhere, {AuthType: AWS_IAM}, !Ref AWS::NoValue]", "? ?"},
	}
	for _, test := range tests {
		api := read(t, webSocketTemplate(test.auth)).only()
		want := map[string]string{"$connect": test.want, "send": "NONE key"}
		if diff := cmp.Diff(want, access(api)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.name, diff)
		}
		if protocol, _ := api.Protocol.Get(); protocol != model.WebSocket || !api.Methods.Complete {
			t.Errorf("%s: protocol %s, all routes in view: %v", test.name, protocol, api.Methods.Complete)
		}
	}
	if read(t, "Resources: {Ws: {Type: AWS::Serverless::WebSocketApi, Properties: {Routes: !Ref Nowhere}}}").only().Methods.Complete {
		t.Error("routes that nobody knows are said to be in view")
	}
}

func TestSAMWebSocketAuthorizer(t *testing.T) {
	const auth = "      Auth: {AuthType: CUSTOM, AuthArn: !GetAtt Check.Arn, IdentitySource: [route.request.header.Authorization]"
	tests := []struct {
		auth, name, role string
		permissions      []string
	}{
		{auth + "}", "ChatConnectAuthorizer", "-", []string{webSocketARN + "/authorizers/*"}},
		{auth + ", Name: guests, InvokeRole: r}", "guests", "r", nil},
	}
	for _, test := range tests {
		s := read(t, webSocketTemplate(test.auth))
		x := s.authorizer("Auth")
		var permissions []string
		for _, permission := range x.Permissions.Items {
			permissions = append(permissions, show(permission.SourceARN))
		}
		got := []string{show(x.Name), show(x.InvokeRole), showAll(x.IdentitySources), show(x.Function), s.text(x.Range)}
		want := []string{test.name, test.role, "[route.request.header.Authorization]", "Resources.Check", "Auth"}
		if diff := cmp.Diff(want, got) + cmp.Diff(test.permissions, permissions); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.auth, diff)
		}
	}
}

func TestSAMConnectors(t *testing.T) {
	const template = `
Resources:
  Chat:
    Type: AWS::Serverless::WebSocketApi
    Properties:
      Routes: {$connect: {FunctionArn: !GetAtt Join.Arn}}
      Auth: {AuthType: CUSTOM, AuthArn: !GetAtt Check.Arn, InvokeRole: r}
`
	tests := []struct {
		name, connector string
		want            []string
	}{
		{"a resource", "  To: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Chat}, Destination: {Id: Check}, Permissions: [Write]}}", []string{webSocketARN + "/*"}},
		{"by ARN", "  To: {Type: AWS::Serverless::Connector, Properties: {Source: {Type: AWS::ApiGatewayV2::Api, ResourceId: !Ref Chat, Qualifier: authorizers/1}, Destination: {Arn: !GetAtt Check.Arn}, Permissions: [Write]}}", []string{webSocketARN + "/authorizers/1"}},
		{"embedded, to two functions", "    Connectors: {To: {Properties: {Destination: [{Id: Check}, {Id: Join}], Permissions: [Write]}}}", []string{webSocketARN + "/*"}},
		{"to another function", "  To: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Chat}, Destination: {Id: Join}, Permissions: [Write]}}", nil},
		{"that may only read", "  To: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Chat}, Destination: {Id: Check}, Permissions: [Read]}}", nil},
		{"from a function", "  To: {Type: AWS::Serverless::Connector, Properties: {Source: {Id: Join}, Destination: {Id: Check}, Permissions: [Write]}}", nil},
	}
	for _, test := range tests {
		permissions := read(t, template+test.connector+"\n  Join: {Type: AWS::Lambda::Function}\n  Check: {Type: AWS::Lambda::Function}\n").authorizer("Auth").Permissions
		var got []string
		for _, permission := range permissions.Items {
			got = append(got, show(permission.SourceARN))
		}
		if diff := cmp.Diff(test.want, got); diff != "" || !permissions.Complete {
			t.Errorf("%s, complete %v (-want +got):\n%s", test.name, permissions.Complete, diff)
		}
	}
}
