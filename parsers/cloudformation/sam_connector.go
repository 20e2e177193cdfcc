package cloudformation

import (
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// addConnectors adds the permissions that connectors from an API to functions make:
// those that are resources, and those embedded in the resource that they start from.
// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-connector.html
func (t *template) addConnectors(r *resource) {
	if r.kind == typeServerlessConnector {
		p := t.resolved(r)
		t.connect(r, p, p.Get("Source"), r.address(), r.key)
		return
	}
	embedded := r.node.Get("Connectors")
	if !isAPI(r.kind) || embedded == nil {
		return
	}
	for _, field := range embedded.Fields {
		p := t.resolve(field.Value.Get("Properties"))
		from := p.Get("SourceReference")
		if from.IsAbsent() {
			from = &tree.Node{Kind: tree.Mapping, Range: field.KeyRange}
		}
		id := tree.Field{Key: "Id", KeyRange: field.KeyRange, Value: &tree.Node{Kind: tree.String, Text: r.id, Range: field.KeyRange}}
		embeddedSource := *from
		embeddedSource.Fields = append(slices.Clone(from.Fields), id)
		t.connect(r, p, &embeddedSource, r.address()+".Connectors."+field.Key, field.KeyRange)
	}
}

// connect adds the permissions of one connector, one for each destination.
func (t *template) connect(r *resource, properties, from *tree.Node, address string, at source.Range) {
	api, ok := t.connected(from)
	writes := slices.ContainsFunc(properties.Get("Permissions").Elements(), func(n *tree.Node) bool { return n.Text != "Read" })
	if !ok || !writes {
		return
	}
	qualifier := t.reader.TextOf(from.Get("Qualifier"), at).Or("*")
	for _, destination := range properties.Get("Destination").Elements() {
		function, ok := t.destination(destination, at)
		if !ok {
			continue
		}
		resource := append([]model.Part{model.Literal("/")}, partsOrHole(qualifier, "the qualifier")...)
		t.permitCalls(generatedPermission(address, at, api, resource), function, r.exists)
	}
}

// connected is the address of the API that a connector starts from.
func (t *template) connected(from *tree.Node) (address string, ok bool) {
	if r := t.byID[textOf(from.Get("Id"))]; r != nil {
		return r.address(), isAPI(r.kind)
	}
	id := from.Get("ResourceId")
	if id != nil && len(id.Parts) == 1 && id.Parts[0].Hole != nil && id.Parts[0].Hole.Kind == model.HoleAPI {
		return id.Parts[0].Hole.Of, true
	}
	return "", false
}

// destination is the function that a connector leads to.
func (t *template) destination(n *tree.Node, at source.Range) (function model.Text, ok bool) {
	if r := t.byID[textOf(n.Get("Id"))]; r != nil {
		isFunction := r.kind == typeFunction || r.kind == typeServerlessFunction
		return model.TextOf(at, "names are made by the deployment", model.HoleOf(model.HoleFunction, r.address())), isFunction
	}
	arn := t.reader.TextOf(n.Get("Arn"), at)
	return arn, arn.State != model.StateUnset
}
