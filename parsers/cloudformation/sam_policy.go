package cloudformation

import (
	"fmt"
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// A policyList is a list in a ResourcePolicy of which the transform makes statements
// for every path. Those about addresses and networks allow everyone, and deny under a
// condition; those about accounts name them.
type policyList struct {
	keys   []string // of the lists that go into one statement
	effect string   // for accounts; empty: everyone is allowed, and some are denied
}

// policyLists are the lists in the order of their statements.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-api-resourcepolicystatement.html
func policyLists() []policyList {
	return []policyList{
		{[]string{"AwsAccountWhitelist"}, "Allow"},
		{[]string{"AwsAccountBlacklist"}, "Deny"},
		{[]string{"IpRangeWhitelist"}, ""},
		{[]string{"IpRangeBlacklist"}, ""},
		{[]string{"SourceVpcBlacklist", "IntrinsicVpcBlacklist", "IntrinsicVpceBlacklist"}, ""},
		{[]string{"SourceVpcWhitelist", "IntrinsicVpcWhitelist", "IntrinsicVpceWhitelist"}, ""},
	}
}

// customStatements is where a ResourcePolicy has statements as they are.
const customStatements = "CustomStatements"

// addEventPolicy adds the statements of the ResourcePolicy of an event. They are for
// its path, and the methods that are there when the transform comes to the event.
func (t *template) addEventPolicy(api *samAPI, event eventMethod) {
	policy := event.auth.Get("ResourcePolicy")
	switch {
	case api.http, policy.IsAbsent():
	case api.document != nil, !policy.IsKnown():
		api.opened = "the resource policies of events make statements of their own"
	default:
		there := api.atPath[textValue(event.method.Path)]
		api.policy = append(api.policy, t.listStatements(api, policy, event.method.Address, there)...)
	}
}

// finishPolicy puts the resource policy together: that of the definition, or of the
// property Policy, with what events add, what Auth.ResourcePolicy makes for every
// path, and its own statements.
func (t *template) finishPolicy(api *samAPI) {
	policy := api.auth.Get("ResourcePolicy")
	if why := tree.Why(policy); why != "" {
		api.opened = why
	}
	made := slices.Clone(api.policy)
	for _, methods := range byPath(api.Methods.Items) {
		made = append(made, t.listStatements(api, policy, api.Address, methods)...)
	}
	if !api.Methods.Complete && hasLists(policy) {
		api.opened = api.Methods.Why
	}
	if statements := policy.Get(customStatements); !statements.IsAbsent() {
		made = append(made, t.customStatements(api, policy, statements)...)
	}
	t.setPolicy(api, made, policy)
}

// setPolicy gives an API its policy, if it has one.
func (t *template) setPolicy(api *samAPI, made []*model.Statement, policy *tree.Node) {
	if len(made) == 0 && api.opened == "" {
		return
	}
	switch api.ResourcePolicy.State {
	case model.StateUnset:
		at := api.Range
		if policy != nil {
			at = policy.Place()
		}
		api.ResourcePolicy = model.Written(model.Policy{Statements: model.Complete[*model.Statement]()}, at)
	case model.StateUnknown:
		return
	}
	statements := &api.ResourcePolicy.Value.Statements
	statements.Items = append(statements.Items, made...)
	if api.properties.Has("Policy") {
		api.opened = "the property Policy is there as well"
	}
	if api.opened != "" {
		statements.Open(api.opened)
	}
}

// customStatements are statements as they are written.
func (t *template) customStatements(api *samAPI, policy, statements *tree.Node) []*model.Statement {
	document := &tree.Node{Kind: tree.Mapping, Range: policy.Range, Name: policy.Place()}
	document.Fields = []tree.Field{{Key: "Statement", KeyRange: statements.Place(), Value: statements}}
	read, _ := t.reader.Policy(document, api.Address+".Auth.ResourcePolicy", api.Range).Get()
	if !read.Statements.Complete {
		api.opened = read.Statements.Why
	}
	return read.Statements.Items
}

// hasLists reports whether a ResourcePolicy has a list of which statements are made.
func hasLists(policy *tree.Node) bool {
	if policy == nil {
		return false
	}
	return slices.ContainsFunc(policy.Fields, func(field tree.Field) bool { return field.Key != customStatements })
}

// byPath sorts methods by their path, in the order of the first method of each.
func byPath(methods []*model.Method) [][]*model.Method {
	var paths [][]*model.Method
	at := map[string]int{}
	for _, method := range methods {
		path, known := method.Path.Get()
		if !known {
			continue
		}
		i, seen := at[path]
		if !seen {
			i, at[path] = len(paths), len(paths)
			paths = append(paths, nil)
		}
		paths[i] = append(paths[i], method)
	}
	return paths
}

// listStatements are the statements that the lists of a ResourcePolicy make for the methods
// of one path.
func (t *template) listStatements(api *samAPI, policy *tree.Node, address string, methods []*model.Method) []*model.Statement {
	var made []*model.Statement
	if !policy.IsKnown() || len(methods) == 0 || !t.spend(1024*len(policy.Fields)*len(methods)) {
		return nil
	}
	resources := t.calls(api, methods)
	everyone := false // may be allowed once
	for _, list := range policyLists() {
		key, written := firstOf(policy, list.keys)
		if written == nil {
			continue
		}
		at := written.Place()
		label := fmt.Sprintf("%s.%s %s", address, key, textValue(methods[0].Path))
		if list.effect != "" {
			made = append(made, statementFor(label, at, list.effect, t.accounts(written), resources, false))
			continue
		}
		anyone := model.Written([]model.Principal{{Type: "*", Value: model.Default("*", at)}}, at)
		if !everyone {
			made = append(made, statementFor(label+" Allow", at, "Allow", anyone, resources, false))
		}
		everyone = true
		made = append(made, statementFor(label+" Deny", at, "Deny", anyone, resources, true))
	}
	return made
}

// firstOf is the first of some lists that has anything in it, or may have.
func firstOf(policy *tree.Node, keys []string) (key string, list *tree.Node) {
	for _, key := range keys {
		list := policy.Get(key)
		if list.IsAbsent() || list.IsKnown() && list.Open == "" && len(list.Elements()) == 0 {
			continue
		}
		return key, list
	}
	return "", nil
}

// accounts are the principals of a list of accounts.
func (t *template) accounts(list *tree.Node) model.Value[[]model.Principal] {
	accounts := t.reader.TextsOf(list, list.Place())
	texts, known := accounts.Get()
	if !known {
		return model.Unknown[[]model.Principal](accounts.Range, accounts.Why)
	}
	principals := []model.Principal{}
	for _, text := range texts {
		principals = append(principals, model.Principal{Type: "AWS", Value: text})
	}
	return model.Written(principals, accounts.Range)
}

// calls are the resources that stand for calls of methods, as the transform writes
// them: any verb for ANY, and a star for each path parameter.
func (t *template) calls(api *samAPI, methods []*model.Method) []model.Text {
	stage := t.reader.Text(api.properties, "StageName")
	resources := []model.Text{}
	for _, method := range methods {
		parts := append([]model.Part{model.Literal("execute-api:/")}, partsOrHole(stage, "the stage")...)
		parts = append(append(parts, model.Literal("/")), verbParts(method.Verb)...)
		parts = append(parts, wildPath(method.Path)...)
		resources = append(resources, model.TextOf(method.Path.Range, stage.Why, parts...))
	}
	return resources
}

// partsOrHole are the pieces of a text, or a hole where nothing is known of it.
func partsOrHole(text model.Text, name string) []model.Part {
	if parts := model.PartsOf(text); parts != nil {
		return parts
	}
	return []model.Part{model.HoleOf(model.HoleOther, name)}
}

// statementFor is a statement of a resource policy that the transform makes.
func statementFor(address string, at source.Range, effect string, principals model.Value[[]model.Principal], resources []model.Text, conditional bool) *model.Statement {
	return &model.Statement{
		Address: address, Range: at, Exists: model.Certain(at),
		Effect:       model.Default(effect, at),
		Principals:   principals,
		NotPrincipal: model.Default(false, at),
		Actions:      model.Default([]model.Text{model.Default("execute-api:Invoke", at)}, at),
		NotActions:   model.Unset[[]model.Text](at),
		Resources:    model.Default(resources, at),
		NotResources: model.Unset[[]model.Text](at),
		Conditional:  model.Default(conditional, at),
	}
}
