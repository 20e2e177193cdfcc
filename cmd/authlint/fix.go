package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/fix"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/spf13/pflag"
)

// The fixes that --fix makes.
const (
	fixSafe   = "safe"
	fixUnsafe = "unsafe"
)

// fixFlags say what becomes of findings that can be fixed.
type fixFlags struct {
	fix  string
	diff bool
}

func (f *fixFlags) add(set *pflag.FlagSet) {
	set.StringVar(&f.fix, "fix", "", "fix what can be fixed safely, or with --fix=unsafe also what changes who gets in")
	set.Lookup("fix").NoOptDefVal = fixSafe
	set.BoolVar(&f.diff, "diff", false, "print what --fix would change, and write nothing")
}

func (f *fixFlags) wanted() bool { return f.fix != "" || f.diff }

func (f *fixFlags) check(paths []string) error {
	if kinds := []string{fixSafe, fixUnsafe}; f.fix != "" && !slices.Contains(kinds, f.fix) {
		return fmt.Errorf("--fix: %w", suggest.UnknownName("choice", f.fix, kinds))
	}
	for _, kind := range []string{fixSafe, fixUnsafe} {
		if _, err := os.Lstat(kind); f.fix == fixSafe && slices.Contains(paths, kind) && err != nil {
			return fmt.Errorf("--fix: write --fix=%s; behind a blank, %s is a path, and there is none", kind, kind)
		}
	}
	if f.wanted() && slices.Contains(paths, "-") {
		return errors.New("--fix and --diff change files, and standard input is none")
	}
	return nil
}

// fixFiles makes the fixes, or shows them. The run is what is found then.
func fixFiles(ctx context.Context, flags lintFlags, options lint.Options, stdout, stderr io.Writer) (finding.Run, error) {
	fixed, err := lint.Fix(ctx, options, flags.fix == fixUnsafe)
	if err != nil && ctx.Err() != nil {
		fmt.Fprintln(stderr, "authlint:", report.SafeText(err.Error()))
		return finding.Run{}, exitStatus(exitIncomplete)
	}
	if err != nil {
		return finding.Run{}, suggested(err)
	}
	if flags.diff {
		if err := printDiff(stdout, fixed.Rewrites); err != nil {
			return finding.Run{}, err
		}
		return lint.Run(ctx, options)
	}
	written, err := writeAll(fixed.Rewrites)
	if err != nil {
		fmt.Fprintln(stderr, "authlint:", report.SafeText(err.Error()))
		return finding.Run{}, exitStatus(exitIncomplete)
	}
	if written > 0 && !flags.quiet {
		fmt.Fprintf(stderr, "authlint: fixed %s in %s\n", report.Plural(fixed.Fixes, "finding"), report.Plural(written, "file"))
	}
	return fixed.Run, nil
}

// printDiff shows all rewrites as one patch.
func printDiff(stdout io.Writer, rewrites []lint.Rewrite) error {
	for _, r := range rewrites {
		text, err := fix.Unified(r.Name, r.Before, r.After)
		if err == nil {
			_, err = io.WriteString(stdout, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writeAll replaces the files. One that somebody changed meanwhile is left as it is.
func writeAll(rewrites []lint.Rewrite) (written int, err error) {
	for _, r := range rewrites {
		now, problem := os.ReadFile(r.File)
		switch {
		case problem == nil && !bytes.Equal(now, r.Before):
			problem = fmt.Errorf("%s is not fixed: it changed while it was looked at", r.Name)
		case problem == nil:
			problem = writeFile(r.File, r.After)
		}
		if problem == nil {
			written++
		}
		err = errors.Join(err, problem)
	}
	return written, err
}
