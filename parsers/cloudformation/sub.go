package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// sub is Fn::Sub: a text, or a list of a text and the variables for it.
func (t *template) sub(argument *tree.Node, at source.Range) *tree.Node {
	pattern, variables := argument, (*tree.Node)(nil)
	if argument.IsKnown() && argument.Kind == tree.Sequence {
		if len(argument.Items) == 0 || len(argument.Items) > 2 {
			return t.malformed("Sub", at)
		}
		pattern = argument.Items[0]
		if len(argument.Items) == 2 {
			variables = argument.Items[1]
		}
		if isOther(variables, tree.Mapping) {
			return t.malformed("Sub", at)
		}
	}
	if !pattern.IsScalar() || pattern.Tag != "" {
		return t.malformed("Sub", at)
	}
	return t.text(at, t.substitute(pattern.Text, variables)...)
}

// substitute replaces ${Name}, ${Resource.Attribute} and what variables define.
// ${!Name} stands for the literal ${Name}.
func (t *template) substitute(text string, variables *tree.Node) []model.Part {
	var parts []model.Part
	for {
		before, after, found := strings.Cut(text, "${")
		name, rest, closed := strings.Cut(after, "}")
		if !found || !closed {
			return append(parts, model.Literal(text))
		}
		parts = append(parts, model.Literal(before))
		if literal, ok := strings.CutPrefix(name, "!"); ok {
			parts = append(parts, model.Literal("${"+literal+"}"))
		} else {
			parts = append(parts, t.variable(strings.TrimSpace(name), variables)...)
		}
		text = rest
		if len(parts) > maxParts {
			return append(parts, model.HoleOf(model.HoleOther, "the rest"))
		}
	}
}

// maxParts bounds the pieces of one text; no template that people write comes near.
const maxParts = 10_000

// variable are the pieces that stand for one ${…}.
func (t *template) variable(name string, variables *tree.Node) []model.Part {
	if value := variables.Get(name); value != nil {
		return t.partsIn(value)
	}
	if parameter := t.entry(t.document.Get("Parameters"), name); parameter.IsKnown() {
		if parts, ok := partsOf(t.parameter(name, parameter, source.Range{})); ok {
			return parts
		}
	}
	if id, attribute, ok := strings.Cut(name, "."); ok && !t.isMadeBySAM(id, attribute) {
		return t.attributeParts(id, attribute)
	}
	return t.refParts(name)
}

// isMadeBySAM reports whether ${Id.Attribute} is a reference of SAM's own, and not
// an attribute.
func (t *template) isMadeBySAM(id, attribute string) bool {
	r, ok := t.byID[id]
	if !ok {
		return false
	}
	switch attribute {
	case "Alias", "Version":
		return r.kind == typeServerlessFunction
	case "Stage", "Deployment":
		return isSAMAPI(r.kind)
	default:
		return false
	}
}
