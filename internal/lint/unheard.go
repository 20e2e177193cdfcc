package lint

import (
	"fmt"
	"maps"
	"slices"
)

// An UnknownParameterError is a value for a parameter that no template has.
type UnknownParameterError struct {
	Name  string
	Known []string // sorted
}

func (e UnknownParameterError) Error() string {
	return fmt.Sprintf("no template has a parameter %q", e.Name)
}

// An UnknownVariableError is a value for a variable that no root module in view declares.
type UnknownVariableError struct {
	Name  string
	Known []string // sorted
}

func (e UnknownVariableError) Error() string {
	return fmt.Sprintf("no root module in view declares variable %q", e.Name)
}

// unheard is an error where a value is given to a variable or a parameter that nothing in
// view has: a slip of the pen that would go unnoticed. Terraform refuses such a -var, too;
// what a file of values has too much it takes.
// https://developer.hashicorp.com/terraform/language/values/variables
func (p *parsed) unheard(inputs []Input, units []unit) error {
	for _, input := range inputs {
		declared := slices.ContainsFunc(units, func(u unit) bool { return slices.Contains(u.reading.Inputs, input.Variable) })
		if input.File == "" && !input.inherited && !declared {
			known := map[string]bool{}
			for _, u := range units {
				note(known, u.reading.Variables)
			}
			return UnknownVariableError{Name: input.Variable, Known: slices.Sorted(maps.Keys(known))}
		}
	}
	return p.unknownParameter(units)
}

func (p *parsed) unknownParameter(units []unit) error {
	known := map[string]bool{}
	for _, u := range units {
		note(known, u.reading.Parameters)
	}
	for _, name := range slices.Sorted(maps.Keys(p.given)) {
		if !known[name] {
			return UnknownParameterError{Name: name, Known: slices.Sorted(maps.Keys(known))}
		}
	}
	return nil
}

func note(known map[string]bool, names []string) {
	for _, name := range names {
		known[name] = true
	}
}
