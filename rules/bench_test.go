package rules

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
)

// smallAPI is a REST API as people write them: five methods, an authorizer with a TTL
// that is refused, a stage.
func smallAPI(n int) *model.API {
	name := fmt.Sprint("orders", n)
	api := &model.API{
		Address: "aws_api_gateway_rest_api." + name, Format: model.FormatTerraform, Range: at, Exists: model.Certain(at),
		Name: model.Written(name, at), Protocol: model.Written(model.REST, at), EndpointType: model.Default("EDGE", at),
		APIKeySource: model.Default("HEADER", at), ResourcePolicy: model.Unset[model.Policy](at),
		Schemes: model.Complete[*model.Scheme](), GatewayResponses: model.Complete[*model.GatewayResponse](),
		CallerPolicies: model.Complete[*model.Statement](), Deployments: model.Complete[*model.Deployment](),
		Stages:  model.Complete(&model.Stage{Address: "prod", Range: at, Exists: model.Certain(at), Name: model.Written("prod", at)}),
		Methods: model.Complete[*model.Method](),
	}
	authorizer := &model.Authorizer{
		Address: "aws_api_gateway_authorizer." + name, Range: at, Exists: model.Certain(at), Name: model.Written("token", at),
		Kind: model.Written(model.KindToken, at), URI: model.Unknown[string](at, "of the function"), TTLSeconds: model.Written(7200, at),
		IdentitySources: model.Written([]model.Text{model.Written("method.request.header.Authorization", at)}, at),
		Permissions:     model.Complete[*model.Permission](),
	}
	api.Authorizers = model.Complete(authorizer)
	for i := range 5 {
		place := at
		place.Start, place.End = 100*i, 100*i+20
		api.Methods.Items = append(api.Methods.Items, &model.Method{
			Address: fmt.Sprint("aws_api_gateway_method.m", i), Range: place, Exists: model.Certain(place),
			Verb: model.Written("GET", place), Path: model.Written(fmt.Sprintf("/orders/{id}/part%d", i), place),
			RouteKey: model.Unset[string](place), AuthorizationType: model.Written(model.AuthorizationCustom, place),
			Authorizer: model.Written(authorizer.Address, place), Scopes: model.Unset[[]model.Text](place), APIKeyRequired: model.Default(false, place),
		})
	}
	api.Seal()
	return api
}

func BenchmarkMetadata(b *testing.B) {
	for b.Loop() {
		if _, err := All(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAsk asks all rules about 1,000 APIs.
func BenchmarkAsk(b *testing.B) {
	e, err := Load(func(finding.Rule) bool { return true })
	if err != nil {
		b.Fatal(err)
	}
	apis := make([]*model.API, 1000)
	for i := range apis {
		apis[i] = smallAPI(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, api := range apis {
			if _, err := e.Ask(context.Background(), api); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkAskCustom asks 20 rules of users' own about 1,000 APIs, each about 5 methods.
func BenchmarkAskCustom(b *testing.B) {
	files := map[string]string{}
	for i := range 20 {
		id := fmt.Sprint("own-", i)
		files["method/"+id+".rego"] = customHead + fmt.Sprintf(`package custom.method[%q]

findings contains finding if {
	input.method.authorizationType.value == "NONE"
	startswith(input.method.path.value, "/admin")
	finding := {"range": input.method.range, "message": "m"}
}
`, id)
	}
	custom, err := readCustom(b, files)
	if err != nil {
		b.Fatal(err)
	}
	engine := custom.Engines(nil)[0]
	apis := make([]*model.API, 1000)
	for i := range apis {
		apis[i] = smallAPI(i)
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, api := range apis {
			if _, err := engine.Ask(context.Background(), api); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkReadCustom reads and compiles a rule.
func BenchmarkReadCustom(b *testing.B) {
	dir := b.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "authorizer"), 0o755); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "authorizer", "own.rego"), []byte(customRule("own", "", "")), 0o644); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := readFolders(b, dir); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkInput is the part of BenchmarkAsk that makes values of Rego, for one API.
func BenchmarkInput(b *testing.B) {
	encoders, api := newEncoders(), smallAPI(1)
	b.ReportAllocs()
	for b.Loop() {
		input := encoders.newInput()
		for _, subject := range api.Subjects() {
			input.term(subject.Input)
		}
	}
}

// BenchmarkARNMatches is what a rule about policies asks for each method and statement.
func BenchmarkARNMatches(b *testing.B) {
	method := newEncoders().newInput().term(model.MethodInput{Method: smallAPI(1).Methods.Items[0], API: &model.API{}})
	text := method.Get(ast.StringTerm("method")).Get(ast.StringTerm("arn"))
	operands := []*ast.Term{ast.StringTerm("arn:aws:execute-api:eu-west-1:123456789012:a1b2c3d4e5/*/GET/billing/*"), text}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := arnMatches(operands); err != nil {
			b.Fatal(err)
		}
	}
}
