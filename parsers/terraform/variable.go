package terraform

import (
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// variable is the value that a caller or a file gives a variable, or its default.
// Without one it is a hole, at the place that refers to it.
func (m *module) variable(name string, at source.Range) *tree.Node {
	block := m.directory.variables[name]
	if block == nil {
		return nil
	}
	value := m.once("var."+name, at, func() *tree.Node { return m.variableValue(name, block) })
	if value == nil {
		hole := model.HoleOf(model.HoleVariable, m.prefix+"var."+name)
		return tree.NewText(at, "depends on "+m.prefix+"var."+name+", which has no value here", hole)
	}
	return value
}

// variableValue is nil when a variable has no value at all.
func (m *module) variableValue(name string, block *hclsyntax.Block) *tree.Node {
	declared := block.Body.Attributes
	value := m.given(name)
	if value.IsAbsent() && declared["default"] != nil && (value == nil || !m.isNullable(block)) {
		value = scope{module: m, sealed: true}.eval(declared["default"].Expr)
	}
	if value == nil || declared["type"] == nil {
		return value
	}
	constraint, defaults, diagnostics := typeexpr.TypeConstraintWithDefaults(declared["type"].Expr)
	if diagnostics.HasErrors() {
		return value
	}
	return m.unit.convert(value, constraint, defaults)
}

// isNullable tells whether null can be given in place of the default.
func (m *module) isNullable(block *hclsyntax.Block) bool {
	attribute := block.Body.Attributes["nullable"]
	return attribute == nil || m.unit.truth(scope{module: m, sealed: true}.eval(attribute.Expr)) != no
}

// convert makes a value of the type that a variable has: missing attributes of objects
// are filled in, elements that a set has already are dropped.
func (u *unit) convert(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	if to == cty.DynamicPseudoType || n.IsAbsent() || u.objects[n] != nil || !u.enter() {
		return n
	}
	defer u.leave()
	switch {
	case n.Kind == tree.Unknown:
		return u.convertEach(n, to, defaults)
	case to.IsPrimitiveType():
		return u.convertScalar(n, to)
	case to.IsObjectType():
		return u.convertObject(n, to, defaults)
	case to.IsTupleType():
		return n
	case n.Kind == tree.Sequence && to.IsSetType():
		return u.set(u.convertItems(n, to.ElementType(), child(defaults, "")))
	case n.Kind == tree.Sequence && to.IsListType():
		return u.convertItems(n, to.ElementType(), child(defaults, ""))
	case n.Kind == tree.Mapping && to.IsMapType():
		return u.convertFields(n, to.ElementType(), child(defaults, ""))
	default:
		return u.fail(n.Range, "%s is given where the variable is a %s", n.KindName(), to.FriendlyName())
	}
}

func child(defaults *typeexpr.Defaults, name string) *typeexpr.Defaults {
	if defaults == nil {
		return nil
	}
	return defaults.Children[name]
}

// convertEach converts the possibilities of a value that is not decided.
func (u *unit) convertEach(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	if len(n.OneOf) == 0 {
		return n
	}
	converted := *n
	converted.OneOf = nil
	for _, possible := range n.OneOf {
		converted.OneOf = append(converted.OneOf, u.convert(possible, to, defaults))
	}
	return &converted
}

func (u *unit) convertScalar(n *tree.Node, to cty.Type) *tree.Node {
	kind := map[cty.Type]tree.Kind{cty.String: tree.String, cty.Number: tree.Number, cty.Bool: tree.Bool}[to]
	switch {
	case n.Kind == kind:
		return n
	case !n.IsScalar():
		return u.fail(n.Range, "%s is given where the variable is a %s", n.KindName(), to.FriendlyName())
	}
	converted := *n
	converted.Kind = kind
	return &converted
}

func (u *unit) convertItems(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	converted := *n
	converted.Items = make([]*tree.Node, 0, len(n.Items))
	for _, item := range n.Items {
		converted.Items = append(converted.Items, u.convert(item, to, defaults))
	}
	converted.Tag = ""
	return &converted
}

func (u *unit) convertFields(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	converted := *n
	converted.Fields = make([]tree.Field, 0, len(n.Fields))
	for _, field := range n.Fields {
		field.Value = u.convert(field.Value, to, defaults)
		converted.Fields = append(converted.Fields, field)
	}
	return &converted
}

// convertObject keeps the attributes that the type has, and fills in those left out.
func (u *unit) convertObject(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	if n.Kind != tree.Mapping {
		return u.fail(n.Range, "%s is given where the variable is an object", n.KindName())
	}
	converted := *n
	converted.Fields = nil
	for _, field := range n.Fields {
		if to.HasAttribute(field.Key) {
			field.Value = u.convert(u.orDefault(field.Value, field.Key, defaults), to.AttributeType(field.Key), child(defaults, field.Key))
			converted.Fields = append(converted.Fields, field)
		}
	}
	for _, name := range sortedKeys(to.AttributeTypes()) {
		if n.Get(name) == nil {
			value := u.convert(u.orDefault(&tree.Node{Kind: tree.Null, Range: n.Range}, name, defaults), to.AttributeType(name), child(defaults, name))
			converted.Fields = append(converted.Fields, tree.Field{Key: name, KeyRange: n.Place(), Value: value})
		}
	}
	return &converted
}

// orDefault is the default of an attribute that is null, if it has one.
func (u *unit) orDefault(value *tree.Node, name string, defaults *typeexpr.Defaults) *tree.Node {
	if defaults == nil || value.Kind != tree.Null {
		return value
	}
	if fill, ok := defaults.DefaultValues[name]; ok {
		return u.fromCty(fill, value.Range)
	}
	return value
}
