package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"time"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// never is the --fail-on that no finding reaches.
const never = "never"

// lintFlags are the flags of linting.
type lintFlags struct {
	readFlags
	fixFlags
	formats             []string
	output              string
	failOn, minSeverity string
	selected, ignored   []string
	noIgnores           bool
	showSuppressed      bool
	color               string
	quiet               bool
	verbose             int // how often it is given
	showConfig          bool
	showFiles           bool
	changed             bool
	mergeBase           string

	set *pflag.FlagSet // they are in
}

// given reports whether a flag is on the command line or in the environment.
func (f *lintFlags) given(name string) bool { return f.set.Changed(name) }

// called is what a flag was given as.
func (f *lintFlags) called(name string) string { return called(f.set, name) }

func newLintCommand(stdin io.Reader, stdout, stderr io.Writer) *cobra.Command {
	var flags lintFlags
	command := &cobra.Command{
		Use:   "authlint [PATH…]",
		Short: "Find mistakes around Amazon API Gateway authorizers before they are deployed",
		Long: `authlint reads Terraform, CloudFormation, SAM and OpenAPI files and tells which
requests API Gateway will answer with 401, 403 or 500, which methods are open to
anyone, and which line to change. A PATH is a file, a directory or - for
standard input; without one, the working directory is read.

Exit status: 0 nothing to report, 1 findings, 2 wrong usage, 3 incomplete.`,
		Example: `  authlint ./infra
  authlint --select write-method-public --fail-on note ./infra
  authlint -f text -f sarif=authlint.sarif --baseline authlint-baseline.jsonl
  git ls-files -z | authlint --files-from -`,
		Version:           report.Version,
		Args:              cobra.ArbitraryArgs,
		ValidArgsFunction: completePaths,
		SilenceErrors:     true,
		SilenceUsage:      true,
		RunE: func(command *cobra.Command, paths []string) error {
			return lintPaths(command.Context(), flags, commandNames(command), paths, stdin, stdout, stderr)
		},
	}
	command.SetVersionTemplate("authlint {{.Version}}\n")

	flags.add(command.Flags())
	return command
}

// add defines the flags, in the order in which --help lists them.
func (f *lintFlags) add(set *pflag.FlagSet) {
	f.set = set
	set.SortFlags = false
	set.StringArrayVarP(&f.formats, "format", "f", nil, "report as `NAME[=FILE]`: "+join(formatNames())+"; repeatable (default text on a terminal, else sarif)")
	set.StringVarP(&f.output, "output", "o", "", "write the report to `FILE`")
	set.StringVar(&f.failOn, "fail-on", string(finding.Warning), "the `SEVERITY` that makes exit status 1: error, warning, note or never")
	set.StringVar(&f.minSeverity, "min-severity", string(finding.Note), "hide what is below `SEVERITY`: error, warning or note")
	set.StringSliceVar(&f.selected, "select", nil, "ask only these `RULES`, comma-separated")
	set.StringSliceVar(&f.ignored, "ignore", nil, "do not ask these `RULES`")
	set.BoolVar(&f.noIgnores, "no-ignores", false, "report what comments and settings silence, too")
	set.BoolVar(&f.showSuppressed, "show-suppressed", false, "show, marked, what is silenced or in the baseline: in text, json, sarif, junit and markdown; it never decides the exit status")
	f.addRules(set)
	f.fixFlags.add(set)
	f.readFlags.add(set)
	set.StringVar(&f.mergeBase, "new-from-merge-base", "", "report only what was not there in the last commit that HEAD has in common with `REF`; runs git")
	set.BoolVar(&f.changed, "changed", false, "report only what depends on the PATHs, which are files that changed or are gone (default what git says is not committed)")
	set.StringVar(&f.color, "color", auto, "`WHEN` to use colours: auto, always or never")
	set.BoolVarP(&f.quiet, "quiet", "q", false, "print findings only")
	set.CountVarP(&f.verbose, "verbose", "v", "say on standard error what was looked at; -vv how long each part took")
	set.BoolVar(&f.showConfig, "show-config", false, "print what holds, and who says so, and do nothing else")
	set.BoolVar(&f.showFiles, "show-files", false, "print what is read, and why the rest is not, and ask no rules")
}

// settle takes severities that are not given from the settings. The default of --fail-on
// gives way to --min-severity: what is hidden on purpose does not fail then.
func (f *lintFlags) settle(settings *config.Config) {
	if !f.given("min-severity") {
		f.minSeverity = cmp.Or(settings.MinSeverity, f.minSeverity)
	}
	if f.given("fail-on") {
		return
	}
	f.failOn = f.minSeverity
	if f.minSeverity == string(finding.Note) {
		f.failOn = string(finding.Warning)
	}
	if settings.FailOn != "" && !f.given("min-severity") {
		f.failOn = settings.FailOn
	}
}

// check reads the flags that have a meaning of their own.
func (f *lintFlags) check() error {
	severities := mapStrings(finding.Severities)
	if !slices.Contains(severities, f.minSeverity) {
		return fmt.Errorf("%s: %w", f.called("min-severity"), suggest.UnknownName("severity", f.minSeverity, severities))
	}
	if !slices.Contains(append(severities, never), f.failOn) {
		return fmt.Errorf("%s: %w", f.called("fail-on"), suggest.UnknownName("severity", f.failOn, append(severities, never)))
	}
	if f.failOn != never && !finding.Severity(f.failOn).AtLeast(finding.Severity(f.minSeverity)) {
		return fmt.Errorf("%s %s hides what %s %s would fail on", f.called("min-severity"), f.minSeverity, f.called("fail-on"), f.failOn)
	}
	if whens := []string{auto, always, never}; !slices.Contains(whens, f.color) {
		return fmt.Errorf("%s: %w", f.called("color"), suggest.UnknownName("choice", f.color, whens))
	}
	if f.quiet && f.verbose > 0 {
		return errors.New("--quiet and --verbose exclude each other")
	}
	return nil
}

// lintPaths is the program: analyse, report, and turn what was found into a status.
func lintPaths(ctx context.Context, flags lintFlags, commands, paths []string, stdin io.Reader, stdout, stderr io.Writer) error {
	began := time.Now()
	ctx, done := context.WithTimeoutCause(ctx, flags.timeout, fmt.Errorf("the run took longer than %v (--timeout)", flags.timeout))
	defer done()
	if err := flags.checkFixes(paths); err != nil {
		return err
	}
	options, err := flags.scope(ctx, paths, stdin)
	if err != nil {
		return orCommand(err, paths, commands)
	}
	flags.settle(options.Config)
	if err := flags.check(); err != nil {
		return err
	}
	if flags.showConfig {
		return showConfig(stdout, flags, options)
	}
	if err := flags.useBaseline(&options); err != nil {
		return err
	}
	outputs, err := planOutputs(flags, options, stdout)
	if err != nil {
		return err
	}
	options.Select, options.Ignore = flags.selected, flags.ignored
	options.NoIgnores, options.ShowSuppressed = flags.noIgnores, flags.showSuppressed
	options.MinSeverity = finding.Severity(flags.minSeverity)
	if flags.showFiles {
		return showFiles(ctx, stdout, stderr, options)
	}
	options.Progress, options.ListFiles = &lint.Progress{}, flags.verbose > 0
	hide := showProgress(stderr, options.Progress, flags.quiet)
	if err := flags.useMergeBase(ctx, &options, stderr); err != nil {
		hide()
		return err
	}
	found, err := analyse(ctx, flags, options, stdout, stderr)
	hide()
	if err != nil {
		return err
	}
	for _, output := range outputs {
		if err := output.write(stdout, found); err != nil {
			fmt.Fprintln(stderr, "authlint:", report.SafeText(err.Error()))
			return exitStatus(exitIncomplete)
		}
	}
	tell(stderr, found, flags, options.Progress, time.Since(began))
	return verdict(found, flags.failOn)
}

// analyse is the run, after the fixes that are asked for.
func analyse(ctx context.Context, flags lintFlags, options lint.Options, stdout, stderr io.Writer) (finding.Run, error) {
	if flags.wanted() {
		return fixFiles(ctx, flags, options, stdout, stderr)
	}
	run, err := lint.Run(ctx, options)
	return run, suggested(err)
}

// tell says on standard error what does not belong to a report.
func tell(stderr io.Writer, found finding.Run, flags lintFlags, progress *lint.Progress, took time.Duration) {
	_ = report.Problems(stderr, found, !flags.quiet) // nobody could be told
	switch {
	case found.Coverage.APIs > 0 || flags.quiet:
	case flags.changed:
		fmt.Fprintln(stderr, "authlint: no API in view depends on what changed")
	default:
		fmt.Fprintf(stderr, "authlint: no API Gateway definition in view (files looked at: %d)\n", found.Coverage.Files)
	}
	if flags.verbose > 0 {
		fmt.Fprint(stderr, report.Summary(found))
		tellSkipped(stderr, found.Looked)
		fmt.Fprintf(stderr, "rules asked: %d\n", len(found.Rules))
	}
	if flags.verbose > 1 {
		for _, stage := range progress.Stages() {
			fmt.Fprintf(stderr, "%s: %d in %.2f s\n", stage.Name, stage.Total, stage.Took.Seconds())
		}
	}
	if flags.verbose > 0 {
		fmt.Fprintf(stderr, "time: %.2f s\n", took.Seconds())
	}
}

// tellSkipped says why files were not read, and how many for each reason.
func tellSkipped(stderr io.Writer, looked []finding.Looked) {
	reasons := map[string]int{}
	for _, file := range looked {
		if file.Format == "" {
			reasons[file.Why]++
		}
	}
	for _, why := range slices.Sorted(maps.Keys(reasons)) {
		fmt.Fprintf(stderr, "skipped: %d: %s\n", reasons[why], report.SafeText(why))
	}
}

// verdict is the exit status. Incomplete wins: what was not read may hold anything.
func verdict(found finding.Run, failOn string) error {
	if found.Incomplete() {
		return exitStatus(exitIncomplete)
	}
	fails := func(f finding.Finding) bool { return f.Severity.AtLeast(finding.Severity(failOn)) }
	if failOn != never && slices.ContainsFunc(found.Findings, fails) {
		return exitStatus(exitFound)
	}
	return nil
}
