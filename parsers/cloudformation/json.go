package cloudformation

import (
	"encoding/json"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/tree"
)

// toJSON is Fn::ToJsonString: the pieces of the JSON text of a value.
// https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-ToJsonString.html
func (t *template) toJSON(argument, at *tree.Node) *tree.Node {
	value := t.resolve(argument)
	if value == nil || value.IsScalar() {
		return t.malformed("ToJsonString", at.Range)
	}
	var parts []model.Part
	if !t.appendJSON(&parts, value, 0) {
		return t.text(at.Range, model.HoleOf(model.HoleOther, "Fn::ToJsonString"))
	}
	return t.text(at.Range, parts...)
}

// appendJSON adds the text of one value; ok is false where it cannot be told what there is.
func (t *template) appendJSON(parts *[]model.Part, n *tree.Node, depth int) (ok bool) {
	literal := func(text string) { *parts = append(*parts, model.Literal(text)) }
	switch {
	case depth > maxDepth || n.Open != "" || !t.spend(64):
		return false
	case n.Kind == tree.Unknown && len(n.Parts) == 0:
		return false
	case n.Kind == tree.Unknown:
		*parts = append(*parts, quotedParts(n.Parts)...)
	case n.Kind == tree.Mapping:
		return t.appendFields(parts, n, depth)
	case n.Kind == tree.Sequence:
		return t.appendItems(parts, n, depth)
	case n.Kind == tree.String:
		literal(`"` + inQuotes(n.Text) + `"`)
	case n.Kind == tree.Null:
		literal("null")
	default:
		literal(n.Text)
	}
	return true
}

// quotedParts are the pieces of a text between quotes.
func quotedParts(parts []model.Part) []model.Part {
	quoted := []model.Part{model.Literal(`"`)}
	for _, part := range parts {
		if part.Hole == nil {
			part.Literal = inQuotes(part.Literal)
		}
		quoted = append(quoted, part)
	}
	return append(quoted, model.Literal(`"`))
}

func (t *template) appendItems(parts *[]model.Part, n *tree.Node, depth int) (ok bool) {
	*parts = append(*parts, model.Literal("["))
	for i, item := range n.Items {
		if i > 0 {
			*parts = append(*parts, model.Literal(","))
		}
		if !t.appendJSON(parts, item, depth+1) {
			return false
		}
	}
	*parts = append(*parts, model.Literal("]"))
	return true
}

func (t *template) appendFields(parts *[]model.Part, n *tree.Node, depth int) (ok bool) {
	*parts = append(*parts, model.Literal("{"))
	for i, field := range n.Fields {
		comma := ""
		if i > 0 {
			comma = ","
		}
		*parts = append(*parts, model.Literal(comma+`"`+inQuotes(field.Key)+`":`))
		if !t.appendJSON(parts, field.Value, depth+1) {
			return false
		}
	}
	*parts = append(*parts, model.Literal("}"))
	return true
}

// inQuotes is a text as it stands between the quotes of JSON.
func inQuotes(text string) string {
	quoted, err := json.Marshal(text)
	if err != nil {
		return ""
	}
	return string(quoted[1 : len(quoted)-1])
}
