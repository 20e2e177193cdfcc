package terraform

import (
	"slices"
	"strconv"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

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
		m.noteDefault(name, value)
	}
	if value == nil || declared["type"] == nil {
		return value
	}
	constraint, defaults := constraintOf(declared["type"].Expr)
	return m.unit.convert(value, constraint, defaults)
}

// noteDefault notes where the default of a variable stands that a deployment may give
// another value: what a module is not given by its call, nobody else gives it.
func (m *module) noteDefault(name string, value *tree.Node) {
	if m.prefix == "" && value != nil {
		m.unit.defaults[value.Range] = "variable " + name
	}
}

// constraintOf reads a type; any is what nobody understands. The bare words list and map
// are from before types had elements.
// https://developer.hashicorp.com/terraform/language/expressions/type-constraints
func constraintOf(expr hclsyntax.Expression) (cty.Type, *typeexpr.Defaults) {
	switch hcl.ExprAsKeyword(expr) {
	case "list":
		return cty.List(cty.DynamicPseudoType), nil
	case "map":
		return cty.Map(cty.DynamicPseudoType), nil
	}
	constraint, defaults, diagnostics := typeexpr.TypeConstraintWithDefaults(expr)
	if diagnostics.HasErrors() {
		return cty.DynamicPseudoType, nil
	}
	return constraint, defaults
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
		return u.convertTuple(n, to, defaults)
	case n.Kind == tree.Sequence && to.IsSetType():
		return u.set(u.convertItems(n, to.ElementType(), child(defaults, "")))
	case n.Kind == tree.Sequence && to.IsListType():
		return u.convertItems(n, to.ElementType(), child(defaults, ""))
	case n.Kind == tree.Mapping && to.IsMapType():
		return u.convertFields(n, to.ElementType(), child(defaults, ""))
	default:
		return u.misfit(n, to)
	}
}

// misfit is what becomes of a value that Terraform cannot convert.
func (u *unit) misfit(n *tree.Node, to cty.Type) *tree.Node {
	return u.fail(n.Range, "%s is given where the variable is of type %s", n.KindName(), to.FriendlyName())
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

// convertScalar makes a text of a number, or a number of a text that is written like one.
func (u *unit) convertScalar(n *tree.Node, to cty.Type) *tree.Node {
	switch {
	case n.Kind == tree.String && to == cty.String:
		return n // more may be known of it
	case !n.IsScalar():
		return u.misfit(n, to)
	}
	value, err := convert.Convert(scalarToCty(n), to)
	if err != nil {
		return u.misfit(n, to)
	}
	converted := u.fromCty(value, n.Range)
	converted.Name = n.Name
	return converted
}

func (u *unit) convertTuple(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	types := to.TupleElementTypes()
	if n.Kind != tree.Sequence || n.Open == "" && len(n.Items) != len(types) || len(n.Items) > len(types) {
		return u.misfit(n, to)
	}
	converted := *n
	converted.Items = make([]*tree.Node, 0, len(n.Items))
	for i, item := range n.Items {
		converted.Items = append(converted.Items, u.convert(item, types[i], child(defaults, strconv.Itoa(i))))
	}
	converted.Tag = ""
	return &converted
}

func (u *unit) convertItems(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	to = common(n.Items, to)
	converted := *n
	converted.Items = make([]*tree.Node, 0, len(n.Items))
	for _, item := range n.Items {
		converted.Items = append(converted.Items, u.convert(item, to, defaults))
	}
	converted.Tag = ""
	return &converted
}

func (u *unit) convertFields(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	values := make([]*tree.Node, 0, len(n.Fields))
	for _, field := range n.Fields {
		values = append(values, field.Value)
	}
	to = common(values, to)
	converted := *n
	converted.Fields = make([]tree.Field, 0, len(n.Fields))
	for _, field := range n.Fields {
		field.Value = u.convert(field.Value, to, defaults)
		converted.Fields = append(converted.Fields, field)
	}
	return &converted
}

// common is the type of the elements of a list or a map. Where they may be of any, they
// are all of one: texts, where there are texts among other scalars.
func common(elements []*tree.Node, to cty.Type) cty.Type {
	if to != cty.DynamicPseudoType {
		return to
	}
	var types []cty.Type
	for _, element := range elements {
		switch {
		case element.IsScalar():
			types = append(types, scalarToCty(element).Type())
		case !element.IsAbsent():
			return to
		}
	}
	if unified, _ := convert.UnifyUnsafe(types); unified != cty.NilType {
		return unified
	}
	return to
}

// convertObject keeps the attributes that the type has, and fills in the optional ones
// that are left out.
func (u *unit) convertObject(n *tree.Node, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	if n.Kind != tree.Mapping {
		return u.misfit(n, to)
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
		if !hasField(n, name) {
			value := u.convert(u.leftOut(n, name, to, defaults), to.AttributeType(name), child(defaults, name))
			converted.Fields = append(converted.Fields, tree.Field{Key: name, KeyRange: n.Place(), Value: value})
		}
	}
	return &converted
}

func hasField(n *tree.Node, name string) bool {
	return slices.ContainsFunc(n.Fields, func(field tree.Field) bool { return field.Key == name })
}

// leftOut is what an attribute is that an object does not have.
func (u *unit) leftOut(n *tree.Node, name string, to cty.Type, defaults *typeexpr.Defaults) *tree.Node {
	switch {
	case n.Open != "":
		return tree.NewUnknown(n.Range, n.Open)
	case !to.AttributeOptional(name):
		return u.fail(n.Range, "attribute %s of the variable is missing", name)
	default:
		return u.orDefault(&tree.Node{Kind: tree.Null, Range: n.Range}, name, defaults)
	}
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
