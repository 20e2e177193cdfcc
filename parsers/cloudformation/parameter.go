package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// parameter is the value of a template parameter: the one that is given, else its
// default, else unknown, with what it is allowed to be. That of an SSM parameter is the
// name of the value and not the value.
func (t *template) parameter(name string, declaration *tree.Node, at source.Range) *tree.Node {
	if handed := t.handedDown(name, at); handed != nil {
		return handed
	}
	kind, value := textOf(declaration.Get("Type")), declaration.Get("Default")
	if given, ok := t.given[name]; ok {
		value = &tree.Node{Kind: tree.String, Text: given}
	}
	if _, ok := t.given[name]; !ok && !at.IsZero() {
		t.defaults[at] = "parameter " + name
	}
	switch {
	case strings.HasPrefix(kind, "AWS::SSM::Parameter::Value"):
		unknown := t.text(at, model.HoleOf(model.HoleVariable, name))
		unknown.Why = "the parameter " + name + " is read from SSM when the template is deployed"
		return unknown
	case !value.IsScalar() || len(value.Text) > maxParameter:
		unknown := t.text(at, model.HoleOf(model.HoleVariable, name))
		unknown.OneOf = t.allowed(declaration)
		return unknown
	case kind == "CommaDelimitedList", strings.HasPrefix(kind, "List<"):
		return t.listed(value.Text, at)
	}
	literal := t.text(at, model.Literal(value.Text))
	if literal.IsScalar() {
		literal.Kind = value.Kind
	}
	return literal
}

// parameterNames are the names of all parameters of the template.
func (t *template) parameterNames() []string {
	var names []string
	if parameters := t.document.Get("Parameters"); parameters != nil {
		for _, field := range parameters.Fields {
			names = append(names, field.Key)
		}
	}
	return names
}

// isParameter reports whether the template has a parameter of a name.
func (t *template) isParameter(name string) bool {
	return t.entry(t.document.Get("Parameters"), name) != nil
}

// listed is the value of a list parameter, which is written with commas.
func (t *template) listed(text string, at source.Range) *tree.Node {
	list := &tree.Node{Kind: tree.Sequence, Range: at}
	for item := range strings.SplitSeq(text, ",") {
		list.Items = append(list.Items, t.text(at, model.Literal(strings.TrimSpace(item))))
	}
	return list
}

// allowed lists the values that a parameter may have; none where they are not few.
func (t *template) allowed(declaration *tree.Node) []*tree.Node {
	const most = 64
	values := declaration.Get("AllowedValues").Elements()
	if len(values) > most || !t.spend(64*len(values)) {
		return nil
	}
	return values
}
