package lint

import (
	"errors"
	"fmt"
	"slices"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// sound drops findings that point to where nothing is, and says so: reports rely on the
// places, and nobody vouches for rules of users' own. Nor do they have fixes: a repository
// may name its rules itself, and those decide what is reported, not what --fix writes.
func (p *parsed) sound(a answer) answer {
	var wrong []error
	for i := range a.findings {
		a.findings[i].Fix = nil
	}
	a.findings = slices.DeleteFunc(a.findings, func(f finding.Finding) bool {
		for _, at := range rangesOf(f) {
			if !p.covers(at) {
				wrong = append(wrong, fmt.Errorf("rule %s, asked about %s: %s [%d, %d) is no place in a file that was read; take the range of something in the input", f.Rule, f.Address, at.File, at.Start, at.End))
				return true
			}
		}
		return false
	})
	a.err = errors.Join(append([]error{a.err}, wrong...)...)
	return a
}

// rangesOf are all places that a finding names.
func rangesOf(f finding.Finding) []source.Range {
	ranges := []source.Range{f.Range}
	for _, related := range f.Related {
		ranges = append(ranges, related.Range)
	}
	return ranges
}

// covers reports whether a range lies in a file.
func (p *parsed) covers(at source.Range) bool {
	file := p.files[at.File]
	return file != nil && 0 <= at.Start && at.Start <= at.End && at.End <= len(file.Data)
}
