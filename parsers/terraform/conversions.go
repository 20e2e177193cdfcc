package terraform

import (
	"slices"

	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// as is a scalar as one of another kind; the text of a number is that which Terraform
// gives it. All else stays what it is.
func as(kind tree.Kind, n *tree.Node) *tree.Node {
	if !n.IsScalar() || n.Kind == kind && kind != tree.Number {
		return n
	}
	converted := *n
	converted.Kind = kind
	if n.Kind == tree.Number || kind == tree.Number {
		converted.Text = plainNumber(n)
	}
	return &converted
}

// unified are values as they are when they become elements of one list: scalars are texts
// where one of them is. ok is false where there is no type that all of them can have.
func unified(nodes []*tree.Node) (same []*tree.Node, ok bool) {
	kinds := map[tree.Kind]bool{}
	for _, n := range nodes {
		if n.Kind != tree.Null && n.Kind != tree.Unknown {
			kinds[n.Kind] = true
		}
	}
	switch {
	case len(kinds) < 2:
		return nodes, true
	case kinds[tree.Mapping], kinds[tree.Sequence], !kinds[tree.String]:
		return nil, false
	}
	same = make([]*tree.Node, 0, len(nodes))
	for _, n := range nodes {
		same = append(same, as(tree.String, n))
	}
	return same, true
}

// toText converts a scalar; a text stays what it is, known or in parts.
func toText(c call) *tree.Node { return c.scalar(tree.String) }

func toNumber(c call) *tree.Node { return c.scalar(tree.Number) }

func toBool(c call) *tree.Node { return c.scalar(tree.Bool) }

// scalar is the argument as a scalar of a kind.
func (c call) scalar(kind tree.Kind) *tree.Node {
	from := c.arguments[0]
	_, isNumber := numberOf(from)
	switch {
	case from.Kind == tree.Unknown && kind == tree.Number:
		return c.unknown(from) // "007" is 7
	case from.Kind == tree.Null, from.Kind == tree.Unknown, from.Kind == kind && kind != tree.Number:
		return from
	case from.IsScalar() && kind == tree.String,
		kind == tree.Number && isNumber,
		kind == tree.Bool && from.Kind == tree.String && (from.Text == "true" || from.Text == "false"):
		return as(kind, from)
	case kind == tree.Number && c.unit().mayBecomeHuge(from):
		return c.doubt("the number is too large")
	default:
		return c.fail("%s cannot be converted", from.KindName())
	}
}

func toList(c call) *tree.Node {
	return c.collection(tree.Sequence, func(list *tree.Node) *tree.Node { return list })
}

func toSet(c call) *tree.Node { return c.collection(tree.Sequence, c.unit().set) }

// collection makes a list or a set of a list or a set, with elements of one type.
func (c call) collection(kind tree.Kind, of func(*tree.Node) *tree.Node) *tree.Node {
	from := c.arguments[0]
	switch {
	case from.Kind == tree.Null, from.Kind == tree.Unknown:
		return from
	case from.Kind != kind:
		return c.fail("%s cannot be converted", from.KindName())
	}
	items, ok := unified(from.Items)
	if !ok {
		return c.fail("the elements are not of one type")
	}
	list := *from
	list.Items, list.Tag = slices.Clone(items), ""
	return of(&list)
}

// toMap makes the values of a mapping values of one type.
func toMap(c call) *tree.Node {
	from := c.arguments[0]
	switch {
	case from.Kind == tree.Null, from.Kind == tree.Unknown, c.unit().objects[from] != nil:
		return from
	case from.Kind != tree.Mapping:
		return c.fail("%s cannot be converted", from.KindName())
	}
	values := make([]*tree.Node, 0, len(from.Fields))
	for _, field := range from.Fields {
		values = append(values, field.Value)
	}
	same, ok := unified(values)
	if !ok {
		return c.fail("the values are not of one type")
	}
	converted := *from
	converted.Fields = slices.Clone(from.Fields)
	for i := range converted.Fields {
		converted.Fields[i].Value = same[i]
	}
	return &converted
}

// convertTo is convert(value, type), whose second argument is read as the type of a
// variable is.
// https://developer.hashicorp.com/terraform/language/functions/convert
func (s scope) convertTo(arguments []hclsyntax.Expression, at source.Range) *tree.Node {
	u := s.unit()
	if len(arguments) != 2 {
		return u.fail(at, "convert: %d arguments are given", len(arguments))
	}
	value := s.eval(arguments[0])
	to, defaults, diagnostics := typeexpr.TypeConstraintWithDefaults(arguments[1])
	if diagnostics.HasErrors() {
		return u.fail(at, "convert: the type cannot be read")
	}
	c := call{scope: s, name: "convert", at: at, arguments: []*tree.Node{value}}
	if f := converter(to); f != nil {
		return c.run(builtin{1, 1, nullable, f})
	}
	return u.convert(value, to, defaults)
}

// converter is the function that converts to a type, where there is one.
func converter(to cty.Type) func(call) *tree.Node {
	one := cty.DynamicPseudoType // any one type
	switch {
	case to == cty.String:
		return toText
	case to == cty.Number:
		return toNumber
	case to == cty.Bool:
		return toBool
	case to.Equals(cty.List(one)):
		return toList
	case to.Equals(cty.Set(one)):
		return toSet
	case to.Equals(cty.Map(one)):
		return toMap
	}
	return nil
}

// ephemeralAsNull is null where the value is ephemeral, which is not followed, and the
// value itself where it is not. In a collection each value may be null.
func ephemeralAsNull(c call) *tree.Node {
	const why = "depends on whether the value is ephemeral"
	from := c.arguments[0]
	switch {
	case from.Kind == tree.Null:
		return from
	case from.IsScalar(), from.Kind == tree.Unknown:
		c.unit().doubts++
		return c.unit().oneOf(c.at, why, from, &tree.Node{Kind: tree.Null, Range: c.at})
	default:
		return c.doubt(why)
	}
}

// assumePrefix is a text that begins with another, or a failure.
func assumePrefix(c call) *tree.Node {
	text, prefix := c.arguments[0], c.arguments[1]
	if prefix.IsScalar() && c.unit().begins(text, prefix.Text) == no {
		return c.fail("the text does not begin with %s", prefix.Text)
	}
	return text
}
