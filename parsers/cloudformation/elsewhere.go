package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// openHandedOver opens the lists of APIs to which another stack can add, since this
// template hands them to it: as a parameter of a nested stack, or as an output.
func (t *template) openHandedOver() {
	for _, r := range t.resources {
		if r.kind == typeStack || r.kind == typeServerlessApplication {
			t.openParameters(r)
		}
	}
	outputs := t.document.Get("Outputs")
	if outputs == nil {
		return
	}
	for _, output := range outputs.Fields {
		value := t.resolve(output.Value.Get("Value"))
		t.openHanded(value, output.Value.Has("Export"), "the output "+output.Key+" hands it to other stacks")
	}
}

// openParameters opens what a nested stack gets.
func (t *template) openParameters(stack *resource) {
	parameters := t.property(stack, "Parameters")
	if parameters == nil {
		return
	}
	for _, parameter := range parameters.Fields {
		for _, value := range append(parameter.Value.Elements(), parameter.Value) {
			t.openHanded(value, true, "the nested stack "+stack.id+" gets it")
		}
	}
}

// openHanded opens the API whose root resource, authorizer or id a value is. An id
// alone is often shown to people: it counts only where it is meant for stacks.
func (t *template) openHanded(value *tree.Node, toStacks bool, why string) {
	if value == nil || len(value.Parts) != 1 || value.Parts[0].Hole == nil {
		return
	}
	hole := *value.Parts[0].Hole
	switch {
	case hole.Kind == model.HoleAPI && toStacks:
		t.openAPI(hole.Of, why)
	case hole.Kind == model.HoleResource, hole.Kind == model.HoleAuthorizer:
		t.openAPI(t.apiOf(hole.Of), why)
	}
}

// apiOf is the address of the API that a resource or an authorizer belongs to; that
// of an API is its own.
func (t *template) apiOf(address string) string {
	r := t.byID[strings.TrimPrefix(address, "Resources.")]
	if r == nil || isAPI(r.kind) {
		return address
	}
	for _, property := range []string{"RestApiId", "ApiId"} {
		if hole, ok := model.SoleHole(t.reader.TextOf(t.property(r, property), r.key), model.HoleAPI); ok {
			return hole.Of
		}
	}
	return address
}

// openAPI opens the lists of the API at an address.
func (t *template) openAPI(address, why string) {
	for _, api := range t.declared.APIs {
		if api.Address == address {
			api.Open(why)
		}
	}
}
