package lint

import (
	"context"

	"github.com/authlint/authlint/internal/baseline"
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/source"
)

// Before finds what there was to find when the root was otherwise, with the settings of
// today: of the paths that were there then, and beyond what the baseline has. Values for
// variables that were not declared then are no mistake. complete is whether all of it
// could be read; what could not may have had findings, too.
func Before(ctx context.Context, options Options, layer source.Layer) (base baseline.Baseline, complete bool, err error) {
	options.layer, options.Changed = &layer, nil
	run, err := Run(ctx, options)
	if err != nil {
		return nil, false, err
	}
	return baseline.Of(run), !run.Incomplete(), nil
}

// subtractBase drops and counts the findings of a run that were there at another time.
// That some of them are gone is no news.
func (p *parsed) subtractBase(run *finding.Run, base baseline.Baseline) {
	if len(base) == 0 {
		return
	}
	before := len(run.Findings)
	withTexts := *run
	withTexts.Files = p.files
	run.Findings, _ = base.New(withTexts, p.isGone)
	run.Coverage.Baselined += before - len(run.Findings)
}

func exists(root *source.Root, name string) bool {
	_, err := root.Stat(name)
	return err == nil
}
