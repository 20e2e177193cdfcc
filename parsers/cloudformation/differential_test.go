package cloudformation

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/authlint/authlint/internal/arn"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/parsers/yaml"
)

// translator is where SAM's own tests of its transform lie, beside the repository
// where there is a corpus: templates, and what CloudFormation gets of them.
const translator = "../../../shared/corpus/cloudformation/aws__serverless-application-model/tests/translator"

// explained are the templates whose two models differ through no fault of the reading
// of SAM, each with the reason.
var explained = map[string]string{}

// TestTransform compares what a SAM template is read as with what the template is read
// as that the transform makes of it.
func TestTransform(t *testing.T) {
	if _, err := os.Stat(translator); err != nil {
		t.Skip("there is no corpus here:", err)
	}
	names, equal := transformed(t), 0
	for _, name := range names {
		in, out := shapesOf(t, "input/"+name+".yaml"), shapesOf(t, "output/"+name+".json")
		diff := gocmp.Diff(out, in)
		reason, known := explained[name]
		switch {
		case diff == "":
			equal++
			if known {
				t.Errorf("%s: the models are equal; the table says they are not: %s", name, reason)
			}
		case !known:
			t.Errorf("%s (-transformed +read):\n%s", name, diff)
		}
	}
	t.Logf("%d of %d templates are read as what the transform makes of them; %d differences are explained", equal, len(names), len(explained))
}

// elsewhere are the templates that the transform refuses for reasons that have nothing
// to do with callers, CORS or the definition of an API.
var elsewhere = map[string]string{
	"error_api_domain_access_association_not_dict":       "a custom domain",
	"error_api_with_custom_domains_route53_invalid_type": "a custom domain",
	"error_http_api_list_route_settings":                 "throttling",
	"error_websocket_api_invalid_basepath_type":          "a custom domain",
	"error_websocket_api_list_access_log_settings":       "logs",
}

// TestTransformRefuses asserts that something is refused of each template that the
// transform refuses, at places where its own message points, and of no other.
func TestTransformRefuses(t *testing.T) {
	if _, err := os.Stat(translator); err != nil {
		t.Skip("there is no corpus here:", err)
	}
	names, found := templates(t), 0
	for _, name := range names {
		refusals := refusalsOf(readCorpus(t, "input/"+name+".yaml"))
		_, other := elsewhere[name]
		switch refused := strings.HasPrefix(name, "error_"); {
		case refused && !other && len(refusals) == 0:
			t.Errorf("%s: nothing is refused", name)
		case (!refused || other) && len(refusals) > 0:
			t.Errorf("%s is refused: %q", name, refusals)
		case refused && !other:
			found++
			t.Logf("%s:\n\t%s", name, strings.Join(refusals, "\n\t"))
		}
	}
	t.Logf("%d of the refused templates are found to be; %d are refused for other reasons", found, len(elsewhere))
}

func refusalsOf(reading model.Reading) []string {
	var all []string
	for _, api := range reading.APIs {
		for _, refusal := range api.Refusals {
			all = append(all, refusal.Address+": "+refusal.Reason)
		}
	}
	return all
}

// transformed are the names of the templates that the transform accepts.
func transformed(t *testing.T) []string {
	t.Helper()
	return slices.DeleteFunc(templates(t), func(name string) bool { return strings.HasPrefix(name, "error_") })
}

// templates are the names of all templates.
func templates(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(translator + "/input/*.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range files {
		names = append(names, strings.TrimSuffix(filepath.Base(file), ".yaml"))
	}
	return names
}

// readCorpus reads one of the translator's templates.
func readCorpus(t *testing.T, name string) model.Reading {
	t.Helper()
	root, err := source.OpenRoot(translator)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	file, err := root.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	documents, problems := yaml.Parse(file)
	if len(documents) != 1 || len(problems) > 0 {
		t.Fatalf("%s: %v", name, problems)
	}
	reading := Read(root, file, documents[0], nil)
	for _, api := range reading.APIs {
		api.Seal()
	}
	return reading
}

// A shape is what decides about callers in an API, without places and addresses.
type shape struct {
	Protocol         string
	Methods          []string
	Authorizers      []string
	GatewayResponses []string
	Policy           []string
}

func shapesOf(t *testing.T, name string) map[string]shape {
	shapes := map[string]shape{}
	for _, api := range readCorpus(t, name).APIs {
		shapes[api.Address] = shapeOf(api)
	}
	return shapes
}

func shapeOf(api *model.API) shape {
	return shape{
		Protocol:         show(api.Protocol),
		Methods:          shown(api.Methods, func(m *model.Method) string { return methodShape(api, m) }),
		Authorizers:      shown(api.Authorizers, authorizerShape),
		GatewayResponses: shown(api.GatewayResponses, responseShape),
		Policy:           policyShape(api.ResourcePolicy),
	}
}

// shown renders the things of a list in order, and whether there may be more.
func shown[T any](list model.List[T], render func(T) string) []string {
	var all []string
	for _, item := range list.Items {
		all = append(all, render(item))
	}
	slices.Sort(all)
	if !list.Complete {
		all = append(all, "…")
	}
	return all
}

func methodShape(api *model.API, m *model.Method) string {
	name := show(m.Authorizer)
	for _, authorizer := range api.Authorizers.Items {
		if address, _ := m.Authorizer.Get(); address == authorizer.Address {
			name = show(authorizer.Name)
		}
	}
	key := show(m.RouteKey)
	if key == "-" {
		key = show(m.Verb) + " " + show(m.Path)
	}
	scopes := showAll(m.Scopes)
	if scopes == "[]" {
		scopes = "-"
	}
	return fmt.Sprintf("%s: %s %s %s key %s%s", key, show(m.AuthorizationType), name, scopes, showValue(m.APIKeyRequired), maybe(m.Exists))
}

func authorizerShape(a *model.Authorizer) string {
	return fmt.Sprintf("%s: %s from %s by %s for %s s, payload %s, simple %s, jwt %s %s, pools %s, role %s, calls %s, permitted %s%s",
		show(a.Name), show(a.Kind), showAll(a.IdentitySources), show(a.ValidationExpression), showValue(a.TTLSeconds),
		show(a.PayloadFormat), showValue(a.SimpleResponses.Or(false)), show(a.JWT.Issuer), showAll(a.JWT.Audience),
		showAll(a.ProviderARNs), show(a.InvokeRole), model.Show(settled(a.URI)), permitted(a), maybe(a.Exists))
}

// permitted says whether API Gateway may call the function of an authorizer.
func permitted(a *model.Authorizer) string {
	answer := "no"
	for _, permission := range a.Permissions.Items {
		if covers := arn.Matches(settled(permission.SourceARN), settled(a.ARN)); covers != model.No {
			answer = covers.String() + maybe(permission.Exists)
		}
	}
	return answer
}

// settled are the pieces of a text in the partition that the expected outputs are for,
// which the transform writes down in some places.
func settled(text model.Text) []model.Part {
	parts := slices.Clone(model.PartsOf(text))
	for i, part := range parts {
		if part.Hole != nil && part.Hole.Kind == model.HolePartition {
			parts[i] = model.Literal("aws")
		}
	}
	return model.JoinParts(parts)
}

func responseShape(r *model.GatewayResponse) string {
	pair := func(p *model.Pair) string { return p.Name + "=" + show(p.Value) }
	return fmt.Sprintf("%s: %s %q %q%s", show(r.Type), show(r.StatusCode), shown(r.Headers, pair), shown(r.Templates, pair), maybe(r.Exists))
}

func policyShape(policy model.Value[model.Policy]) []string {
	value, known := policy.Get()
	if !known {
		return []string{string(policy.State)}
	}
	return shown(value.Statements, func(s *model.Statement) string {
		return fmt.Sprintf("%s %s %s not %s, resources %s not %s, principals %s, conditional %s%s", show(s.Effect), showAll(s.Actions),
			showValue(s.NotPrincipal), showAll(s.NotActions), showAll(s.Resources), showAll(s.NotResources), principals(s.Principals), showValue(s.Conditional), maybe(s.Exists))
	})
}

func principals(principals model.Value[[]model.Principal]) string {
	var all []string
	items, _ := principals.Get()
	for _, principal := range items {
		all = append(all, principal.Type+":"+show(principal.Value))
	}
	return strings.Join(all, ",")
}

func showValue[T any](v model.Value[T]) string {
	if value, known := v.Get(); known {
		return fmt.Sprint(value)
	}
	return cmp.Or(string(v.State), "?")
}

func maybe(exists model.Value[bool]) string {
	if exists.State == model.StateUnknown {
		return ", maybe"
	}
	return ""
}
