package model

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// deploymentInputOf is the input of the rules about the only deployment of an API that has
// one of each setting, and one that may not be there.
func deploymentInputOf(deployment *Deployment, change func(*API)) DeploymentInput {
	method := func(address string, exists Value[bool]) *Method { return &Method{Address: address, Exists: exists} }
	deployment.Address = "deployment"
	used := method(`m["a.b"]`, Certain(here))
	used.AuthorizationType, used.Authorizer = Written(AuthorizationCustom, here), Written("guard", here)
	open := method("api.body.paths./orders.get", Certain(here))
	open.AuthorizationType, open.Authorizer = Written(AuthorizationNone, here), Unset[string](here)
	api := &API{
		Address:          "api",
		Authorizers:      Complete(&Authorizer{Address: "guard", Exists: Certain(here)}, &Authorizer{Address: "perhaps", Exists: Maybe(here, "x")}),
		Methods:          Complete(used, open, method("maybe", Maybe(here, "x"))),
		GatewayResponses: Complete(&GatewayResponse{Address: "denied", Exists: Certain(here)}),
		ResourcePolicy:   Written(Policy{Statements: Complete(&Statement{Address: "p.policy.Statement[0]"}, &Statement{Address: "p.policy.Statement[1]"})}, here),
		Stages:           Complete(&Stage{Address: "on", Deployment: Written("deployment", here)}, &Stage{Address: "off", Deployment: Unset[string](here)}),
		Deployments:      Complete(deployment),
	}
	for _, name := range []string{`m["a.b"]`, "maybe"} {
		api.Definition.beside(name, here)
	}
	change(api)
	for _, subject := range api.Subjects() {
		if subject.Kind == "deployment" {
			return subject.Input.(DeploymentInput)
		}
	}
	return DeploymentInput{}
}

func TestWhatADeploymentDoesNotNotice(t *testing.T) {
	all := []string{"authorizer guard", "gateway_response denied", "resource_policy p.policy", `method m["a.b"]`, "method api.body.paths./orders.get"}
	without := func(names ...string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(one string) bool { return slices.Contains(names, one) })
	}
	tests := map[string]struct {
		notices []string
		want    []string
	}{
		"nothing":         {nil, all},
		"one":             {[]string{"guard"}, without("authorizer guard")},
		"an instance":     {[]string{`m["a.b"]`}, without(all[3])},
		"the body":        {[]string{"api.body"}, without(all[4])},
		"all of the API":  {[]string{"api"}, without(all[4])},
		"the policy":      {[]string{"p"}, without("resource_policy p.policy")},
		"a similar name":  {[]string{"gua", "den", "api.bod", "m"}, all},
		"everything here": {[]string{"guard", "denied", "p.policy", `m["a.b"]`, "api.body"}, []string{}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			input := deploymentInputOf(&Deployment{Notices: Complete(test.notices...)}, func(*API) {})
			got := []string{}
			for _, setting := range input.Unnoticed {
				got = append(got, setting.Kind+" "+setting.Address)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
	for _, test := range []struct {
		name   string
		change func(*API)
		want   []string
	}{
		{"a policy without statements", func(api *API) { api.ResourcePolicy = Written(Policy{}, here) }, without("resource_policy p.policy")},
		{"a method that may not be there", func(api *API) { api.Methods.Items[1].Exists = Maybe(here, "x") }, without(all[4])},
		{"an authorizer that nobody asks", func(api *API) {
			api.Methods.Items[0].Authorizer = Unset[string](here)
			api.Methods.Items = api.Methods.Items[:2]
		}, without("authorizer guard")},
		{"an authorizer of methods that are elsewhere", func(api *API) { api.Methods.Items = nil }, without("authorizer guard", all[3], all[4])},
		{"an authorizer that somebody elsewhere may ask", func(api *API) {
			api.Methods.Items = api.Methods.Items[1:2]
			api.Methods.Open("more")
		}, without("authorizer guard", all[3])},
	} {
		got := []string{}
		for _, setting := range deploymentInputOf(&Deployment{}, test.change).Unnoticed {
			got = append(got, setting.Kind+" "+setting.Address)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestWhatADeploymentWaitsFor(t *testing.T) {
	for before, want := range map[string]string{
		"":                 `| m["a.b"]`,
		`m["a.b"]`:         `m["a.b"] |`,
		"maybe":            `maybe | m["a.b"]`,
		"guard":            `| m["a.b"]`,
		"m":                `| m["a.b"]`,
		"api.body":         `| m["a.b"]`,
		"maybe m[\"a.b\"]": `m["a.b"] maybe |`,
	} {
		input := deploymentInputOf(&Deployment{DependsOn: Complete(strings.Fields(before)...)}, func(*API) {})
		got := strings.TrimSpace(strings.Join(addressesOfMethods(input.Before), " ") + " | " + strings.Join(addressesOfMethods(input.Unordered), " "))
		if got != want {
			t.Errorf("after %q: %q, want %q", before, got, want)
		}
	}
}

func TestStagesOfADeployment(t *testing.T) {
	input := deploymentInputOf(&Deployment{}, func(*API) {})
	if len(input.Stages) != 1 || input.Stages[0].Address != "on" {
		t.Errorf("stages %+v", input.Stages)
	}
}

func addressesOfMethods(methods []*Method) []string {
	var addresses []string
	for _, method := range methods {
		addresses = append(addresses, method.Address)
	}
	return addresses
}
