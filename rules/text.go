package rules

import (
	"fmt"
	"reflect"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/model"
)

// texts are the pieces of a text of the model as it stands in the input of rules, or
// of a plain string: one list for each text that it can be, none where it is unset.
func texts(value ast.Value) ([][]model.Part, error) {
	if text, ok := value.(ast.String); ok {
		return [][]model.Part{{model.Literal(string(text))}}, nil
	}
	object, ok := value.(ast.Object)
	if !ok {
		return nil, fmt.Errorf("%v is neither a text of the model nor a string", value)
	}
	if text := field(object, "value"); text != nil {
		return texts(text)
	}
	if possible, ok := field(object, "oneOf").(*ast.Array); ok && possible.Len() > 0 {
		return possibleTexts(possible), nil
	}
	parts, ok := field(object, "parts").(*ast.Array)
	switch {
	case ok && parts.Len() > 0:
		return [][]model.Part{partsOf(parts)}, nil
	case stringField(object, "state") == string(model.StateUnset):
		return nil, nil
	default:
		return [][]model.Part{{model.HoleOf(model.HoleOther, "")}}, nil
	}
}

// knownTexts are those that texts finds in the term of a value.
func knownTexts(value known) ([][]model.Part, bool) {
	if text, ok := value.text(); ok {
		return [][]model.Part{{model.Literal(text)}}, true
	}
	if !value.model.IsValid() || value.model.Type() != reflect.TypeFor[model.Text]() {
		return nil, false
	}
	text := in[model.Text](value.model)
	known, settled := text.Get()
	switch {
	case settled:
		return [][]model.Part{{model.Literal(known)}}, true
	case len(text.OneOf) > 0:
		var possible [][]model.Part
		for _, one := range text.OneOf {
			possible = append(possible, []model.Part{model.Literal(one)})
		}
		return possible, true
	case len(text.Parts) > 0:
		return [][]model.Part{text.Parts}, true
	case text.State == model.StateUnset:
		return nil, true
	default:
		return [][]model.Part{{model.HoleOf(model.HoleOther, "")}}, true
	}
}

func possibleTexts(list *ast.Array) [][]model.Part {
	var possible [][]model.Part
	list.Foreach(func(text *ast.Term) {
		possible = append(possible, []model.Part{model.Literal(stringOf(text))})
	})
	return possible
}

// partsOf reads what encoders make of a list of model.Part.
func partsOf(list *ast.Array) []model.Part {
	parts := make([]model.Part, 0, list.Len())
	list.Foreach(func(term *ast.Term) {
		part, _ := term.Value.(ast.Object)
		if part == nil {
			return
		}
		if hole, ok := field(part, "hole").(ast.Object); ok {
			parts = append(parts, model.Part{Hole: &model.Hole{
				Kind: model.HoleKind(stringField(hole, "kind")), Of: stringField(hole, "of"), Attribute: stringField(hole, "attribute"),
			}})
			return
		}
		parts = append(parts, model.Literal(stringField(part, "literal")))
	})
	return parts
}

// field is the value under a key; nil where there is none.
func field(object ast.Object, key string) ast.Value {
	if term := object.Get(ast.InternedTerm(key)); term != nil {
		return term.Value
	}
	return nil
}

// stringField is the string under a key; empty where there is none.
func stringField(object ast.Object, key string) string {
	text, _ := field(object, key).(ast.String)
	return string(text)
}
