package main

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/spf13/cobra"
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

// commandNames are the commands below one.
func commandNames(command *cobra.Command) (names []string) {
	for _, below := range command.Commands() {
		names = append(names, below.Name())
	}
	return names
}

// orCommand adds to the error about a first path that is not there the command that may
// have been meant. A short word is near to too many.
func orCommand(err error, paths, commands []string) error {
	if len(paths) == 0 || len(paths[0]) < 5 || !errors.Is(err, fs.ErrNotExist) || !strings.HasPrefix(err.Error(), paths[0]+": ") {
		return err
	}
	if near := suggest.Nearest(paths[0], commands); near != "" {
		return fmt.Errorf("%w; did you mean the command %q?", err, near)
	}
	return err
}
