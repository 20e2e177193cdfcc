package lint

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/google/go-cmp/cmp"
)

// orders is what each way to write the API in testdata/one-api-many-ways says.
const orders = `protocol REST, key source HEADER
authorizer Pool: cognito_user_pools, 300 s, [method.request.header.Authorization], expression -, URI -, [arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_AbCdEfGhI]
authorizer Request: request, 0 s, [method.request.header.Authorization context.path], expression -, URI arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:judge/invocations, -
authorizer Token: token, 60 s, [method.request.header.Authorization], expression ^[Bb]earer [-0-9A-Za-z._~+/]+=*$, URI arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:judge/invocations, -
complete: true true true true
method DELETE /orders/{id}: CUSTOM by Token, scopes -, key false, inherited false
method GET /orders/{id}: COGNITO_USER_POOLS by Pool, scopes [orders.read], key false, inherited false
method GET /orders: CUSTOM by Request, scopes -, key false, inherited false
method OPTIONS /orders: NONE by -, scopes -, key false, inherited false
method POST /orders: CUSTOM by Token, scopes -, key false, inherited true
response UNAUTHORIZED: 401, Access-Control-Allow-Origin='*'`

// shop is what each way to write the API in testdata/one-terraform-api-many-ways says.
const shop = `protocol REST, key source HEADER
authorizer callers: token, 60 s, [method.request.header.Authorization], expression ^[Bb]earer [-0-9A-Za-z._~+/]+=*$, URI arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:callers/invocations, -
complete: true true true true
method GET /items/{id}: NONE by -, scopes -, key false, inherited false
method GET /items: CUSTOM by callers, scopes -, key false, inherited false
method POST /items: CUSTOM by callers, scopes -, key true, inherited false
response UNAUTHORIZED: 401, WWW-Authenticate='Bearer'`

// One API is one API, in whatever language and in however many files it is written.
func TestOneAPIManyWays(t *testing.T) {
	eachWay(t, "../../testdata/one-api-many-ways", 10, func(t *testing.T, way string) {
		sameAPI(t, way, orders)
		if diff := cmp.Diff([]string{"cached-policy-multiple-methods: 60", "gateway-response-missing-cors"}, found(t, way)); diff != "" {
			t.Error(diff)
		}
	})
}

// Terraform has many ways of its own. The setting to change is where its value is
// written, however far that is from where it is used; and once nobody knows the value,
// nothing is found that rests on it.
func TestOneTerraformAPIManyWays(t *testing.T) {
	eachWay(t, "../../testdata/one-terraform-api-many-ways", 5, func(t *testing.T, way string) {
		sameAPI(t, way, shop)
		if diff := cmp.Diff([]string{"cached-policy-multiple-methods: 60", "method-public-among-protected"}, found(t, way)); diff != "" {
			t.Error(diff)
		}
		twin := t.TempDir()
		if err := os.CopyFS(twin, os.DirFS(way)); err != nil {
			t.Fatal(err)
		}
		replaceIn(t, filepath.Join(twin, "main.tf"), "60", "jsondecode(data.http.settings.response_body).ttl")
		if diff := cmp.Diff([]string{"method-public-among-protected"}, found(t, twin)); diff != "" {
			t.Errorf("nobody knows the cache time: %s", diff)
		}
	})
}

// replaceIn changes a file, in which the old text must be.
func replaceIn(t *testing.T, name, old, new string) {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.Replace(string(text), " "+old+"\n", " "+new+"\n", 1)
	if changed == string(text) {
		t.Fatalf("%s does not have %s", name, old)
	}
	if err := os.WriteFile(name, []byte(changed), 0o600); err != nil {
		t.Fatal(err)
	}
}

// eachWay runs a test for each folder of a folder, of which there must be so many.
func eachWay(t *testing.T, dir string, least int, test func(t *testing.T, way string)) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	ways := 0
	for _, entry := range entries {
		if entry.IsDir() {
			ways++
			t.Run(entry.Name(), func(t *testing.T) { test(t, filepath.Join(dir, entry.Name())) })
		}
	}
	if ways < least {
		t.Errorf("only %d ways", ways)
	}
}

// sameAPI asserts that a folder holds one API that says this.
func sameAPI(t *testing.T, way, want string) {
	t.Helper()
	document, run, err := Models(context.Background(), Options{Root: way, Paths: []string{way}})
	if err != nil {
		t.Fatal(err)
	}
	if len(run.Problems) > 0 || len(document.APIs) != 1 {
		t.Fatalf("%d APIs, problems %v", len(document.APIs), run.Problems)
	}
	if diff := cmp.Diff(want, saying(document.APIs[0])); diff != "" {
		t.Error(diff)
	}
}

// found is what the rules find, with the text of what is found in the document itself:
// the API as a whole is named differently in each language.
func found(t *testing.T, way string) (all []string) {
	t.Helper()
	run, err := Run(context.Background(), Options{Root: way, Paths: []string{way}})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range run.Findings {
		text := f.Rule
		if f.Rule == "cached-policy-multiple-methods" {
			text += ": " + run.Files[f.Range.File].Text(f.Range)
		}
		all = append(all, text)
	}
	slices.Sort(all)
	return all
}

// saying is what an API says about authorization, without addresses and places.
func saying(api *model.API) string {
	first := fmt.Sprintf("protocol %s, key source %s\n", shown(api.Protocol), shown(api.APIKeySource))
	lines := []string{
		fmt.Sprintf("complete: %v %v %v %v", api.Schemes.Complete, api.Authorizers.Complete, api.Methods.Complete, api.GatewayResponses.Complete),
	}
	for _, a := range api.Authorizers.Items {
		lines = append(lines, fmt.Sprintf("authorizer %s: %s, %s s, %s, expression %s, URI %s, %s", shown(a.Name), shown(a.Kind), shown(a.TTLSeconds),
			shownTexts(a.IdentitySources), shown(a.ValidationExpression), shown(a.URI), shownTexts(a.ProviderARNs)))
	}
	for _, m := range api.Methods.Items {
		by := shown(m.Authorizer)
		lines = append(lines, fmt.Sprintf("method %s %s: %s by %s, scopes %s, key %s, inherited %v", shown(m.Verb), shown(m.Path), shown(m.AuthorizationType),
			by[strings.LastIndex(by, ".")+1:], shownTexts(m.Scopes), shown(m.APIKeyRequired), m.InheritedFromRoot))
	}
	for _, r := range api.GatewayResponses.Items {
		line := fmt.Sprintf("response %s: %s", shown(r.Type), shown(r.StatusCode))
		for _, header := range r.Headers.Items {
			line += fmt.Sprintf(", %s=%s", header.Name, shown(header.Value))
		}
		lines = append(lines, line)
	}
	slices.Sort(lines)
	return first + strings.Join(lines, "\n")
}

// shown is a value, - for one that is unset and ? for one that nobody knows.
func shown[T any](value model.Value[T]) string {
	switch got, known := value.Get(); {
	case known:
		return fmt.Sprint(got)
	case value.State == model.StateUnset:
		return "-"
	default:
		return "?"
	}
}

func shownTexts(value model.Value[[]model.Text]) string {
	texts, known := value.Get()
	if !known {
		return shown(value)
	}
	var all []string
	for _, text := range texts {
		all = append(all, shown(text))
	}
	return "[" + strings.Join(all, " ") + "]"
}
