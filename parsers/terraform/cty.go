package terraform

import (
	"cmp"
	"maps"
	"slices"

	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"
	"github.com/zclconf/go-cty/cty/function"

	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// maxExponent bounds numbers: one of 10 digits can be a text of a gigabyte.
const maxExponent = 4096

// fromCty makes a node of a value of cty; all of it has the same place.
func (u *unit) fromCty(v cty.Value, at source.Range) *tree.Node {
	v, _ = v.Unmark()
	switch ty := v.Type(); {
	case !v.IsKnown() || !u.enter():
		return tree.NewUnknown(at, "depends on what is not known before the deployment")
	case v.IsNull():
		u.leave()
		return &tree.Node{Kind: tree.Null, Range: at}
	default:
		defer u.leave()
		return u.fromKnown(v, ty, at)
	}
}

func (u *unit) fromKnown(v cty.Value, ty cty.Type, at source.Range) *tree.Node {
	switch {
	case ty == cty.String:
		u.spend(len(v.AsString()) / 64)
		return &tree.Node{Kind: tree.String, Text: v.AsString(), Range: at}
	case ty == cty.Bool:
		return answer(truthOf(v.True()), at, "")
	case ty == cty.Number:
		return numberNode(v, at)
	case ty.IsObjectType() || ty.IsMapType():
		n := &tree.Node{Kind: tree.Mapping, Range: at}
		for it := v.ElementIterator(); it.Next(); {
			key, element := it.Element()
			n.Fields = append(n.Fields, tree.Field{Key: key.AsString(), KeyRange: at, Value: u.fromCty(element, at)})
		}
		return n
	case ty.IsListType() || ty.IsTupleType() || ty.IsSetType():
		n := &tree.Node{Kind: tree.Sequence, Range: at}
		if ty.IsSetType() {
			n.Tag = setTag
		}
		for it := v.ElementIterator(); it.Next(); {
			_, element := it.Element()
			n.Items = append(n.Items, u.fromCty(element, at))
		}
		return n
	default:
		return tree.NewUnknown(at, "a value of this type cannot be read")
	}
}

func numberNode(v cty.Value, at source.Range) *tree.Node {
	if isHugeNumber(v) {
		return tree.NewUnknown(at, "the number is too large")
	}
	return &tree.Node{Kind: tree.Number, Text: v.AsBigFloat().Text('f', -1), Range: at}
}

// toCty makes a value of cty for a function. What is not known stays unknown.
func (u *unit) toCty(n *tree.Node) cty.Value {
	if n == nil || n.Kind == tree.Null {
		return cty.NullVal(cty.DynamicPseudoType)
	}
	if n.Open != "" || !u.enter() {
		return cty.DynamicVal
	}
	defer u.leave()
	switch n.Kind {
	case tree.Mapping:
		fields := make(map[string]cty.Value, len(n.Fields))
		for _, field := range n.Fields {
			fields[field.Key] = u.toCty(field.Value)
		}
		return cty.ObjectVal(fields)
	case tree.Sequence:
		return u.toTuple(n)
	default:
		u.spend(len(n.Text) / 64)
		return scalarToCty(n)
	}
}

func scalarToCty(n *tree.Node) cty.Value {
	switch {
	case n.Kind == tree.String:
		return cty.StringVal(n.Text)
	case n.Kind == tree.Bool:
		return cty.BoolVal(n.Text == "true")
	case n.Kind == tree.Number:
		if number, err := cty.ParseNumberVal(n.Text); err == nil {
			return number
		}
	case isCertainlyText(n):
		return cty.UnknownVal(cty.String)
	}
	return cty.DynamicVal
}

func (u *unit) toTuple(n *tree.Node) cty.Value {
	items := make([]cty.Value, 0, len(n.Items))
	for _, item := range n.Items {
		items = append(items, u.toCty(item))
	}
	return cty.TupleVal(items)
}

// apply calls a function of cty. The place of the result is the whole call.
func (u *unit) apply(f function.Function, arguments []*tree.Node, at source.Range) *tree.Node {
	values := make([]cty.Value, 0, len(arguments))
	why, size := "", 0
	for i, argument := range arguments {
		value, err := convert.Convert(u.toCty(argument), parameter(f, i))
		if err != nil {
			return u.fail(at, "%v", err)
		}
		if isHugeNumber(value) {
			return tree.NewUnknown(at, "the number is too large")
		}
		values = append(values, value)
		why = cmp.Or(why, u.reason(argument))
		size += len(argument.Text)
	}
	if u.steps <= 0 || size > source.MaxCode {
		return tree.NewUnknown(at, tooLarge)
	}
	result, err := f.Call(values)
	if err != nil {
		return u.fail(at, "%v", err)
	}
	n := u.fromCty(result, at)
	if !n.IsKnown() && why != "" {
		n.Why = why
		u.doubts++
	}
	return n
}

// parameter is the type that a function takes at a place.
func parameter(f function.Function, i int) cty.Type {
	if parameters := f.Params(); i < len(parameters) {
		return parameters[i].Type
	}
	if rest := f.VarParam(); rest != nil {
		return rest.Type
	}
	return cty.DynamicPseudoType
}

// reason says why something in a value is not known.
func (u *unit) reason(n *tree.Node) string {
	if why := tree.Why(n); why != "" || n == nil || !u.enter() {
		return why
	}
	defer u.leave()
	for _, item := range n.Items {
		if why := u.reason(item); why != "" {
			return why
		}
	}
	for _, field := range n.Fields {
		if why := u.reason(field.Value); why != "" {
			return why
		}
	}
	return ""
}

// sortedKeys lists the keys of a map in order.
func sortedKeys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
