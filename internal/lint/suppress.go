package lint

import (
	"fmt"
	"slices"
	"time"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/rules"
)

// unsuppressed drops the findings that a comment silences today, and counts them.
func unsuppressed(findings []finding.Finding, ignores []source.Ignore, today time.Time) (kept []finding.Finding, suppressed int) {
	byFile := map[string][]source.Ignore{}
	for _, ignore := range ignores {
		if ignore.Until.IsZero() || today.Before(ignore.Until.AddDate(0, 0, 1)) {
			byFile[ignore.Covers.File] = append(byFile[ignore.Covers.File], ignore)
		}
	}
	for _, f := range findings {
		silenced := slices.ContainsFunc(byFile[f.Range.File], func(ignore source.Ignore) bool {
			return slices.Contains(ignore.Rules, f.Rule) && ignore.Covers.Start <= f.Range.Start && f.Range.Start <= ignore.Covers.End
		})
		if silenced {
			suppressed++
		} else {
			kept = append(kept, f)
		}
	}
	return kept, suppressed
}

// unknownRules are comments that name a rule which does not exist: they silence
// nothing, which their author should know.
func unknownRules(ignores []source.Ignore) []source.Problem {
	if len(ignores) == 0 {
		return nil
	}
	all, err := rules.All()
	if err != nil {
		return nil // Run has failed on it already
	}
	var problems []source.Problem
	for _, ignore := range ignores {
		for _, id := range ignore.Rules {
			if !slices.ContainsFunc(all, func(rule finding.Rule) bool { return rule.ID == id }) {
				problems = append(problems, source.Problem{
					Range:   ignore.Range,
					Message: fmt.Sprintf("this comment silences nothing: there is no rule %q", id),
					Note:    true,
				})
			}
		}
	}
	return problems
}
