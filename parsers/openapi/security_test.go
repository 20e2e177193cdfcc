package openapi

import (
	"fmt"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/yaml"
	"github.com/google/go-cmp/cmp"
)

// read reads a document that stands alone.
func read(t *testing.T, text string) (*source.File, *model.API) {
	t.Helper()
	file := source.NewFile("api.yaml", []byte(text))
	documents, problems := yaml.Parse(file)
	if len(problems) > 0 || len(documents) != 1 {
		t.Fatalf("%d documents, problems %v", len(documents), problems)
	}
	if !Is(documents[0]) {
		t.Fatal("not a document for API Gateway")
	}
	reading := Read(nil, file, documents[0])
	for _, problem := range reading.Problems {
		if !problem.Note {
			t.Errorf("problem: %s: %q", problem.Message, file.Text(problem.Range))
		}
	}
	return file, reading.APIs[0]
}

// The schemes of a REST API and of an HTTP API, in flow style so that they fit under
// securityDefinitions and components.securitySchemes alike.
const (
	restSchemes = `
    tok: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: {type: token, authorizerUri: u}}
    req: {type: apiKey, name: Unused, in: header, x-amazon-apigateway-authorizer: {type: request, identitySource: method.request.header.A, authorizerUri: u}}
    cog: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: {type: cognito_user_pools, providerARNs: [p]}}
    iam: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
    key: {type: apiKey, name: X-Api-Key, in: header}
    cookie: {type: apiKey, name: session, in: cookie}
    bearer: {type: http, scheme: bearer}
    keyed: {type: apiKey, name: x-api-key, in: header, x-amazon-apigateway-authorizer: {type: request, identitySource: method.request.header.A, authorizerUri: u}}
    strange: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: "${authorizer}"}
    typeless: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: {authorizerUri: u}}
    basic: {type: http, scheme: basic, x-amazon-apigateway-authorizer: {type: token, authorizerUri: u}}
`
	httpSchemes = `
    iam: {type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: awsSigv4}
    bearer: {type: http, scheme: bearer}
    jwt: {type: oauth2, x-amazon-apigateway-authorizer: {type: jwt, identitySource: $request.header.Authorization, jwtConfiguration: {issuer: i, audience: [a]}}}
    lam: {type: apiKey, name: Unused, in: header, x-amazon-apigateway-authorizer: {type: request, identitySource: $request.header.A, authorizerPayloadFormatVersion: '2.0', authorizerUri: u}}
    oidc: {type: openIdConnect, openIdConnectUrl: https://e.org/.well-known/openid-configuration}
`
)

// versions are documents up to their schemes, and what path leads to those.
var versions = []struct{ name, head, schemes string }{
	{"Swagger 2.0 REST", "swagger: '2.0'\nx-amazon-apigateway-policy: {}\nsecurityDefinitions:", restSchemes},
	{"OpenAPI 3.0 REST", "openapi: 3.0.1\nx-amazon-apigateway-policy: {}\ncomponents:\n  securitySchemes:", restSchemes},
	{"OpenAPI 3.0 HTTP", "openapi: 3.0.1\nx-amazon-apigateway-cors: {}\ncomponents:\n  securitySchemes:", httpSchemes},
}

// What API Gateway makes of security requirements: section 10.4 of the domain page.
// ? is a value that nobody knows.
func TestSecurity(t *testing.T) {
	const rest, http, both = "REST", "HTTP", "REST HTTP"
	tests := []struct {
		on, root, operation string // requirements; empty: none
		want                string // type, authorizer, scopes, API key, inherited

		// How it is known, as on the domain page: [M] measured on the service, [D]
		// documented, [I] inferred from those, [U] unknown: taken as OpenAPI has it where
		// that asks for nothing, otherwise left open.
		evidence string
	}{
		{both, "", "", "NONE - - false own", "M"},
		{both, "", "[]", "NONE - - false own", "U"},
		{both, "", "[{}]", "NONE - - false own", "U"},
		{both, "", "[{NONE: []}]", "NONE - - false own", "U"},
		{rest, "", "[{tok: []}]", "CUSTOM tok - false own", "M"},
		{rest, "", "[{req: []}]", "CUSTOM req - false own", "M"},
		{rest, "", "[{cog: []}]", "COGNITO_USER_POOLS cog - false own", "M"},
		{rest, "", "[{cog: [email, openid]}]", "COGNITO_USER_POOLS cog email,openid false own", "M"},
		{rest, "", "[{iam: []}]", "AWS_IAM - - false own", "D"},
		{rest, "", "[{key: []}]", "NONE - - true own", "D"},
		{rest, "", "[{cookie: []}]", "NONE - - ? own", "U"},
		{rest, "", "[{bearer: []}]", "NONE - - false own", "I"},
		{rest, "", "[{keyed: []}]", "CUSTOM keyed - false own", "M"},
		{rest, "", "[{strange: []}]", "? strange - false own", "U"},
		{rest, "", "[{typeless: []}]", "? typeless - false own", "U"},
		{rest, "", "[{basic: []}]", "? ? ? false own", "D"},
		{http, "", "[{iam: []}]", "AWS_IAM - - false own", "D"},
		{http, "", "[{bearer: []}]", "NONE - - false own", "I"},
		{rest, "", "[{nobody: []}]", "? ? ? ? own", "U"},
		{rest, "", "[{'${scheme}': []}]", "? ? ? ? own", "U"},
		{rest, "", "[{tok: [], key: []}]", "CUSTOM tok - true own", "I"},
		{rest, "", "[{tok: []}, {key: []}]", "CUSTOM tok - true own", "I"},
		{rest, "", "[{tok: []}, {tok: []}]", "CUSTOM tok - false own", "I"},
		{rest, "", "[{bearer: []}, {tok: []}]", "CUSTOM tok - false own", "I"},
		{rest, "", "[{tok: []}, {req: []}]", "? ? ? false own", "U"},
		{rest, "", "[{tok: [], iam: []}]", "? ? ? false own", "U"},
		{rest, "", "[{tok: []}, {}]", "? ? ? false own", "U"},
		{rest, "", "[{tok: []}, {NONE: []}]", "? ? ? false own", "U"},
		{rest, "", "[{key: []}, {}]", "NONE - - ? own", "U"},
		{rest, "", "${security}", "? ? ? ? own", "U"},
		{rest, "", "['${requirement}']", "? ? ? ? own", "U"},
		{rest, "[{tok: []}]", "", "CUSTOM tok - false root", "M"},
		{rest, "[{cog: [email]}]", "", "COGNITO_USER_POOLS cog email false root", "M"},
		{rest, "[{cog: [email]}]", "[{cog: []}]", "COGNITO_USER_POOLS cog - false own", "M"},
		{rest, "[{tok: []}]", "[{req: []}]", "CUSTOM req - false own", "M"},
		{rest, "[{tok: []}]", "[]", "NONE - - false own", "U"},
		{rest, "[{tok: []}]", "[{NONE: []}]", "NONE - - false own", "U"},
		{rest, "[{tok: []}, {key: []}]", "[{iam: []}]", "AWS_IAM - - false own", "D"},
		{rest, "[{key: []}]", "", "NONE - - true root", "I"},
		{rest, "[]", "", "NONE - - false root", "U"},
		{rest, "${security}", "", "? ? ? ? own", "U"},
		{rest, "${security}", "[{tok: []}]", "CUSTOM tok - false own", "M"},
		{http, "", "[{jwt: []}]", "JWT jwt - false own", "D"},
		{http, "", "[{jwt: [read]}]", "JWT jwt read false own", "D"},
		{http, "", "[{lam: []}]", "CUSTOM lam - false own", "D"},
		{http, "", "[{oidc: []}]", "NONE - - false own", "D"},
		{http, "", "[{jwt: []}, {lam: []}]", "? ? ? false own", "U"},
		{http, "[{jwt: [read]}]", "", "JWT jwt read false root", "U"},
		{http, "[{jwt: [read]}]", "[{lam: []}]", "CUSTOM lam - false own", "U"},
		{http, "[{jwt: [read]}]", "[]", "NONE - - false own", "U"},
		{rest, "", "[{iam: [], key: []}]", "AWS_IAM - - true own", "I"},
		{rest, "", "[{cog: [], key: []}]", "COGNITO_USER_POOLS cog - true own", "I"},
		{rest, "[{req: []}]", "", "CUSTOM req - false root", "M"},
		{rest, "[{iam: []}]", "", "AWS_IAM - - false root", "I"},
		{rest, "[{bearer: []}]", "", "NONE - - false root", "I"},
		{rest, "[{keyed: []}]", "", "CUSTOM keyed - false root", "M"},
		{rest, "[{nobody: []}]", "", "? ? ? ? root", "U"},
		{rest, "[{nobody: []}]", "[{tok: []}]", "CUSTOM tok - false own", "M"},
		{rest, "[{tok: []}, {req: []}]", "", "? ? ? false root", "U"},
		{rest, "[{tok: []}, {req: []}]", "[{req: []}]", "CUSTOM req - false own", "M"},
		{rest, "[{tok: []}, {}]", "", "? ? ? false root", "U"},
		{rest, "[{tok: []}]", "[{}]", "NONE - - false own", "U"},
		{rest, "[{tok: []}]", "[{key: []}]", "NONE - - true own", "D"},
		{rest, "[{tok: []}]", "[{bearer: []}]", "NONE - - false own", "I"},
		{rest, "[{key: []}]", "[]", "NONE - - false own", "U"},
		{rest, "[{key: []}]", "[{tok: []}]", "CUSTOM tok - false own", "M"},
		{rest, "[{tok: [], key: []}]", "", "CUSTOM tok - true root", "I"},
		{rest, "[{tok: []}]", "${security}", "? ? ? ? own", "U"},
		{http, "", "[{nobody: []}]", "? ? ? ? own", "U"},
		{http, "", "[{jwt: []}, {}]", "? ? ? false own", "U"},
		{http, "[{lam: []}]", "", "CUSTOM lam - false root", "U"},
		{http, "[{oidc: []}]", "", "NONE - - false root", "U"},
		{http, "[{jwt: [read]}]", "[{jwt: []}]", "JWT jwt - false own", "U"},
		{http, "[{jwt: [read]}]", "[{}]", "NONE - - false own", "U"},
		{http, "[{jwt: [read]}]", "[{NONE: []}]", "NONE - - false own", "U"},
		{http, "${security}", "", "? ? ? ? own", "U"},
	}
	for _, version := range versions {
		for _, test := range tests {
			if protocol := version.name[len(version.name)-4:]; !strings.Contains(test.on, protocol) {
				continue
			}
			evidence := test.evidence
			if evidence == "M" && test.root != "" && strings.HasPrefix(version.name, "Swagger") {
				evidence = "U" // recorded with OpenAPI 3.0 only
			}
			for _, key := range []string{"get", "x-amazon-apigateway-any-method"} {
				t.Run(fmt.Sprintf("%s/root %s/%s %s", version.name, test.root, key, test.operation), func(t *testing.T) {
					text := version.head + version.schemes + "paths:\n  /a:\n    " + key + ":\n      operationId: x\n"
					if test.operation != "" {
						text += "      security: " + test.operation + "\n"
					}
					if test.root != "" {
						text += "security: " + test.root + "\n"
					}
					_, api := read(t, text)
					if got := summary(api.Methods.Items[0]); got != test.want {
						t.Errorf("got  %s\nwant %s [%s]", got, test.want, evidence)
					}
				})
			}
		}
	}
}

// What an operation requires replaces what the root requires, whatever the two are: the
// second half of section 10.4. Each row stands alone at the root, alone at an operation,
// and with every other row in the place that is left.
func TestEveryRootWithEveryOperation(t *testing.T) {
	requirements := map[string][]struct{ written, want, evidence string }{
		"REST": {
			{"[{tok: []}]", "CUSTOM tok - false", "M"},
			{"[{req: []}]", "CUSTOM req - false", "M"},
			{"[{cog: []}]", "COGNITO_USER_POOLS cog - false", "M"},
			{"[{cog: [email]}]", "COGNITO_USER_POOLS cog email false", "M"},
			{"[{keyed: []}]", "CUSTOM keyed - false", "M"},
			{"[{iam: []}]", "AWS_IAM - - false", "D"},
			{"[{key: []}]", "NONE - - true", "D"},
			{"[{tok: [], key: []}]", "CUSTOM tok - true", "I"},
			{"[{tok: []}, {key: []}]", "CUSTOM tok - true", "I"},
			{"[{bearer: []}]", "NONE - - false", "I"},
			{"[{cookie: []}]", "NONE - - ?", "U"},
			{"[{basic: []}]", "? ? ? false", "D"},
			{"[{typeless: []}]", "? typeless - false", "U"},
			{"[{strange: []}]", "? strange - false", "U"},
			{"[{tok: []}, {req: []}]", "? ? ? false", "U"},
			{"[{tok: []}, {}]", "? ? ? false", "U"},
			{"[{nobody: []}]", "? ? ? ?", "U"},
			{"[{NONE: []}]", "NONE - - false", "U"},
			{"[{}]", "NONE - - false", "U"},
			{"[]", "NONE - - false", "U"},
		},
		"HTTP": {
			{"[{jwt: []}]", "JWT jwt - false", "D"},
			{"[{jwt: [read]}]", "JWT jwt read false", "D"},
			{"[{lam: []}]", "CUSTOM lam - false", "D"},
			{"[{iam: []}]", "AWS_IAM - - false", "D"},
			{"[{oidc: []}]", "NONE - - false", "D"},
			{"[{bearer: []}]", "NONE - - false", "I"},
			{"[{jwt: []}, {lam: []}]", "? ? ? false", "D"},
			{"[{jwt: [], iam: []}]", "? ? ? false", "D"},
			{"[{jwt: []}, {}]", "? ? ? false", "U"},
			{"[{nobody: []}]", "? ? ? ?", "U"},
			{"[{NONE: []}]", "NONE - - false", "U"},
			{"[{}]", "NONE - - false", "U"},
			{"[]", "NONE - - false", "U"},
		},
	}
	for _, version := range versions {
		rows := requirements[version.name[len(version.name)-4:]]
		for _, root := range rows {
			text := version.head + version.schemes + "security: " + root.written + "\npaths:\n  /inherits: {get: {}}\n"
			for i, own := range rows {
				text += fmt.Sprintf("  /%d: {get: {security: %s}, x-amazon-apigateway-any-method: {security: %s}}\n", i, own.written, own.written)
			}
			_, api := read(t, text)
			if got, want := summary(api.Methods.Items[0]), root.want+" root"; got != want {
				t.Errorf("%s: root %s, operation without: %s, want %s [%s]", version.name, root.written, got, want, root.evidence)
			}
			for i, method := range api.Methods.Items[1:] {
				own := rows[i/2]
				if got, want := summary(method), own.want+" own"; got != want {
					t.Errorf("%s: root %s, operation %s: %s, want %s [%s]", version.name, root.written, own.written, got, want, own.evidence)
				}
			}
		}
	}
}

// summary is what is known of a method's authorization.
func summary(m *model.Method) string {
	scopes := m.Scopes
	text := model.Value[string]{State: scopes.State}
	if list, ok := scopes.Get(); ok {
		var names []string
		for _, scope := range list {
			names = append(names, show(scope))
		}
		text = model.Written(strings.Join(names, ","), scopes.Range)
	}
	where := "own"
	if m.InheritedFromRoot {
		where = "root"
	}
	authorizer := m.Authorizer
	if address, ok := authorizer.Get(); ok {
		authorizer = model.Written(address[strings.LastIndex(address, ".")+1:], authorizer.Range)
	}
	return strings.Join([]string{show(m.AuthorizationType), show(authorizer), show(text), show(m.APIKeyRequired), where}, " ")
}

// show prints a value, - for one that is unset and ? for one that nobody knows.
func show[T any](value model.Value[T]) string {
	switch got, ok := value.Get(); {
	case ok:
		return fmt.Sprint(got)
	case value.State == model.StateUnset:
		return "-"
	default:
		return "?"
	}
}

func TestAuthExtension(t *testing.T) {
	tests := []struct{ operation, root, want string }{
		{"x-amazon-apigateway-auth: {type: AWS_IAM}", "", "AWS_IAM - - false own"},
		{"x-amazon-apigateway-auth: {type: none}", "", "NONE - - false own"},
		{"x-amazon-apigateway-auth: {type: AWS_IAM}, security: [{iam: []}]", "", "AWS_IAM - - false own"},
		{"x-amazon-apigateway-auth: {type: AWS_IAM}, security: [{tok: []}]", "", "? ? ? ? own"},
		{"x-amazon-apigateway-auth: {type: NONE}", "[{tok: []}]", "? ? ? ? root"},
		{"x-amazon-apigateway-auth: {type: '${auth}'}", "", "? ? ? ? own"},
	}
	for _, test := range tests {
		t.Run(test.operation, func(t *testing.T) {
			text := versions[1].head + restSchemes + "paths: {/a: {get: {" + test.operation + "}}}\n"
			if test.root != "" {
				text += "security: " + test.root
			}
			_, api := read(t, text)
			if got := summary(api.Methods.Items[0]); got != test.want {
				t.Errorf("got  %s\nwant %s", got, test.want)
			}
		})
	}
}

func TestWhatAMethodNames(t *testing.T) {
	_, api := read(t, versions[1].head+restSchemes+"paths: {/a: {get: {security: [{tok: [], key: []}, {nobody: []}, {NONE: []}, {tok: []}]}}}")
	var got []string
	for _, required := range api.Methods.Items[0].Requirements {
		got = append(got, required.Scheme+" "+show(required.Grants))
	}
	if diff := cmp.Diff([]string{"tok authorizer", "key api_key", "nobody -"}, got); diff != "" {
		t.Error(diff)
	}
	if api.Schemes.Complete || api.Authorizers.Complete {
		t.Error("nothing is left out of view although a scheme is named that is not there")
	}
}
