package openapi

import (
	"fmt"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/authlint/authlint/parsers/yaml"
	"github.com/google/go-cmp/cmp"
)

// parse reads one document without making anything of it.
func parse(t *testing.T, text string) (*source.File, *tree.Node) {
	t.Helper()
	file := source.NewFile("api.yaml", []byte(text))
	documents, problems := yaml.Parse(file)
	if len(problems) > 0 || len(documents) != 1 {
		t.Fatalf("%d documents, problems %v", len(documents), problems)
	}
	return file, documents[0]
}

func TestIs(t *testing.T) {
	for text, want := range map[string]bool{
		"openapi: 3.0.1\npaths: {/a: {get: {x-amazon-apigateway-integration: {type: mock}}}}": true,
		"swagger: 2.0\nx-amazon-apigateway-policy: {}":                                        true,
		`{"openapi": "3.1.0", "tags": [{"x-amazon-apigateway-x": 1}]}`:                        true,
		"openapi: 3.0.1\npaths: {/a: {get: {}}}":                                              false,
		"openapi: 4.0.0\nx-amazon-apigateway-policy: {}":                                      false,
		"Resources: {x-amazon-apigateway-policy: {}}":                                         false,
		"info: {openapi: 3.0.1}\nx-amazon-apigateway-policy: {}":                              false,
		"- openapi: 3.0.1": false,
		"openapi":          false,
	} {
		if _, document := parse(t, text); Is(document) != want {
			t.Errorf("%s: %v", text, !want)
		}
	}
}

// orders is a REST API as people write them, by hand and with placeholders.
const orders = `openapi: 3.0.1
info:
  title: Orders # of shops
x-amazon-apigateway-api-key-source: authorizer
x-amazon-apigateway-endpoint-configuration: {types: [regional]}
x-amazon-apigateway-gateway-responses:
  UNAUTHORIZED:
    statusCode: 401
    responseParameters:
      gatewayresponse.header.Access-Control-Allow-Origin: "'*'"
      gatewayresponse.path.x: y
    responseTemplates: {application/json: '{"message": $context.error.messageString}'}
x-amazon-apigateway-policy:
  Version: 2012-10-17
  Statement:
    - {Effect: Allow, Principal: '*', Action: execute-api:Invoke, Resource: execute-api:/*}
security:
  - many: []
paths:
  /orders/{id}:
    get: {}
    x-amazon-apigateway-any-method:
      security:
        - one: [a, b]
  x-note: {get: {}}
components:
  securitySchemes:
    many:
      type: apiKey
      name: Unused
      in: header
      x-amazon-apigateway-authorizer:
        type: REQUEST
        identitySource: 'method.request.header.Authorization, context.path,method.request.querystring.${name}'
        authorizerUri: arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Judge.Arn}/invocations
        identityValidationExpression: ^x$
        authorizerResultTtlInSeconds: "60"
    one:
      type: apiKey
      name: X-Token
      in: header
      x-amazon-apigateway-authorizer:
        type: cognito_user_pools
        identitySource: method.request.header.Ignored
        providerARNs:
          - !GetAtt Pool.Arn
`

func TestRangesAreTheTextOfTheValue(t *testing.T) {
	file, api := read(t, orders)
	many, one := api.Authorizers.Items[0], api.Authorizers.Items[1]
	sources, _ := many.IdentitySources.Get()
	token, _ := one.IdentitySources.Get()
	get, any := api.Methods.Items[0], api.Methods.Items[1]
	scopes, _ := any.Scopes.Get()
	response := api.GatewayResponses.Items[0]
	policy, _ := api.ResourcePolicy.Get()
	tests := []struct {
		name string
		at   source.Range
		want string
	}{
		{"API", api.Range, "Orders"},
		{"protocol", api.Protocol.Range, "x-amazon-apigateway-api-key-source"},
		{"key source", api.APIKeySource.Range, "authorizer"},
		{"endpoint type", api.EndpointType.Range, "regional"},
		{"authorizer", many.Range, "many"},
		{"kind", many.Kind.Range, "REQUEST"},
		{"validation expression", many.ValidationExpression.Range, "^x$"},
		{"TTL", many.TTLSeconds.Range, `"60"`},
		{"TTL left out", one.TTLSeconds.Range, "x-amazon-apigateway-authorizer"},
		{"identity sources", many.IdentitySources.Range, "'method.request.header.Authorization, context.path,method.request.querystring.${name}'"},
		{"source with a placeholder", sources[2].Range, "'method.request.header.Authorization, context.path,method.request.querystring.${name}'"},
		{"source of a token", token[0].Range, "X-Token"},
		{"scheme", many.Scheme.Range, "many"},
		{"scheme's name", one.Scheme.Key.Range, "X-Token"},
		{"method", get.Range, "get"},
		{"path", get.Path.Range, "/orders/{id}"},
		{"inherited type", get.AuthorizationType.Range, "many"},
		{"inherited authorizer", get.Authorizer.Range, "many"},
		{"any method", any.Range, "x-amazon-apigateway-any-method"},
		{"own authorizer", any.Authorizer.Range, "one"},
		{"scope", scopes[1].Range, "b"},
		{"gateway response", response.Range, "UNAUTHORIZED"},
		{"status code", response.StatusCode.Range, "401"},
		{"header", response.Headers.Items[0].Range, "gatewayresponse.header.Access-Control-Allow-Origin"},
		{"header's value", response.Headers.Items[0].Value.Range, `"'*'"`},
		{"policy effect", policy.Statements.Items[0].Effect.Range, "Allow"},
	}
	for _, test := range tests {
		if got := file.Text(test.at); got != test.want {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestPlainSourcesHaveTheirOwnPlaces(t *testing.T) {
	for _, written := range []string{
		"method.request.header.A , context.b",
		"'method.request.header.A,context.b'",
		`"method.request.header.A,  context.b"`,
		"[method.request.header.A, context.b]",
	} {
		file, api := read(t, "openapi: 3.0.0\ncomponents:\n  securitySchemes:\n    a:\n      type: apiKey\n      x-amazon-apigateway-authorizer:\n        type: request\n        identitySource: "+written+"\n")
		sources, _ := api.Authorizers.Items[0].IdentitySources.Get()
		var got []string
		for _, source := range sources {
			got = append(got, show(source), file.Text(source.Range))
		}
		want := []string{"method.request.header.A", "method.request.header.A", "context.b", "context.b"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", written, diff)
		}
	}
}

func TestValues(t *testing.T) {
	_, api := read(t, orders)
	api.Seal()
	many, one := api.Authorizers.Items[0], api.Authorizers.Items[1]
	sources, _ := many.IdentitySources.Get()
	token, _ := one.IdentitySources.Get()
	arns, _ := one.ProviderARNs.Get()
	response := api.GatewayResponses.Items[0]
	got := map[string]string{
		"name":           show(api.Name),
		"protocol":       show(api.Protocol),
		"key source":     show(api.APIKeySource),
		"endpoint":       show(api.EndpointType),
		"kind":           show(many.Kind),
		"address":        many.Address,
		"first source":   show(sources[0]),
		"third source":   model.Show(sources[2].Parts),
		"URI":            model.Show(many.URI.Parts),
		"TTL":            show(many.TTLSeconds) + " " + show(one.TTLSeconds) + " " + string(one.TTLSeconds.State),
		"token source":   show(token[0]),
		"provider":       model.Show(arns[0].Parts),
		"methods":        api.Methods.Items[0].Address + ", " + api.Methods.Items[1].Address,
		"labels":         api.Methods.Items[0].Label + ", " + api.Methods.Items[1].Label,
		"response":       response.Address + " " + show(response.StatusCode),
		"response names": response.Headers.Items[0].Name + ", " + response.Templates.Items[0].Name,
	}
	want := map[string]string{
		"name":           "Orders",
		"protocol":       "REST",
		"key source":     "AUTHORIZER",
		"endpoint":       "REGIONAL",
		"kind":           "request",
		"address":        "components.securitySchemes.many",
		"first source":   "method.request.header.Authorization",
		"third source":   "method.request.querystring.${name}",
		"URI":            "arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${Judge.Arn}/invocations",
		"TTL":            "60 300 default",
		"token source":   "method.request.header.X-Token",
		"provider":       "${Pool.Arn}",
		"methods":        "paths./orders/{id}.get, paths./orders/{id}.x-amazon-apigateway-any-method",
		"labels":         "GET /orders/{id}, ANY /orders/{id}",
		"response":       "x-amazon-apigateway-gateway-responses.UNAUTHORIZED 401",
		"response names": "Access-Control-Allow-Origin, application/json",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if len(api.Methods.Items) != 2 || len(response.Headers.Items) != 1 || !api.Methods.Complete {
		t.Errorf("%d methods, %d headers", len(api.Methods.Items), len(response.Headers.Items))
	}
}

func TestHTTPAPI(t *testing.T) {
	file, api := read(t, `openapi: 3.0.1
x-amazon-apigateway-cors: {allowOrigins: ['https://a.org'], allowCredentials: true}
paths: {/$default: {x-amazon-apigateway-any-method: {isDefaultRoute: true}}}
components:
  securitySchemes:
    found: {type: openIdConnect, openIdConnectUrl: https://i.org/c, x-amazon-apigateway-authorizer: {type: jwt, identitySource: $request.header.A, jwtConfiguration: {audience: [x]}}}
    lambda: {type: apiKey, name: A, in: header, x-amazon-apigateway-authorizer: {type: request, identitySource: [$request.header.A, $context.routeKey], authorizerPayloadFormatVersion: 2.0, enableSimpleResponses: true}}
`)
	api.Seal()
	found, lambda := api.Authorizers.Items[0], api.Authorizers.Items[1]
	sources, _ := lambda.IdentitySources.Get()
	origins, _ := api.CORS.AllowOrigins.Get()
	audience, _ := found.JWT.Audience.Get()
	got := []string{
		show(api.Protocol), show(api.APIKeySource), show(api.CORS.Configured), show(origins[0]), show(api.CORS.AllowCredentials), show(api.CORS.AllowMethods),
		show(found.JWT.Issuer), file.Text(found.JWT.Issuer.Range), show(audience[0]), show(found.TTLSeconds),
		show(sources[1]), file.Text(sources[1].Range), show(lambda.PayloadFormat), show(lambda.SimpleResponses), show(lambda.TTLSeconds),
		api.Methods.Items[0].Label, show(api.Methods.Items[0].RouteKey),
	}
	want := []string{
		"HTTP", "-", "true", "https://a.org", "true", "-",
		"?", "https://i.org/c", "x", "0",
		"$context.routeKey", "$context.routeKey", "2.0", "true", "0",
		"$default", "$default",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestProtocol(t *testing.T) {
	scheme := func(text string) string {
		return "openapi: 3.0.1\ncomponents: {securitySchemes: {a: {type: apiKey, x-amazon-apigateway-authorizer: {" + text + "}}}}\n"
	}
	integration := func(text string) string {
		return "openapi: 3.0.1\npaths: {/a: {get: {x-amazon-apigateway-integration: {" + text + "}}}}\n"
	}
	tests := []struct{ text, want string }{
		{"swagger: '2.0'\nx-amazon-apigateway-x: 1", "REST"},
		{scheme("type: token"), "REST"},
		{scheme("type: COGNITO_USER_POOLS"), "REST"},
		{scheme("type: jwt"), "HTTP"},
		{scheme("type: request"), "?"},
		{scheme("type: request, authorizerPayloadFormatVersion: '1.0'"), "HTTP"},
		{scheme("type: request, identitySource: method.request.header.A"), "REST"},
		{scheme("type: request, identitySource: $request.header.A"), "HTTP"},
		{scheme("type: request, identitySource: '$request.header.A, method.request.header.A'"), "REST"},
		{scheme("type: request, identitySource: $request.header.A") + "x-amazon-apigateway-policy: {}", "REST"},
		{scheme("type: request, identitySource: method.request.header.A") + "x-amazon-apigateway-cors: {}", "HTTP"},
		{scheme("type: request, identitySource: context.path"), "?"},
		{integration("type: aws_proxy"), "?"},
		{integration("type: aws"), "REST"},
		{integration("type: MOCK"), "REST"},
		{integration("type: aws_proxy, payloadFormatVersion: '2.0'"), "HTTP"},
		{integration("type: aws_proxy, payloadFormatVersion: 1.0"), "?"},
		{integration("type: aws_proxy, payloadFormatVersion: '2.0'") + "x-amazon-apigateway-gateway-responses: {}", "?"},
		{"swagger: '2.0'\nx-amazon-apigateway-cors: {}", "?"},
		{"openapi: 3.0.1\nx-amazon-apigateway-endpoint-configuration: {types: [PRIVATE]}", "REST"},
		{"openapi: 3.0.1\nservers: [{url: a, x-amazon-apigateway-endpoint-configuration: {types: edge}}]", "REST"},
		{"openapi: 3.0.1\nx-amazon-apigateway-endpoint-configuration: {types: [REGIONAL]}", "?"},
		{"openapi: 3.0.1\nx-amazon-apigateway-endpoint-configuration: {disableExecuteApiEndpoint: true}", "?"},
	}
	for _, test := range tests {
		_, api := read(t, test.text)
		if got := show(api.Protocol); got != test.want {
			t.Errorf("%s: %s, want %s", test.text, got, test.want)
		}
	}
}

func TestUnknownProtocolLeavesDefaultsOpen(t *testing.T) {
	_, api := read(t, "openapi: 3.0.1\ncomponents: {securitySchemes: {a: {type: apiKey, x-amazon-apigateway-authorizer: {type: request}}}}")
	ttl := api.Authorizers.Items[0].TTLSeconds
	if show(ttl) != "?" || *ttl.Min != 0 || *ttl.Max != 300 || show(api.APIKeySource) != "?" {
		t.Errorf("TTL %v, key source %v", ttl, api.APIKeySource)
	}
}

func TestReferences(t *testing.T) {
	file, root := parse(t, `openapi: 3.0.1
paths:
  /a: {$ref: '#/components/pathItems/a~1b'}
  /b: {$ref: other.yaml#/b}
  /c: {$ref: '#/paths/~1c'}
  /d: {$ref: '#/nowhere'}
components:
  pathItems:
    a/b: {$ref: '#/components/pathItems/real'}
    real: {get: {security: [{s: []}]}}
  securitySchemes:
    s: {$ref: '#/components/securitySchemes/t'}
    t: {type: apiKey, name: A, in: header, x-amazon-apigateway-authorizer: {type: token}}
    far: {$ref: 'https://e.org/x'}
`)
	reading := Read(nil, file, root)
	api := reading.APIs[0]
	if got := summary(api.Methods.Items[0]); got != "CUSTOM s - false own" || len(api.Methods.Items) != 1 {
		t.Errorf("%s, %d methods", got, len(api.Methods.Items))
	}
	if api.Methods.Complete || api.Authorizers.Complete {
		t.Error("lists are complete although references lead out of the document")
	}
	var got []string
	for _, problem := range reading.Problems {
		if !problem.Note {
			got = append(got, problem.Message)
		}
	}
	want := []string{"the references here lead round in a circle", "#/nowhere refers to nothing in this document"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestWhatIsUnknownOpensLists(t *testing.T) {
	tests := []struct {
		name, text string
		complete   string // of schemes, authorizers, methods, gateway responses
	}{
		{"nothing is", "", "true true true true"},
		{"paths", "paths: !Ref Paths", "true true false true"},
		{"a path", "paths: {/a: !Ref Path}", "true true false true"},
		{"a method to be filled in", "paths: {/a: {'{{verb}}': {}}}", "true true false true"},
		{"a conditional path", "paths: {/a: {Fn::If: [A, {}, {}]}}", "true true false true"},
		{"something added to a path", "paths: {/a: {get: {}, Fn::Transform: {}}}", "true true false true"},
		{"schemes", "components: {securitySchemes: {Fn::Transform: {}}}", "false false true true"},
		{"a scheme", "components: {securitySchemes: {a: '${scheme}'}}", "true false true true"},
		{"an authorizer", "components: {securitySchemes: {a: {type: apiKey, x-amazon-apigateway-authorizer: '${a}'}}}", "true true true true"},
		{"the root", "Fn::Transform: {Name: AWS::Include}", "false false false false"},
		{"responses", "x-amazon-apigateway-gateway-responses: '${r}'", "true true true false"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, api := read(t, "openapi: 3.0.1\nx-amazon-apigateway-x: 1\n"+test.text)
			got := show(model.Written(api.Schemes.Complete, api.Range)) + " " + show(model.Written(api.Authorizers.Complete, api.Range)) + " " +
				show(model.Written(api.Methods.Complete, api.Range)) + " " + show(model.Written(api.GatewayResponses.Complete, api.Range))
			if got != test.complete {
				t.Errorf("%s, want %s", got, test.complete)
			}
		})
	}
}

func TestMistakesOfTypeAreProblems(t *testing.T) {
	for _, text := range []string{
		"paths: {/a: [get]}",
		"paths: {/a: {get: yes}}",
		"paths: {/a: {get: {security: {a: []}}}}",
		"paths: {/a: {get: {security: [a]}}}",
		"components: {securitySchemes: [a]}",
		"components: {securitySchemes: {a: b}}",
		"components: {securitySchemes: {a: {x-amazon-apigateway-authorizer: token}}}",
		"components: {securitySchemes: {a: {x-amazon-apigateway-authorizer: {type: token, authorizerResultTtlInSeconds: five}}}}",
		"x-amazon-apigateway-gateway-responses: {DEFAULT_4XX: 401}",
	} {
		file, root := parse(t, "openapi: 3.0.1\nx-amazon-apigateway-x: 1\n"+text)
		reading := Read(nil, file, root)
		if len(reading.Problems) != 1 || reading.Problems[0].Note || reading.Problems[0].Range.IsZero() {
			t.Errorf("%s: %v", text, reading.Problems)
		}
		for _, method := range reading.APIs[0].Methods.Items {
			if got := summary(method); got != "? ? ? ? own" {
				t.Errorf("%s: %s", text, got)
			}
		}
	}
}

func TestVersion31IsNoted(t *testing.T) {
	file, root := parse(t, "openapi: 3.1.0\nx-amazon-apigateway-x: 1\n")
	problems := Read(nil, file, root).Problems
	if len(problems) != 1 || !problems[0].Note || file.Text(problems[0].Range) != "3.1.0" {
		t.Error(problems)
	}
}

func TestFillLeavesWhatTheOwnerSays(t *testing.T) {
	_, root := parse(t, "swagger: '2.0'\ninfo: {title: Document}\nx-amazon-apigateway-policy: {Statement: []}\nx-amazon-apigateway-api-key-source: HEADER\npaths: {/a: {get: {}}}\n")
	at := source.Range{File: "main.tf", Start: 1, End: 2}
	api := &model.API{
		Name:           model.Written("Owner", at),
		Protocol:       model.Written(model.HTTP, at),
		APIKeySource:   model.Unknown[string](at, "depends on var.source"),
		ResourcePolicy: model.Unset[model.Policy](at),
		EndpointType:   model.Unset[string](at),
		Methods:        model.Complete(&model.Method{Address: "own"}),
	}
	Fill(nil, api, root, "aws_api.a.body.")
	got := []string{
		show(api.Name), show(api.Protocol), show(api.APIKeySource), api.EndpointType.Range.File, string(api.ResourcePolicy.State),
		api.Methods.Items[0].Address, api.Methods.Items[1].Address,
	}
	want := []string{"Owner", "HTTP", "?", "main.tf", "written", "own", "aws_api.a.body.paths./a.get"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if !api.Definition.Body || !api.Methods.Complete || api.Authorizers.Complete || !api.Schemes.Complete {
		t.Errorf("%+v", api.Definition)
	}
}

func TestFillOfAnUnknownDocumentOpensEverything(t *testing.T) {
	at := source.Range{File: "main.tf", Start: 1, End: 2}
	api := &model.API{Authorizers: model.Complete[*model.Authorizer](), Methods: model.Complete[*model.Method](), GatewayResponses: model.Complete[*model.GatewayResponse]()}
	Fill(nil, api, tree.NewUnknown(at, "depends on var.body"), "")
	if api.Schemes.Complete || api.Authorizers.Complete || api.Methods.Complete || api.GatewayResponses.Complete {
		t.Error("a list is complete")
	}
	for _, state := range []model.State{api.Name.State, api.Protocol.State, api.ResourcePolicy.State, api.APIKeySource.State, api.EndpointType.State, api.CORS.Configured.State} {
		if state != model.StateUnknown {
			t.Errorf("a value is %s", state)
		}
	}
}

func TestTokenSource(t *testing.T) {
	for scheme, want := range map[string]string{
		"name: X-Token, in: header":       "method.request.header.X-Token",
		"name: '${n}-Token', in: header":  "method.request.header.${n}-Token",
		"name: !Ref N, in: header":        "method.request.header.${N}",
		"name: !If [a, b, c], in: header": "?",
		"in: header":                      "-",
		"name: X-Token, in: query":        "?",
		"name: X-Token":                   "?",
		"name: X-Token, in: !Ref I":       "?",
	} {
		_, api := read(t, "openapi: 3.0.0\ncomponents: {securitySchemes: {a: {type: apiKey, "+scheme+", x-amazon-apigateway-authorizer: {type: token}}}}")
		sources := api.Authorizers.Items[0].IdentitySources
		got := show(sources)
		if texts, ok := sources.Get(); ok {
			got = model.Show(model.PartsOf(texts[0]))
		}
		if got != want {
			t.Errorf("%s: %s, want %s", scheme, got, want)
		}
	}
}

func TestPlaceholders(t *testing.T) {
	for written, want := range map[string]string{
		"plain":                         "plain",
		"/a/{id}":                       "/a/{id}",
		"a-${b}-{{ c }}-#{d}":           "a-${b}-${c}-${d}",
		"!Sub 'x-${AWS::Region}-${!y}'": "x-${region}-${y}",
		"!Sub ['${a}.${b}', {b: 1}]":    "${a}.${b}",
		"{Fn::Sub: 'arn:${AWS::Partition}:${F.Arn}'}": "arn:${partition}:${F.Arn}",

		"{Fn::Sub: plain}":       "plain",
		"{Ref: AWS::AccountId}":  "${account}",
		"{Fn::GetAtt: [F, Arn]}": "",
		"!Join ['', [a]]":        "",
		"a%{ if b }c%{ endif }":  "",
	} {
		_, api := read(t, "openapi: 3.0.0\nx-amazon-apigateway-x: 1\ninfo: {title: "+quoted(written)+"}")
		if got := model.Show(model.PartsOf(api.Name)); got != want {
			t.Errorf("%s: %s, want %s", written, got, want)
		}
	}
}

// quoted puts quotes around what flow style would take for more than a text.
func quoted(text string) string {
	if strings.HasPrefix(text, "!") || strings.HasPrefix(text, "{") {
		return text
	}
	return "'" + text + "'"
}

func TestEndpointTypeBesideAServer(t *testing.T) {
	_, api := read(t, "openapi: 3.0.0\nservers: [{url: a}, {x-amazon-apigateway-endpoint-configuration: {types: PRIVATE}}]")
	if got := show(api.EndpointType); got != "PRIVATE" {
		t.Error(got)
	}
}

func TestHostileReferencesEnd(t *testing.T) {
	var text strings.Builder
	text.WriteString("{\"openapi\": \"3.0.0\", \"x-amazon-apigateway-x\": 1, \"paths\": {")
	for i := range 20_000 {
		fmt.Fprintf(&text, "\"/%d\": {\"$ref\": \"#/big\"},", i)
	}
	text.WriteString("\"/\": {}}, \"big\": {")
	for i := range 20_000 {
		fmt.Fprintf(&text, "\"k%d\": 1,", i)
	}
	text.WriteString("\"get\": {}}}")
	file, root := parse(t, text.String())
	if reading := Read(nil, file, root); reading.APIs[0].Methods.Complete || len(reading.Problems) == 0 {
		t.Error("nobody notices")
	}
}
