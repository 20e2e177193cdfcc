package main

import (
	"fmt"
	"strings"

	"github.com/agext/levenshtein"
)

// unknownName is the error about a name that is none of the known ones.
func unknownName(what, name string, known []string) error {
	if near := nearest(name, known); near != "" {
		return fmt.Errorf("there is no %s %q; did you mean %q?", what, name, near)
	}
	return fmt.Errorf("there is no %s %q; there are: %s", what, name, strings.Join(known, ", "))
}

// nearest returns the known name that is most like the given one; none when all of
// them differ in more than a third of their letters.
func nearest(name string, known []string) string {
	best, distance := "", max(2, len(name)/3)+1
	for _, candidate := range known {
		if d := levenshtein.Distance(strings.ToLower(name), candidate, nil); d < distance {
			best, distance = candidate, d
		}
	}
	return best
}
