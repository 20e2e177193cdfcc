package lint

import (
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// byDefaults says of what rests on the default of a variable or a parameter that it
// does: a deployment may give another value. What the SAM transform refuses it refuses as
// it stands, before parameters have values.
func byDefaults(findings []finding.Finding, defaults map[source.Range]string, apis []*model.API) {
	refused := map[source.Range]bool{}
	for _, api := range apis {
		for _, refusal := range api.Refusals {
			refused[refusal.Range] = true
		}
	}
	for i, f := range findings {
		if of := defaults[f.Range]; of != "" && !refused[f.Range] {
			findings[i].Message += " (unless " + of + " has another value than its default)"
		}
	}
}
