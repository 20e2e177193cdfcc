package openapi

import (
	"cmp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
	"github.com/getkin/kin-openapi/openapi3"
)

// A view is the document as kin-openapi types it, cut down to paths, operations and
// security requirements, so that one odd value elsewhere cannot lose it. It says
// which operations there are and which requirements hold for them; what stands in
// them, and where, is read from the tree. Swagger 2.0 has the same shape here.
type view struct {
	typed      *openapi3.T
	operations []operation // in the order of the document
}

// An operation is one of kin-openapi and its places in the tree.
type operation struct {
	typed *openapi3.Operation
	path  tree.Field
	verb  string       // upper case; ANY
	name  string       // the verb as it is written, or x-amazon-apigateway-any-method
	key   source.Range // the name
	body  *tree.Node   // what stands under it
	order int          // in the document: what a loop of a template makes has one place
}

// verbs are the keys of operations that API Gateway imports.
var verbs = []string{"get", "put", "post", "delete", "options", "head", "patch", "trace"}

// view cuts the skeleton. Duplicate paths and verbs: the last one counts.
func (d *document) view(paths *tree.Node) *view {
	v := &view{typed: &openapi3.T{Paths: openapi3.NewPaths()}}
	if root := requirementsOf(d.root); root != nil {
		v.typed.Security = *root
	}
	places := map[*openapi3.Operation]operation{}
	for _, path := range paths.Fields {
		if strings.HasPrefix(path.Key, "x-") {
			continue
		}
		item := d.mapping(path.Value)
		if why := tree.Why(item); why != "" {
			d.api.Methods.Open(why)
		}
		v.typed.Paths.Set(path.Key, d.pathItem(path, item, places))
	}
	v.collect(places)
	return v
}

// pathItem types the operations of a path, and notes their places.
func (d *document) pathItem(path tree.Field, item *tree.Node, places map[*openapi3.Operation]operation) *openapi3.PathItem {
	typed := &openapi3.PathItem{Extensions: map[string]any{}}
	for _, field := range item.Fields {
		if textOf(field.Key, field.KeyRange).State == model.StateUnknown {
			d.api.Methods.Open("the method " + field.Key + " of " + path.Key + " is filled in before the import")
		}
		isVerb := slices.Contains(verbs, field.Key)
		if !isVerb && field.Key != extAnyMethod || field.Value.Kind == tree.Null {
			continue
		}
		o := operation{path: path, verb: "ANY", name: field.Key, key: field.KeyRange, body: d.mapping(field.Value), order: len(places)}
		o.typed = &openapi3.Operation{Security: requirementsOf(o.body)}
		if isVerb {
			o.verb = strings.ToUpper(field.Key)
			typed.SetOperation(o.verb, o.typed)
		} else {
			typed.Extensions[extAnyMethod] = o.typed
		}
		places[o.typed] = o
	}
	return typed
}

// requirementsOf types the security requirements of an operation or of the root. nil
// means that there are none of its own, which is not the same as an empty list.
func requirementsOf(n *tree.Node) *openapi3.SecurityRequirements {
	security := n.Get("security")
	if security.IsAbsent() {
		return nil
	}
	requirements := openapi3.SecurityRequirements{}
	for _, alternative := range security.Elements() {
		requirement := openapi3.NewSecurityRequirement()
		for _, field := range alternative.Fields {
			requirement[field.Key] = []string{} // scopes are read with their places
		}
		requirements = append(requirements, requirement)
	}
	return &requirements
}

// collect lists the operations of all paths. API Gateway's own extension is one, too.
func (v *view) collect(places map[*openapi3.Operation]operation) {
	for _, item := range v.typed.Paths.Map() {
		for _, typed := range item.Operations() {
			v.operations = append(v.operations, places[typed])
		}
		if typed, ok := item.Extensions[extAnyMethod].(*openapi3.Operation); ok {
			v.operations = append(v.operations, places[typed])
		}
	}
	slices.SortFunc(v.operations, func(a, b operation) int {
		return cmp.Or(a.path.KeyRange.Compare(b.path.KeyRange), a.key.Compare(b.key), cmp.Compare(a.order, b.order))
	})
}

// A requirement is one scheme that an alternative demands, with its scopes.
type requirement struct {
	scheme string
	at     source.Range // the name
	scopes *tree.Node
}

// alternatives are the requirements that hold for an operation, each list a way to be
// let in: its own, or else those of the root.
func (v *view) alternatives(o operation, security *tree.Node) (all [][]requirement, inherited bool) {
	typed := v.typed.Security
	if inherited = o.typed.Security == nil; !inherited {
		typed = *o.typed.Security
	}
	for i, alternative := range security.Elements() {
		var demanded []requirement
		for _, field := range alternative.Fields {
			if _, ok := typed[i][field.Key]; ok {
				demanded = append(demanded, requirement{field.Key, field.KeyRange, field.Value})
			}
		}
		all = append(all, demanded)
	}
	return all, inherited
}
