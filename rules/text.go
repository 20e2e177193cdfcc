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
	if text := object.Get(ast.InternedTerm("value")); text != nil {
		return texts(text.Value)
	}
	if state := object.Get(ast.InternedTerm("state")); state != nil && state.Value.Compare(ast.String(model.StateUnset)) == 0 {
		return nil, nil
	}
	if possible := object.Get(ast.InternedTerm("oneOf")); possible != nil {
		return possibleTexts(possible.Value)
	}
	parts := []model.Part{}
	if known := object.Get(ast.InternedTerm("parts")); known != nil {
		if err := decode(known.Value, reflect.ValueOf(&parts).Elem()); err != nil {
			return nil, fmt.Errorf("parts: %w", err)
		}
	}
	if len(parts) == 0 {
		parts = append(parts, model.HoleOf(model.HoleOther, ""))
	}
	return [][]model.Part{parts}, nil
}

func possibleTexts(list ast.Value) ([][]model.Part, error) {
	var values []string
	if err := decode(list, reflect.ValueOf(&values).Elem()); err != nil {
		return nil, fmt.Errorf("oneOf: %w", err)
	}
	possible := make([][]model.Part, len(values))
	for i, value := range values {
		possible[i] = []model.Part{model.Literal(value)}
	}
	return possible, nil
}
