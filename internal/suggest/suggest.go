// Package suggest names what may have been meant by a name that is none of the known ones.
package suggest

import (
	"fmt"
	"strings"

	"github.com/agext/levenshtein"
)

// UnknownName is the error about a name that is none of the known ones.
func UnknownName(what, name string, known []string) error {
	if near := Nearest(name, known); near != "" {
		return fmt.Errorf("there is no %s %q; did you mean %q?", what, name, near)
	}
	return fmt.Errorf("there is no %s %q; there are: %s", what, name, strings.Join(known, ", "))
}

// Nearest returns the known name that is most like the given one; none when all of
// them differ in more than a third of their letters.
func Nearest(name string, known []string) string {
	best, distance := "", max(2, len(name)/3)+1
	for _, candidate := range known {
		if d := levenshtein.Distance(strings.ToLower(name), strings.ToLower(candidate), nil); d < distance {
			best, distance = candidate, d
		}
	}
	return best
}
