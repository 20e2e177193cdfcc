package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// openHandedOver opens the lists of APIs to which something out of view can add, since
// a template hands them to it: another stack, or the function behind a custom resource.
func (t *template) openHandedOver() {
	for _, api := range t.declared.APIs {
		if why := t.shared.handed[api.Address]; why != "" {
			api.Open(why)
		}
	}
}

// noteHandedOver notes what the template hands over.
func (t *template) noteHandedOver() {
	for _, r := range t.resources {
		values, why := t.handedBy(r)
		visit(values, func(value *tree.Node) {
			if address := t.handed(value, true); address != "" {
				t.shared.handed[address] = why
			}
		})
	}
	t.noteOutputs()
}

// noteOutputs notes the APIs that outputs hand over. Those of a nested stack go to the
// template around it, unless they are exported.
func (t *template) noteOutputs() {
	outputs := t.document.Get("Outputs")
	if outputs == nil {
		return
	}
	fields, _ := t.expanded(outputs.Fields, 0)
	for _, output := range fields {
		exported := output.Value.Has("Export")
		if t.stack != nil && !exported {
			continue
		}
		if address := t.handed(t.resolve(output.Value.Get("Value")), exported); address != "" {
			t.shared.handed[address] = "the output " + output.Key + " hands it to other stacks"
		}
	}
}

// handedBy is what a resource hands over, and to whom; nil for most resources.
func (t *template) handedBy(r *resource) (values *tree.Node, why string) {
	switch {
	case isStack(r.kind) && t.nested(r) != nil:
		return nil, "" // what it does with it is in view
	case isStack(r.kind):
		return t.property(r, "Parameters"), "the nested stack " + r.id + " gets it"
	case r.kind == typeSSMParameter:
		return t.property(r, "Value"), "the SSM parameter " + r.id + " hands it to other stacks"
	case r.kind == typeCustomResource, strings.HasPrefix(r.kind, customPrefix):
		return t.resolve(r.properties), "the custom resource " + r.id + " gets it"
	default:
		return nil, ""
	}
}

// handed is the address of the API whose root resource, authorizer or id a value is.
// An id alone is often shown to people: it counts only where it is meant for stacks.
func (t *template) handed(value *tree.Node, toStacks bool) string {
	if value == nil || len(value.Parts) != 1 || value.Parts[0].Hole == nil {
		return ""
	}
	hole := *value.Parts[0].Hole
	switch {
	case hole.Kind == model.HoleAPI && toStacks:
		return hole.Of
	case hole.Kind == model.HoleResource, hole.Kind == model.HoleAuthorizer:
		return t.apiOf(hole.Of)
	default:
		return ""
	}
}

// apiOf is the address of the API that a resource or an authorizer belongs to; that
// of an API is its own.
func (t *template) apiOf(address string) string {
	r := t.shared.byAddress[address]
	if r == nil || isAPI(r.kind) {
		return address
	}
	for _, property := range []string{"RestApiId", "ApiId"} {
		if hole, ok := model.SoleHole(t.reader.TextOf(r.of.property(r, property), r.key), model.HoleAPI); ok {
			return hole.Of
		}
	}
	return address
}
