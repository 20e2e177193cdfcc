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

// unknownParameter is an error where a value is given to a parameter that no template
// has: a slip of the pen that would go unnoticed.
func (p *parsed) unknownParameter() error {
	known := map[string]bool{}
	for _, reading := range p.readings {
		for _, name := range reading.Parameters {
			known[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(p.given)) {
		if !known[name] {
			return UnknownParameterError{Name: name, Known: slices.Sorted(maps.Keys(known))}
		}
	}
	return nil
}
