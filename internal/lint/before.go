package lint

import (
	"context"
	"errors"
	"io/fs"
	"slices"

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

// lay shows the root as it was. It returns the paths that were there then, and leaves out
// files of variables that were not.
func (o *Options) lay(root *source.Root, paths []string) []string {
	root.Lay(*o.layer)
	o.Inputs = slices.DeleteFunc(slices.Clone(o.Inputs), func(input Input) bool { return !input.exists(root) })
	return slices.DeleteFunc(paths, func(name string) bool {
		_, err := root.Stat(name)
		return errors.Is(err, fs.ErrNotExist)
	})
}

// subtractBase drops and counts the findings of a run that were there at another time.
// That some of them are gone is no news.
func (p *parsed) subtractBase(run *finding.Run, base baseline.Baseline) {
	if len(base) == 0 {
		return
	}
	p.split(run, base)
}
