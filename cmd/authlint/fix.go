package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/fix"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/spf13/pflag"
)

// fixFlags say what becomes of findings that can be fixed.
type fixFlags struct {
	fix  string
	diff bool
}

func (f *fixFlags) add(set *pflag.FlagSet) {
	set.StringVar(&f.fix, "fix", "", "fix what can be fixed safely, or with --fix=unsafe also what changes who gets in")
	set.Lookup("fix").NoOptDefVal = finding.SafeFix
	set.BoolVar(&f.diff, "diff", false, "print what --fix would change, and write nothing")
}

func (f *fixFlags) wanted() bool { return f.fix != "" || f.diff }

func (f *lintFlags) checkFixes(paths []string) error {
	if kinds := []string{finding.SafeFix, finding.UnsafeFix}; f.fix != "" && !slices.Contains(kinds, f.fix) {
		return fmt.Errorf("%s: %w", f.called("fix"), suggest.UnknownName("choice", f.fix, kinds))
	}
	for _, kind := range []string{finding.SafeFix, finding.UnsafeFix} {
		if _, err := os.Lstat(kind); f.fix == finding.SafeFix && slices.Contains(paths, kind) && err != nil {
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
	fixed, err := lint.Fix(ctx, options, flags.fix == finding.UnsafeFix)
	switch {
	case err != nil && ctx.Err() != nil:
		fmt.Fprintln(stderr, "authlint:", report.SafeText(err.Error()))
		return finding.Run{}, exitStatus(exitIncomplete)
	case err != nil:
		return finding.Run{}, suggested(err)
	case flags.diff:
		if err := printDiff(stdout, fixed.Rewrites); err != nil {
			fmt.Fprintln(stderr, "authlint:", report.SafeText(err.Error()))
			return finding.Run{}, exitStatus(exitIncomplete)
		}
		return fixed.Before, nil
	}
	failed := writeFixes(fixed)
	if len(failed) > 0 {
		run, err := lint.Run(ctx, options) // some files are as they were
		run.Problems = append(failed, run.Problems...)
		return run, suggested(err)
	}
	if len(fixed.Rewrites) > 0 && !flags.quiet {
		fmt.Fprintf(stderr, "authlint: fixed %s in %s\n", report.Plural(fixed.Fixes, "finding"), report.Plural(len(fixed.Rewrites), "file"))
	}
	return fixed.Run, nil
}

// printDiff shows all rewrites as one patch. On a terminal, it is made to be read.
func printDiff(stdout io.Writer, rewrites []lint.Rewrite) error {
	for _, r := range rewrites {
		text, err := fix.Unified(r.Name, r.Before, r.After)
		if isTerminal(stdout) {
			text = safeLines(text)
		}
		if err == nil {
			_, err = io.WriteString(stdout, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// safeLines makes each line of a text fit for a terminal. Tabs stay, and so do line breaks.
func safeLines(text string) string {
	var out strings.Builder
	for line := range strings.Lines(text) {
		content := strings.TrimRight(line, "\r\n")
		for i, part := range strings.Split(content, "\t") {
			if i > 0 {
				out.WriteByte('\t')
			}
			out.WriteString(report.SafeText(part))
		}
		out.WriteString(line[len(content):])
	}
	return out.String()
}
