package lint

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/rules"
)

// together are the pairs of rules that may point at one place, each with its reason: they
// have two causes, and need two fixes. Of any other pair the more precise rule speaks,
// and the other is silent.
var together = map[[2]string]string{
	{"authorizer-permission-missing", "authorizer-uri-hardcoded-partition-region"}: "the permission to call the function, and a region in its address",
	{"authorizer-permission-missing", "authorizer-uri-not-invoke-arn"}:             "the address of the function, and the permission to call it",
	{"cached-policy-multiple-methods", "identity-source-implicit-default"}:         "nobody wrote the cache time, nor the identity source",
	{"cognito-id-token-required", "cognito-provider-arns-missing"}:                 "no scopes, and no user pool",
	{"cognito-id-token-required", "identity-source-missing"}:                       "no scopes, and no header",
	{"cognito-id-token-required", "openapi-token-scheme-location"}:                 "no scopes, and no header",
	{"definition-mixed", "gateway-responses-default"}:                              "what an import takes away, and what nobody customised",
	{"deployment-missing-dependency", "deployment-not-triggered"}:                  "what has to be there before the first deployment, and what makes the next ones",
	{"deployment-missing-dependency", "deployment-static-logical-id"}:              "what has to be there before the first deployment, and what makes the next ones",
	{"validation-expression-az-range", "validation-expression-needs-search"}:       "what the class lets in, and what the expression as a whole refuses",
	{"validation-expression-az-range", "validation-expression-rejects-common"}:     "what the class lets in, and what the expression as a whole refuses",
	{"jwt-configuration-missing", "jwt-no-scopes"}:                                 "no audience, and no scopes",
	{"method-public-among-protected", "write-method-public"}:                       "one block that makes several routes",
}

// TestNoCauseIsToldTwice looks at all pairs of findings that begin at one place, in the
// fixtures and in the corpus, with every rule asked.
func TestNoCauseIsToldTwice(t *testing.T) {
	roots := []string{"../../testdata"}
	_, absent := os.Stat(corpus)
	if absent == nil {
		for _, project := range projects(t) {
			roots = append(roots, filepath.Join(corpus, project))
		}
	}
	seen := map[[2]string]string{}
	for _, root := range roots {
		for pair, place := range pairsIn(t, root) {
			if seen[pair] == "" {
				seen[pair] = place
			}
		}
	}
	for _, pair := range slices.SortedFunc(maps.Keys(seen), func(a, b [2]string) int { return slices.Compare(a[:], b[:]) }) {
		if together[pair] == "" {
			t.Errorf("%s and %s both point at %s", pair[0], pair[1], seen[pair])
		}
	}
	if absent != nil {
		t.Log("the corpus is not here: only the fixtures were looked at")
		return
	}
	for pair := range together {
		if seen[pair] == "" {
			t.Errorf("%s and %s never point at one place: take them off the list", pair[0], pair[1])
		}
	}
}

// precedence shows mistakes that two rules could be thought to tell, and which of them
// does. The others are asked as well.
var precedence = map[string]struct {
	file, text string
	others     string
	speaks     string
}{
	"a preflight that somebody wrote": {
		"template.yaml", samAPI("Cors: \"'*'\"\n      Auth: {DefaultAuthorizer: A, AddDefaultAuthorizerToCorsPreflight: false, Authorizers: {A: {FunctionArn: !GetAtt F.Arn}}}", "Method: options\n            Auth: {Authorizer: A}"),
		"sam-default-authorizer-on-preflight any-captures-options", "options-protected",
	},
	"preflights that SAM makes": {
		"template.yaml", samAPI("Cors: \"'*'\"\n      Auth: {DefaultAuthorizer: A, Authorizers: {A: {FunctionArn: !GetAtt F.Arn}}}", "Method: get"),
		"options-protected any-captures-options", "sam-default-authorizer-on-preflight",
	},
	"a route of a WebSocket API that asks for an authorizer and names none": {
		"main.tf", webSocket + "resource \"aws_apigatewayv2_route\" \"send\" {\n  api_id = aws_apigatewayv2_api.w.id\n  route_key = \"send\"\n  authorization_type = \"CUSTOM\"\n}\n",
		"method-authorizer-missing method-authorizer-kind-mismatch method-authorizer-ignored", "websocket-authorization-not-connect",
	},
	"a cache time of a WebSocket API": {
		"main.tf", webSocket + "resource \"aws_apigatewayv2_authorizer\" \"a\" {\n  api_id = aws_apigatewayv2_api.w.id\n  name = \"a\"\n  authorizer_type = \"REQUEST\"\n  authorizer_uri = var.uri\n  authorizer_result_ttl_in_seconds = 7200\n}\nvariable \"uri\" {}\n",
		"websocket-v2-only-settings ttl-out-of-range ttl-long", "websocket-cache-configured",
	},
	"an authorizer that is ignored": {
		"main.tf", httpAPI + "resource \"aws_apigatewayv2_route\" \"r\" {\n  api_id = aws_apigatewayv2_api.h.id\n  route_key = \"POST /a\"\n  authorizer_id = aws_apigatewayv2_authorizer.a.id\n}\n",
		"write-method-public method-public-among-protected authorizer-unused", "method-authorizer-ignored",
	},
	"a document that asks for nothing": {
		"openapi.yaml", openAPI("get: {responses: {}}", "post: {responses: {}}"),
		"write-method-public method-public-among-protected authorizer-unused openapi-scheme-without-authorizer", "openapi-operation-unsecured",
	},
	"one operation that writes and asks for nothing": {
		"openapi.yaml", openAPI("get: {responses: {}, security: [{a: []}]}", "post: {responses: {}}"),
		"openapi-operation-unsecured method-public-among-protected openapi-scheme-without-authorizer", "write-method-public",
	},
	"one operation that reads and asks for nothing": {
		"openapi.yaml", openAPI("get: {responses: {}}", "post: {responses: {}, security: [{a: []}]}"),
		"openapi-operation-unsecured write-method-public openapi-scheme-without-authorizer", "method-public-among-protected",
	},
	"a scheme that means nothing": {
		"openapi.yaml", openAPI("get: {responses: {}, security: [{a: []}]}", "post: {responses: {}, security: [{bearer: []}]}"),
		"openapi-operation-unsecured write-method-public method-public-among-protected", "openapi-scheme-without-authorizer",
	},
	"a header for browsers on some refusals only": {
		"openapi.yaml", openAPI("get: {responses: {}, security: [{a: []}]}", "post: {responses: {}, security: [{a: []}]}") +
			"x-amazon-apigateway-gateway-responses:\n  DEFAULT_5XX: {responseParameters: {gatewayresponse.header.Access-Control-Allow-Origin: \"'*'\"}}\n",
		"gateway-responses-default gateway-response-4xx-only", "gateway-response-missing-cors",
	},
	"no identity source for the cache": {
		"template.yaml", "Resources:\n  Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: r}}\n  A:\n    Type: AWS::ApiGateway::Authorizer\n    Properties: {Name: a, RestApiId: !Ref Api, Type: REQUEST, AuthorizerUri: !ImportValue Uri, IdentitySource: \"\", AuthorizerResultTtlInSeconds: 60}\n" +
			"  M:\n    Type: AWS::ApiGateway::Method\n    Properties: {RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: ANY, AuthorizationType: CUSTOM, AuthorizerId: !Ref A}\n",
		"cached-policy-multiple-methods cache-key-not-caller-bound identity-source-missing", "identity-source-missing-with-cache",
	},
	"a JWT authorizer that the SAM transform refuses": {
		"template.yaml", strings.Replace(samAPI("Auth: {Authorizers: {A: {JwtConfiguration: {issuer: \"https://login.example.com/\", audience: [a]}}}}", "Method: get\n            Auth: {Authorizer: A}"), "Serverless::Api\n", "Serverless::HttpApi\n", 1),
		"jwt-identity-source-count", "definition-refused",
	},
}

const (
	webSocket = "resource \"aws_apigatewayv2_api\" \"w\" {\n  name = \"w\"\n  protocol_type = \"WEBSOCKET\"\n  route_selection_expression = \"$request.body.action\"\n}\n"
	httpAPI   = "resource \"aws_apigatewayv2_api\" \"h\" {\n  name = \"h\"\n  protocol_type = \"HTTP\"\n}\n" +
		"resource \"aws_apigatewayv2_authorizer\" \"a\" {\n  api_id = aws_apigatewayv2_api.h.id\n  name = \"a\"\n  authorizer_type = \"JWT\"\n  identity_sources = [\"$request.header.Authorization\"]\n  jwt_configuration {\n    issuer = \"https://login.example.com/\"\n    audience = [\"a\"]\n  }\n}\n"
)

// samAPI is an API with these properties, and a function with one event.
func samAPI(properties, event string) string {
	return `Transform: AWS::Serverless-2016-10-31
Resources:
  Api:
    Type: AWS::Serverless::Api
    Properties:
      StageName: prod
      ` + properties + `
  F:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: src/
      Runtime: python3.13
      Handler: app.handler
      Events:
        E:
          Type: ` + map[bool]string{true: "HttpApi", false: "Api"}[strings.Contains(properties, "Jwt")] + `
          Properties:
            ` + map[bool]string{true: "ApiId", false: "RestApiId"}[strings.Contains(properties, "Jwt")] + `: !Ref Api
            Path: /a
            ` + event + "\n"
}

// openAPI is a document with a token authorizer, a scheme that means nothing, and these
// operations.
func openAPI(operations ...string) string {
	return `openapi: 3.0.3
info: {title: r, version: "1"}
x-amazon-apigateway-request-validators: {}
components:
  securitySchemes:
    a:
      type: apiKey
      name: Authorization
      in: header
      x-amazon-apigateway-authtype: custom
      x-amazon-apigateway-authorizer: {type: token, authorizerUri: "${uri}", authorizerResultTtlInSeconds: 0}
    bearer: {type: http, scheme: bearer}
paths:
  /a:
    ` + strings.Join(operations, "\n    ") + "\n"
}

func TestTheMorePreciseRuleSpeaks(t *testing.T) {
	for name, test := range precedence {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, map[string]string{test.file: test.text})
			run, err := Run(context.Background(), Options{Root: dir, Paths: []string{dir}, Select: append(strings.Fields(test.others), test.speaks)})
			if err != nil {
				t.Fatal(err)
			}
			var spoke []string
			for _, f := range run.Findings {
				spoke = append(spoke, f.Rule)
			}
			if !slices.Equal(spoke, []string{test.speaks}) {
				t.Errorf("%v speak, want %s; problems: %v", spoke, test.speaks, run.Problems)
			}
		})
	}
}

// pairsIn are the pairs of rules, in the order of their ids, whose findings begin at one
// place, with the first such place.
func pairsIn(t *testing.T, root string) map[[2]string]string {
	t.Helper()
	all, err := rules.All()
	if err != nil {
		t.Fatal(err)
	}
	options := Options{Root: root, Paths: []string{root}}
	for _, rule := range all {
		options.Select = append(options.Select, rule.ID)
	}
	run, err := Run(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	type place struct {
		file  string
		start int
	}
	at := map[place][]finding.Finding{}
	for _, f := range run.Findings {
		at[place{f.Range.File, f.Range.Start}] = append(at[place{f.Range.File, f.Range.Start}], f)
	}
	pairs := map[[2]string]string{}
	for _, findings := range at {
		for i, a := range findings {
			for _, b := range findings[i+1:] {
				pair := [2]string{min(a.Rule, b.Rule), max(a.Rule, b.Rule)}
				where := describe(root, run.Files[a.Range.File], a.Range)
				if a.Rule != b.Rule && (pairs[pair] == "" || where < pairs[pair]) {
					pairs[pair] = where
				}
			}
		}
	}
	return pairs
}

func describe(root string, file *source.File, at source.Range) string {
	return fmt.Sprintf("%s:%d", filepath.Join(root, at.File), file.Position(at.Start).Line)
}
