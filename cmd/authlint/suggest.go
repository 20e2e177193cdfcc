package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/agext/levenshtein"

	"github.com/authlint/authlint/internal/lint"
)

// unknownName is the error about a name that is none of the known ones.
func unknownName(what, name string, known []string) error {
	if near := nearest(name, known); near != "" {
		return fmt.Errorf("there is no %s %q; did you mean %q?", what, name, near)
	}
	return fmt.Errorf("there is no %s %q; there are: %s", what, name, strings.Join(known, ", "))
}

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
		return unknownName("rule", rule.ID, ids)
	case errors.As(err, &parameter) && len(parameter.Known) > 0:
		return fmt.Errorf("--param: %w", unknownName("parameter", parameter.Name, parameter.Known))
	case errors.As(err, &variable) && len(variable.Known) > 0:
		return fmt.Errorf("--var: %w", unknownName("variable", variable.Name, variable.Known))
	default:
		return err
	}
}

// nearest returns the known name that is most like the given one; none when all of
// them differ in more than a third of their letters.
func nearest(name string, known []string) string {
	best, distance := "", max(2, len(name)/3)+1
	for _, candidate := range known {
		if d := levenshtein.Distance(strings.ToLower(name), strings.ToLower(candidate), nil); d < distance {
			best, distance = candidate, d
		}
	}
	return best
}
