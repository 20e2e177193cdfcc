package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/authlint/authlint/internal/git"
	"github.com/authlint/authlint/internal/lint"
)

// scope are the options for what is to be reported. With --changed, the PATHs do not say
// what is read, which is all below the root: what is found must not depend on which files
// are named together.
func (f *lintFlags) scope(ctx context.Context, paths []string, stdin io.Reader) (lint.Options, error) {
	if !f.changed {
		return f.options(paths, stdin)
	}
	root, err := lint.RootOf(lint.Options{Root: f.root})
	if err != nil {
		return lint.Options{}, err
	}
	paths, _, err = f.allPaths(paths, stdin)
	if err != nil {
		return lint.Options{}, err
	}
	changed, err := changedFiles(ctx, root, paths)
	if err != nil {
		return lint.Options{}, fmt.Errorf("--changed: %w", err)
	}
	whole := *f
	whole.filesFrom = ""
	options, err := whole.options([]string{root}, stdin)
	options.Changed = append([]string{}, changed...) // nil would be everything
	return options, err
}

// changedFiles are the names, relative to the root, of files that changed: those that are
// given, which may be gone and may be none, or else those that Git tells.
func changedFiles(ctx context.Context, root string, paths []string) ([]string, error) {
	if paths == nil {
		return git.Changed(ctx, root)
	}
	var names []string
	for _, given := range paths {
		if given == "-" {
			return nil, errors.New("standard input is no file that changed")
		}
		name, err := lint.NameBelow(root, given)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
	}
	return names, nil
}

// useMergeBase finds what there was to find at the merge base.
func (f *lintFlags) useMergeBase(ctx context.Context, options *lint.Options, stderr io.Writer) error {
	if !f.given("new-from-merge-base") {
		return nil
	}
	if slices.Contains(options.Paths, "-") {
		return errors.New("--new-from-merge-base: standard input was not there before")
	}
	root, err := lint.RootOf(*options)
	if err != nil {
		return err
	}
	layer, err := git.MergeBase(ctx, root, f.mergeBase)
	if err != nil {
		return fmt.Errorf("--new-from-merge-base: %w", err)
	}
	base, complete, err := lint.Before(ctx, *options, layer)
	if err != nil {
		return suggested(err)
	}
	if options.Base = base; !complete && !f.quiet {
		fmt.Fprintf(stderr, "authlint: not all could be read as it was at the merge base with %s: what was found there before may be told as new\n", f.mergeBase)
	}
	return nil
}
