package lint

import (
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// byDefaults says of what rests on the default of a variable or a parameter that it
// does: a deployment may give another value.
func byDefaults(findings []finding.Finding, defaults map[source.Range]string) {
	for i, f := range findings {
		if of := defaults[f.Range]; of != "" {
			findings[i].Message += " (unless " + of + " has another value than its default)"
		}
	}
}
