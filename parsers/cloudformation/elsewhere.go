package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// openHandedOver opens the lists of APIs to which another stack can add, since this
// template hands them to it: as a parameter of a nested stack, or as an output.
func (t *template) openHandedOver() {
	handed := map[string]string{} // why, by the address of the API
	for _, r := range t.resources {
		if r.kind == typeStack || r.kind == typeServerlessApplication {
			t.parametersOf(r, handed)
		}
	}
	t.outputs(handed)
	for _, api := range t.declared.APIs {
		if why := handed[api.Address]; why != "" {
			api.Open(why)
		}
	}
}

// outputs notes the APIs that outputs hand over.
func (t *template) outputs(handed map[string]string) {
	outputs := t.document.Get("Outputs")
	if outputs == nil {
		return
	}
	for _, output := range outputs.Fields {
		if address := t.handed(t.resolve(output.Value.Get("Value")), output.Value.Has("Export")); address != "" {
			handed[address] = "the output " + output.Key + " hands it to other stacks"
		}
	}
}

// parametersOf notes the APIs that a nested stack gets.
func (t *template) parametersOf(stack *resource, handed map[string]string) {
	parameters := t.property(stack, "Parameters")
	if parameters == nil {
		return
	}
	for _, parameter := range parameters.Fields {
		for _, value := range append([]*tree.Node{parameter.Value}, parameter.Value.Elements()...) {
			if address := t.handed(value, true); address != "" {
				handed[address] = "the nested stack " + stack.id + " gets it"
			}
		}
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
