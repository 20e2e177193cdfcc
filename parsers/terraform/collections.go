package terraform

import (
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// setTag marks a sequence that is a set: it has no indices, and iterating over it
// gives each element as its own key.
const setTag = "set"

// An object is something whose attributes are worked out when they are asked for: an
// instance of a resource, a module.
type object interface {
	attribute(name string, at source.Range) *tree.Node
}

// lazy makes a node of an object. Used as a whole it is a mapping that nothing is known of.
func (u *unit) lazy(o object, at source.Range, why string) *tree.Node {
	n := &tree.Node{Kind: tree.Mapping, Range: at, Open: why}
	u.objects[n] = o
	return n
}

// steps follows .attributes and [indices].
func (s scope) steps(n *tree.Node, steps hcl.Traversal, at source.Range) *tree.Node {
	for _, step := range steps {
		switch step := step.(type) {
		case hcl.TraverseAttr:
			n = s.unit().attribute(n, step.Name, at)
		case hcl.TraverseIndex:
			n = s.unit().index(n, s.unit().fromCty(step.Key, at), at)
		default:
			return tree.NewUnknown(at, "the expression cannot be read")
		}
	}
	return n
}

// attribute is the value under a name.
func (u *unit) attribute(n *tree.Node, name string, at source.Range) *tree.Node {
	if o := u.objects[n]; o != nil {
		return o.attribute(name, at)
	}
	switch {
	case n.Kind == tree.Unknown:
		return u.within(n, name, at, func(possible *tree.Node) *tree.Node { return u.attribute(possible, name, at) })
	case n.Kind != tree.Mapping:
		return u.fail(at, "%s has no attribute %s", n.KindName(), name)
	}
	value := u.lookUp(n, name)
	if value == nil {
		return u.fail(at, "there is no attribute %s", name)
	}
	if !value.IsKnown() && n.Open != "" {
		u.doubts++
	}
	return value
}

// within is an attribute or an element of a value that is not known. It may turn out
// not to be there.
func (u *unit) within(n *tree.Node, name string, at source.Range, of func(*tree.Node) *tree.Node) *tree.Node {
	u.doubts++
	if len(n.OneOf) > 0 && u.spend(len(n.OneOf)) {
		failed := u.failed
		values := make([]*tree.Node, 0, len(n.OneOf))
		for _, possible := range n.OneOf {
			values = append(values, of(possible))
		}
		u.failed = failed
		return u.oneOf(at, n.Why, values...)
	}
	inside := tree.NewUnknown(at, n.Why)
	if len(n.Parts) == 1 && n.Parts[0].Hole != nil && name != "" {
		hole := *n.Parts[0].Hole
		if hole.Attribute != "" {
			name = hole.Attribute + "." + name
		}
		hole.Attribute = name
		inside.Parts = []model.Part{{Hole: &hole}}
	}
	return inside
}

// index is the element under a number or a key.
func (u *unit) index(n, key *tree.Node, at source.Range) *tree.Node {
	if key.Kind == tree.Null {
		return u.fail(at, "null is no key")
	}
	if one := u.represented(n); one != nil {
		return one
	}
	switch {
	case n.Kind == tree.Unknown:
		return u.within(n, key.Text, at, func(possible *tree.Node) *tree.Node { return u.index(possible, key, at) })
	case !key.IsScalar():
		u.doubts++
		return tree.NewUnknown(at, tree.Why(key))
	case n.Kind == tree.Mapping:
		return u.attribute(n, key.Text, at)
	case n.Kind != tree.Sequence || n.Tag == setTag:
		return u.fail(at, "%s has no elements by number", n.KindName())
	}
	i, err := strconv.Atoi(key.Text)
	switch {
	case n.Open != "": // what is not known may stand before it
		u.doubts++
		return tree.NewUnknown(at, n.Open)
	case err == nil && i >= 0 && i < len(n.Items):
		return n.Items[i]
	default:
		return u.fail(at, "there is no element %s", key.Text)
	}
}

// lookUp is the value under a key, as Get has it. Looking through many keys costs steps.
func (u *unit) lookUp(n *tree.Node, key string) *tree.Node {
	u.spend(len(n.Fields) / 256)
	return n.Get(key)
}

// keysOf lists the keys of a mapping in the order in which Terraform iterates.
func (u *unit) keysOf(n *tree.Node) []string {
	fields := fieldsOf(n)
	keys := make([]string, 0, len(fields))
	for _, field := range fields {
		keys = append(keys, field.Key)
	}
	return keys
}

// fieldsOf are the fields of a mapping in the order in which Terraform iterates, the last
// of each key.
func fieldsOf(n *tree.Node) []tree.Field {
	last := make(map[string]tree.Field, len(n.Fields))
	for _, field := range n.Fields {
		if field.Value == nil {
			field.Value = &tree.Node{Kind: tree.Null, Range: n.Range}
		}
		last[field.Key] = field
	}
	fields := make([]tree.Field, 0, len(last))
	for _, key := range sortedKeys(last) {
		fields = append(fields, last[key])
	}
	return fields
}

// An entry is one round of an iteration.
type entry struct{ key, value *tree.Node }

// entries are the rounds of iterating over a collection, and why there may be more.
func (u *unit) entries(collection *tree.Node, at source.Range) (entries []entry, open string) {
	if one := u.represented(collection); one != nil {
		return []entry{{tree.NewUnknown(at, collection.Open), one}}, collection.Open
	}
	switch collection.Kind {
	case tree.Mapping:
		for _, field := range fieldsOf(collection) {
			entries = append(entries, entry{&tree.Node{Kind: tree.String, Text: field.Key, Range: field.KeyRange}, field.Value})
		}
	case tree.Sequence:
		for i, item := range collection.Items {
			key := &tree.Node{Kind: tree.Number, Text: strconv.Itoa(i), Range: item.Range}
			if collection.Tag == setTag {
				key = item
			}
			entries = append(entries, entry{key, item})
		}
	case tree.Unknown:
	default:
		u.fail(at, "%s cannot be iterated over", collection.KindName())
		return nil, "it cannot be iterated over"
	}
	u.spend(len(entries))
	return entries, tree.Why(collection)
}

// forEach evaluates a for expression.
func (s scope) forEach(e *hclsyntax.ForExpr, at source.Range) *tree.Node {
	u := s.unit()
	collection := s.eval(e.CollExpr)
	if !collection.IsKnown() {
		u.doubts++
		return tree.NewUnknown(at, tree.Why(collection))
	}
	result := &tree.Node{Kind: tree.Sequence, Range: at}
	if e.KeyExpr != nil {
		result.Kind = tree.Mapping
	}
	entries, open := u.entries(collection, at)
	result.Open = open
	groups := map[string]*tree.Node{}
	for _, entry := range entries {
		if u.steps <= 0 {
			result.Open = tooLarge
			break
		}
		s.bind(e.KeyVar, entry.key).bind(e.ValVar, entry.value).round(e, result, groups)
	}
	return result
}

// round adds what one round of a for expression gives; groups are the lists that are
// begun, by their keys.
func (s scope) round(e *hclsyntax.ForExpr, result *tree.Node, groups map[string]*tree.Node) {
	u := s.unit()
	if e.CondExpr != nil {
		condition := s.eval(e.CondExpr)
		switch u.truth(condition) {
		case no:
			return
		case 0:
			result.Open = tree.Why(condition)
			return
		}
	}
	value := s.eval(e.ValExpr)
	if e.KeyExpr == nil {
		result.Items = append(result.Items, value)
		return
	}
	key := s.eval(e.KeyExpr)
	switch {
	case !e.Group || !key.IsScalar():
		u.put(result, key, value)
	case groups[key.Text] != nil:
		groups[key.Text].Items = append(groups[key.Text].Items, value)
	default:
		u.put(result, key, &tree.Node{Kind: tree.Sequence, Range: value.Range, Items: []*tree.Node{value}})
		groups[key.Text] = result.Fields[len(result.Fields)-1].Value
	}
}

// splat evaluates source[*].x and source.*.x. A single value counts as a list of it.
func (s scope) splat(e *hclsyntax.SplatExpr, at source.Range) *tree.Node {
	u := s.unit()
	from := s.eval(e.Source)
	items, open := []*tree.Node{from}, ""
	switch one := u.represented(from); {
	case one != nil:
		items, open = []*tree.Node{one}, from.Open
	case from.Kind == tree.Unknown:
		u.doubts++
		return tree.NewUnknown(at, tree.Why(from))
	case from.Kind == tree.Null:
		items = nil
	case from.Kind == tree.Sequence:
		items, open = from.Items, from.Open
	}
	result := &tree.Node{Kind: tree.Sequence, Range: at, Open: open}
	for _, item := range items {
		result.Items = append(result.Items, s.bind(e.Item, item).eval(e.Each))
	}
	return result
}
