package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/authlint/authlint/internal/baseline"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/source"
	"github.com/spf13/cobra"
)

func newBaselineCommand(stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	command := &cobra.Command{
		Use:   "baseline",
		Short: "Keep the findings of today, and report new ones only",
		Long: `A baseline is a file of the findings of today. Commit it, name it in
authlint.yaml ("baseline: authlint-baseline.jsonl") or with --baseline, and only
findings that it does not have are reported. It holds no line numbers: it stays
true when lines move and files are renamed.`,
		Args: takesNothing,
		RunE: func(command *cobra.Command, _ []string) error { return command.Help() },
	}
	command.AddCommand(
		newBaselineStep("write [PATH…]", "Write a baseline of all findings", "  authlint baseline write\n  authlint baseline write --baseline known.jsonl ./infra", writeBaseline, stdin, stdout, stderr),
		newBaselineStep("prune [PATH…]", "Drop from the baseline what is there no more", "  authlint baseline prune\n  authlint baseline prune ./infra", pruneBaseline, stdin, stdout, stderr),
	)
	return command
}

// A baselineStep changes the file of a baseline, and says what it did.
type baselineStep func(ctx context.Context, options lint.Options, file baselineFile) (told string, err error)

func newBaselineStep(use, short, example string, step baselineStep, stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	var flags readFlags
	command := &cobra.Command{
		Use:   use,
		Short: short,

		Example: example,
		Args:    cobra.ArbitraryArgs,
		RunE: func(command *cobra.Command, paths []string) error {
			options, err := flags.options(paths, stdin)
			if err != nil {
				return err
			}
			file, err := flags.baselineFile(options)
			if err != nil {
				return err
			}
			told, err := step(command.Context(), options, file)
			if err != nil {
				return suggested(err)
			}
			fmt.Fprintln(stdout, report.SafeText(told))
			if options.Config.Baseline == "" && flags.baseline == "" {
				fmt.Fprintf(stderr, "authlint: note: nothing names this baseline yet: write \"baseline: %s\" into authlint.yaml, or give --baseline\n", lint.BaselineFile)
			}
			return nil
		},
	}
	flags.addRules(command.Flags())
	flags.add(command.Flags())
	return command
}

// writeBaseline refuses where not all could be read: what is in there would be new later.
func writeBaseline(ctx context.Context, options lint.Options, file baselineFile) (string, error) {
	run, err := lint.Run(ctx, options)
	switch {
	case err != nil:
		return "", err
	case run.Incomplete():
		return "", fmt.Errorf("nothing is written: some of this could not be read (authlint says what)")
	}
	written := baseline.Of(run)
	if err := file.write(written.Format()); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s: %s kept", relative(file.path), report.Plural(written.Len(), "finding")), nil
}

func pruneBaseline(ctx context.Context, options lint.Options, file baselineFile) (string, error) {
	known, err := file.read()
	if err != nil {
		return "", err
	}
	options.Baseline = known
	gone, run, err := lint.Gone(ctx, options)
	switch {
	case err != nil:
		return "", err
	case run.Incomplete():
		return "", fmt.Errorf("nothing is dropped: some of this could not be read (authlint says what)")
	}
	rest := known.Without(gone)
	if err := file.write(rest.Format()); err != nil {
		return "", err
	}
	return fmt.Sprintf("%s: gone: %d, left: %d", relative(file.path), gone.Len(), rest.Len()), nil
}

// A baselineFile is where a baseline is kept.
type baselineFile struct {
	path string // as people see it
	root string // the boundary that it lies in; empty: the command line names it, wherever it is
	name string // relative to the root
}

// baselineFile is where the baseline is: as the command line says, else the settings.
func (f *readFlags) baselineFile(options lint.Options) (baselineFile, error) {
	if f.baseline != "" {
		return baselineFile{path: f.baseline}, nil
	}
	root, err := lint.RootOf(options)
	if err != nil {
		return baselineFile{}, err
	}
	name := lint.BaselineFile
	if options.Config.Baseline != "" {
		name = options.Config.Baseline
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		return baselineFile{}, fmt.Errorf("the baseline %s lies outside the root", name)
	}
	return baselineFile{filepath.Join(root, filepath.FromSlash(name)), root, name}, nil
}

// read reads the baseline. One that the command line does not name is as little trusted as
// all that is below the root.
func (b baselineFile) read() (baseline.Baseline, error) {
	data, err := b.data()
	if err != nil {
		return nil, fmt.Errorf("read baseline: %w", err)
	}
	return baseline.Parse(b.path, data)
}

func (b baselineFile) data() ([]byte, error) {
	if b.root == "" {
		return os.ReadFile(b.path)
	}
	root, err := source.OpenRoot(b.root)
	if err != nil {
		return nil, err
	}
	defer root.Close()
	file, err := root.Read(b.name)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", b.path, err)
	}
	return file.Data, nil
}

func (b baselineFile) write(data []byte) error {
	if b.root == "" {
		return writeFile(b.path, data)
	}
	root, err := os.OpenRoot(b.root)
	if err == nil {
		defer root.Close()
		err = replaceBelow(root, b.name, data)
	}
	if err != nil {
		return fmt.Errorf("write %s: %w", b.path, err)
	}
	return nil
}

// useBaseline reads the baseline that the command line or the settings name.
func (f *readFlags) useBaseline(options *lint.Options) error {
	if f.baseline == "" && options.Config.Baseline == "" {
		return nil
	}
	file, err := f.baselineFile(*options)
	if err == nil {
		options.Baseline, err = file.read()
	}
	return err
}
