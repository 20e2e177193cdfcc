package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
)

// An output is one report that was asked for.
type output struct {
	format func(io.Writer, finding.Run) error
	file   string // empty: standard output
}

func formatNames() []string { return slices.Sorted(maps.Keys(report.Formats)) }

// planOutputs finds out which reports go where, before anything is analysed.
func planOutputs(flags lintFlags, options lint.Options, stdout io.Writer) ([]output, error) {
	formats := flags.formats
	if flags.diff {
		return planBesideDiff(flags, options, stdout)
	}
	if len(formats) == 0 {
		formats = []string{defaultFormat(flags, stdout)}
	}
	if flags.output != "" {
		if len(formats) > 1 || strings.Contains(formats[0], "=") {
			return nil, errors.New("--output is for a single format; write several as --format NAME=FILE")
		}
		formats = []string{formats[0] + "=" + flags.output}
	}
	var outputs []output
	taken := map[string]bool{}
	for _, format := range formats {
		o, err := planOutput(format, flags, options, stdout)
		if err != nil {
			return nil, err
		}
		if taken[o.file] {
			return nil, fmt.Errorf("--format %s: another report goes there already; give it a file of its own", format)
		}
		taken[o.file] = true
		outputs = append(outputs, o)
	}
	return outputs, nil
}

// planBesideDiff are the reports of a run whose standard output is a patch.
func planBesideDiff(flags lintFlags, options lint.Options, stdout io.Writer) ([]output, error) {
	if len(flags.formats) == 0 && flags.output == "" {
		return nil, nil
	}
	flags.diff = false
	outputs, err := planOutputs(flags, options, stdout)
	if err == nil && slices.ContainsFunc(outputs, func(o output) bool { return o.file == "" }) {
		err = errors.New("--diff prints a patch: write the report to a file, with --format NAME=FILE")
	}
	return outputs, err
}

// defaultFormat is for people where they are certain to look, else for programs.
func defaultFormat(flags lintFlags, stdout io.Writer) string {
	if flags.output == "" && isTerminal(stdout) {
		return "text"
	}
	return "sarif"
}

func planOutput(format string, flags lintFlags, options lint.Options, stdout io.Writer) (output, error) {
	name, file, toFile := strings.Cut(format, "=")
	write, ok := report.Formats[name]
	switch {
	case !ok:
		return output{}, suggest.UnknownName("format", name, formatNames())
	case toFile && file == "":
		return output{}, fmt.Errorf("--format %s: a file name is missing", format)
	}
	if toFile {
		if info, err := os.Stat(filepath.Dir(file)); err != nil || !info.IsDir() {
			return output{}, fmt.Errorf("write %s: there is no directory %s", file, filepath.Dir(file))
		}
	}
	if name == "text" {
		terminal := report.Terminal{Color: !toFile && wantsColor(flags.color, stdout), Quiet: flags.quiet}
		if !toFile && isTerminal(stdout) {
			terminal.Began = time.Now()
		}
		if !toFile && wantsLinks(isTerminal(stdout)) {
			terminal.Links = linksTo(options)
		}
		write = terminal.Text
	}
	return output{write, file}, nil
}

// linksTo is where the files of a run are, for the links of a terminal.
func linksTo(options lint.Options) *report.Links {
	root, err := lint.RootOf(options)
	host, failed := os.Hostname()
	if err != nil || failed != nil {
		return nil // it does without
	}
	return &report.Links{Host: host, Root: root}
}

// write makes the whole report before its first byte goes out.
func (o output) write(stdout io.Writer, run finding.Run) error {
	var text bytes.Buffer
	if err := o.format(&text, run); err != nil {
		return fmt.Errorf("make report: %w", err)
	}
	if o.file != "" {
		return writeFile(o.file, text.Bytes())
	}
	if _, err := stdout.Write(text.Bytes()); err != nil {
		return fmt.Errorf("write report: %w", err)
	}
	return nil
}
