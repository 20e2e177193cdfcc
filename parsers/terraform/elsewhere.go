package terraform

import (
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// openHandedOver opens the lists of APIs to which another configuration can add, since
// this one hands them to it.
func (b *builder) openHandedOver() {
	for _, api := range b.declared.APIs {
		if why := b.handed[api.Address]; why != "" {
			api.Open(why)
		}
	}
}

// outputs notes the APIs that the outputs of the root module hand over: to whoever
// reads its state, or calls it as a module.
func (b *builder) outputs(top *module) {
	b.unit.attempts++ // what cannot be read here is missing from no API
	defer func() { b.unit.attempts-- }()
	for _, name := range sortedKeys(top.directory.outputs) {
		value := top.attribute(name, header(top.directory.outputs[name]))
		b.hand(value, false, "the output "+name+" hands it to other configurations")
	}
}

// parameter notes the APIs that aws_ssm_parameter hands over.
func (b *builder) parameter(r *resource) {
	for _, name := range []string{"value", "insecure_value"} {
		b.hand(r.written(name), true, "the SSM parameter "+r.address+" hands it to other configurations")
	}
}

// hand notes the APIs whose root resource, authorizer or id a value holds. An id alone
// is often shown to people: it counts only where it is meant for configurations.
func (b *builder) hand(n *tree.Node, idCounts bool, why string) {
	if n == nil || !b.unit.enter() {
		return
	}
	defer b.unit.leave()
	if address := b.handedBy(n, idCounts); address != "" {
		b.handed[address] = why
	}
	for _, field := range n.Fields {
		b.hand(field.Value, idCounts, why)
	}
	for _, item := range slices.Concat(n.Items, n.OneOf, []*tree.Node{b.unit.encoded[n]}, b.inside(n)) {
		b.hand(item, idCounts, why)
	}
}

// inside is what a value holds that is asked for one attribute at a time.
func (b *builder) inside(n *tree.Node) []*tree.Node {
	var values []*tree.Node
	switch o := b.unit.objects[n].(type) {
	case *representative:
		values = append(values, o.one)
	case *module:
		for _, name := range sortedKeys(o.directory.outputs) {
			values = append(values, o.attribute(name, n.Range))
		}
	}
	return values
}

// handedBy is the address of the API that a value alone hands over; empty for most.
func (b *builder) handedBy(n *tree.Node, idCounts bool) string {
	if r, ok := b.unit.objects[n].(*resource); ok {
		return b.apiOf(r.address)
	}
	if len(n.Parts) != 1 || n.Parts[0].Hole == nil {
		return ""
	}
	switch hole := n.Parts[0].Hole; {
	case hole.Kind == model.HoleAPI && idCounts:
		return hole.Of
	case hole.Kind == model.HoleResource, hole.Kind == model.HoleAuthorizer:
		return b.apiOf(hole.Of)
	default:
		return ""
	}
}

// apiOf is the address of the API that a resource of API Gateway belongs to; that of an
// API is its own. Other resources hand no API over.
func (b *builder) apiOf(address string) string {
	r := b.unit.resources[address]
	switch {
	case b.apis[address] != nil:
		return address
	case r == nil || !isOurs(r.kind):
		return ""
	}
	for _, name := range []string{"rest_api_id", "api_id"} {
		if owner, ok := soleHole(certain(r.written(name)), model.HoleAPI); ok {
			return owner.Of
		}
	}
	return ""
}
