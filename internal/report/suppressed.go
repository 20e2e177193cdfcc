package report

import (
	"cmp"
	"fmt"

	"github.com/authlint/authlint/internal/finding"
)

// whySuppressed says who keeps a finding from being reported, where, and why.
func whySuppressed(run finding.Run, s finding.Suppression) string {
	if s.By == finding.ByBaseline {
		return "it is in the baseline"
	}
	at := fileOf(run, s.Range).Position(s.Range.Start)
	return fmt.Sprintf("%s (%s:%d:%d)", cmp.Or(s.Reason, "no reason is given"), s.Range.File, at.Line, at.Column)
}

// suppressedMark is what a finding that is not reported is marked with.
func suppressedMark(s finding.Suppression) string {
	if s.By == finding.ByBaseline {
		return "baselined"
	}
	return "silenced"
}
