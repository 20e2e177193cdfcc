package lint

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/authlint/authlint/internal/baseline"
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// BaselineFile is where a baseline is kept, relative to the root, unless the settings or
// the command line say otherwise.
const BaselineFile = "authlint-baseline.jsonl"

// subtract drops the findings of a run that were there before, and counts them. It
// returns what the baseline has and the run has not, of files that were looked at or are
// gone.
func (p *parsed) subtract(run *finding.Run, known baseline.Baseline) (gone baseline.Baseline) {
	if len(known) == 0 {
		return nil
	}
	gone = baseline.Baseline{}
	for key, count := range p.split(run, known) {
		if p.files[key.File] != nil || p.isGone(key.File) {
			gone[key] = count
		}
	}
	if n := gone.Len(); n > 0 && !run.Incomplete() && p.changed == nil {
		run.Problems = append(run.Problems, source.Problem{
			Message: fmt.Sprintf("findings of the baseline that are gone: %d (authlint baseline prune drops them)", n), Note: true,
		})
	}
	return gone
}

// split takes the findings out of a run that were there before, and returns what is left
// of those.
func (p *parsed) split(run *finding.Run, known baseline.Baseline) (left baseline.Baseline) {
	withTexts := *run
	withTexts.Files = p.files
	fresh, before, left := known.Split(withTexts, p.isGone)
	for i := range before {
		before[i].Suppression = &finding.Suppression{By: finding.ByBaseline}
	}
	run.Findings = fresh
	run.Suppressed = append(run.Suppressed, before...)
	run.Coverage.Baselined += len(before)
	return left
}

// isGone reports whether there is no file of a name.
func (p *parsed) isGone(name string) bool {
	if !filepath.IsLocal(name) {
		return true
	}
	_, err := os.Lstat(filepath.Join(p.rootPath, filepath.FromSlash(name)))
	return errors.Is(err, fs.ErrNotExist)
}
