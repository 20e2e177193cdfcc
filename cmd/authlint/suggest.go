package main

import (
	"errors"
	"fmt"

	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/suggest"
)

// suggested names what may have been meant where an error is about a name that is not known.
func suggested(err error) error {
	var rule lint.UnknownRuleError
	var parameter lint.UnknownParameterError
	var variable lint.UnknownVariableError
	switch {
	case errors.As(err, &rule):
		var ids []string
		for _, known := range rule.Known {
			ids = append(ids, known.ID)
		}
		return suggest.UnknownName("rule", rule.ID, ids)
	case errors.As(err, &parameter) && len(parameter.Known) > 0:
		return fmt.Errorf("--param: %w", suggest.UnknownName("parameter", parameter.Name, parameter.Known))
	case errors.As(err, &variable) && len(variable.Known) > 0:
		return fmt.Errorf("--var: %w", suggest.UnknownName("variable", variable.Name, variable.Known))
	default:
		return err
	}
}
