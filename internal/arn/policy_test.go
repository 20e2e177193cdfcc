package arn

import (
	"strings"
	"testing"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

var here = source.Range{File: "index.js", Start: 1, End: 2}

// methodsOf are the methods of an API, written as "GET /orders/{id}".
func methodsOf(protocol string, methods ...string) []*model.Method {
	a := &model.API{Address: "api", Protocol: model.Written(protocol, here)}
	for _, written := range methods {
		verb, path, _ := strings.Cut(written, " ")
		a.Methods.Items = append(a.Methods.Items, &model.Method{
			Verb: model.Written(verb, here), Path: model.Written(path, here), RouteKey: model.Unset[string](here), Range: here,
		})
	}
	a.Seal()
	return a.Methods.Items
}

// statement allows or denies what functions write as the resource: MINE is the ARN of the
// request, HOST its beginning up to the id of the API, STAGE, VERB and PATH its pieces.
func statement(effect string, resources ...string) *model.Statement {
	var texts []model.Text
	for _, resource := range resources {
		texts = append(texts, model.TextOf(here, "", pieces(resource)...))
	}
	return &model.Statement{
		Effect: model.Written(effect, here), Resources: model.Written(texts, here), NotResources: model.Unset[[]model.Text](here),
		Actions: model.Written([]model.Text{model.Written("execute-api:Invoke", here)}, here), NotActions: model.Unset[[]model.Text](here),
		Conditional: model.Default(false, here),
	}
}

func pieces(resource string) []model.Part {
	names := map[string][]model.Part{
		"MINE": {model.HoleOf(model.HoleEvent, model.FieldMethodARN)},
		"HOST": {
			model.Literal("arn:"), model.HoleOf(model.HolePartition, ""), model.Literal(":execute-api:"), model.HoleOf(model.HoleRegion, ""),
			model.Literal(":"), model.HoleOf(model.HoleAccount, ""), model.Literal(":"), model.HoleOf(model.HoleAPI, ""),
		},
		"STAGE": {model.HoleOf(model.HoleStage, "")},
		"VERB":  {model.HoleOf(model.HoleVerb, "")},
		"PATH":  {model.HoleOf(model.HolePath, "")},
		"OTHER": {model.HoleOf(model.HoleOther, "x")},
	}
	var parts []model.Part
	for resource != "" {
		next := len(resource)
		for name, of := range names {
			if strings.HasPrefix(resource, name) {
				parts, resource, next = append(parts, of...), resource[len(name):], -1
				break
			}
			if i := strings.Index(resource, name); i > 0 {
				next = min(next, i)
			}
		}
		if next > 0 {
			parts, resource = append(parts, model.Literal(resource[:next])), resource[next:]
		}
	}
	return model.JoinParts(parts)
}

func TestVerdicts(t *testing.T) {
	orders := methodsOf(model.REST, "GET /orders", "POST /orders")
	one := methodsOf(model.REST, "GET /orders")
	path := methodsOf(model.REST, "GET /orders/{id}")
	anyVerb := methodsOf(model.REST, "ANY /orders")
	greedy := methodsOf(model.REST, "GET /{proxy+}")
	allow := func(resources ...string) []*model.Statement {
		return []*model.Statement{statement("Allow", resources...)}
	}
	deny := func(resources ...string) *model.Statement { return statement("Deny", resources...) }

	for name, test := range map[string]struct {
		methods    []*model.Method
		statements []*model.Statement
		want       string // own/kept of each method
	}{
		"its own ARN":                       {orders, allow("MINE"), "yes/no yes/no"},
		"its own ARN, one method":           {one, allow("MINE"), "yes/yes"},
		"its own ARN, a path with values":   {path, allow("MINE"), "yes/no"},
		"its own ARN, any verb":             {anyVerb, allow("MINE"), "yes/no"},
		"its own ARN, a greedy path":        {greedy, allow("MINE"), "yes/no"},
		"everything":                        {orders, allow("*"), "yes/yes yes/yes"},
		"everything of the API":             {orders, allow("HOST/*"), "yes/yes yes/yes"},
		"everything of the stage":           {orders, allow("HOST/STAGE/*/*"), "yes/yes yes/yes"},
		"everything of the stage, one star": {path, allow("HOST/STAGE/*"), "yes/yes"},
		"the verb":                          {orders, allow("HOST/STAGE/VERB/*"), "yes/no yes/no"},
		"the path":                          {orders, allow("HOST/STAGE/*/PATH"), "yes/yes yes/yes"},
		"the path, with values":             {path, allow("HOST/STAGE/*/PATH"), "yes/no"},
		"put together again":                {orders, allow("HOST/STAGE/VERB/PATH"), "yes/no yes/no"},
		"GET only":                          {orders, allow("HOST/STAGE/GET/*"), "yes/yes no/no"},
		"a literal ARN of any API":          {orders, allow("arn:aws:execute-api:*:*:*/*/GET/orders"), "unknown/unknown no/no"},
		"one value of a path":               {path, allow("HOST/STAGE/GET/orders/7"), "unknown/no"},
		"one of two resources":              {orders, allow("MINE", "HOST/*"), "yes/yes yes/yes"},
		"nothing, explicitly":               {orders, []*model.Statement{deny("*")}, "no/no no/no"},
		"a denial over an allowance":        {orders, append(allow("*"), deny("HOST/*/POST/*")), "yes/yes no/no"},
		"a denial that may be about it":     {orders, append(allow("*"), deny("OTHER")), "unknown/unknown unknown/unknown"},
		"nothing":                           {orders, nil, "no/no no/no"},
		"somewhere out of view":             {orders, allow("OTHER"), "unknown/unknown unknown/unknown"},
		"a stage of one's own":              {orders, allow("HOST/prod/*"), "unknown/unknown unknown/unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, verdict := range Verdicts(model.Policy{Statements: model.Complete(test.statements...)}, test.methods) {
				got = append(got, verdict.Own+"/"+verdict.Kept)
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("%s, want %s", strings.Join(got, " "), test.want)
			}
		})
	}
}

func TestWhatAStatementIsAbout(t *testing.T) {
	call := model.PartsOf(methodsOf(model.REST, "GET /orders")[0].ARN)
	change := func(change func(*model.Statement)) *model.Statement {
		s := statement("Allow", "*")
		change(s)
		return s
	}
	action := func(names ...string) *model.Statement {
		return change(func(s *model.Statement) {
			var texts []model.Text
			for _, name := range names {
				texts = append(texts, model.Written(name, here))
			}
			s.Actions = model.Written(texts, here)
		})
	}
	for name, test := range map[string]struct {
		statement *model.Statement
		want      model.Answer
	}{
		"any action":              {action("*"), model.Yes},
		"another spelling":        {action("Execute-API:invoke"), model.Yes},
		"another action":          {action("execute-api:ManageConnections"), model.No},
		"one of two":              {action("lambda:*", "execute-api:*"), model.Yes},
		"part of an action":       {action("execute-api:I*"), model.Undecided},
		"an unknown action":       {change(func(s *model.Statement) { s.Actions = model.Unknown[[]model.Text](here, "") }), model.Undecided},
		"other actions than some": {change(func(s *model.Statement) { s.NotActions = s.Actions }), model.Undecided},
		"with a condition":        {change(func(s *model.Statement) { s.Conditional = model.Written(true, here) }), model.Undecided},
		"an unknown effect":       {change(func(s *model.Statement) { s.Effect = model.Unknown[string](here, "") }), model.Undecided},
		"unknown resources":       {change(func(s *model.Statement) { s.Resources = model.Unknown[[]model.Text](here, "") }), model.Undecided},
	} {
		if got := Allows(model.Policy{Statements: model.Complete(test.statement)}, call, call); got != test.want {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
	open := model.Complete[*model.Statement]()
	open.Open("some are out of view")
	if got := Allows(model.Policy{Statements: open}, call, call); got != model.Undecided {
		t.Errorf("of statements out of view: %v", got)
	}
}
