package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
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

// timeLimit is how long a run may take before it leaves out what is not begun yet.
const timeLimit = 2 * time.Minute

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
	color               string
	quiet, verbose      bool

	given func(flag string) bool
}

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
		Version:       report.Version,
		Args:          cobra.ArbitraryArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(command *cobra.Command, paths []string) error {
			flags.given = command.Flags().Changed
			return lintPaths(command.Context(), flags, paths, stdin, stdout, stderr)
		},
	}
	command.SetVersionTemplate("authlint {{.Version}}\n")

	flags.add(command.Flags())
	return command
}

// add defines the flags, in the order in which --help lists them.
func (f *lintFlags) add(set *pflag.FlagSet) {
	set.SortFlags = false
	set.StringArrayVarP(&f.formats, "format", "f", nil, "report as `NAME[=FILE]`: "+join(formatNames())+"; repeatable (default text on a terminal, else sarif)")
	set.StringVarP(&f.output, "output", "o", "", "write the report to `FILE`")
	set.StringVar(&f.failOn, "fail-on", string(finding.Warning), "the `SEVERITY` that makes exit status 1: error, warning, note or never")
	set.StringVar(&f.minSeverity, "min-severity", string(finding.Note), "hide what is below `SEVERITY`: error, warning or note")
	set.StringSliceVar(&f.selected, "select", nil, "ask only these `RULES`, comma-separated")
	set.StringSliceVar(&f.ignored, "ignore", nil, "do not ask these `RULES`")
	f.fixFlags.add(set)
	f.readFlags.add(set)
	set.StringVar(&f.color, "color", auto, "`WHEN` to use colours: auto, always or never")
	set.BoolVarP(&f.quiet, "quiet", "q", false, "print findings only")
	set.BoolVarP(&f.verbose, "verbose", "v", false, "say on standard error what was looked at")
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
		return fmt.Errorf("--min-severity: %w", suggest.UnknownName("severity", f.minSeverity, severities))
	}
	if !slices.Contains(append(severities, never), f.failOn) {
		return fmt.Errorf("--fail-on: %w", suggest.UnknownName("severity", f.failOn, append(severities, never)))
	}
	if f.failOn != never && !finding.Severity(f.failOn).AtLeast(finding.Severity(f.minSeverity)) {
		return fmt.Errorf("--min-severity %s hides what --fail-on %s would fail on", f.minSeverity, f.failOn)
	}
	if whens := []string{auto, always, never}; !slices.Contains(whens, f.color) {
		return fmt.Errorf("--color: %w", suggest.UnknownName("choice", f.color, whens))
	}
	if f.quiet && f.verbose {
		return errors.New("--quiet and --verbose exclude each other")
	}
	return nil
}

// lintPaths is the program: analyse, report, and turn what was found into a status.
func lintPaths(ctx context.Context, flags lintFlags, paths []string, stdin io.Reader, stdout, stderr io.Writer) error {
	options, err := flags.options(paths, stdin)
	if err != nil {
		return err
	}
	flags.settle(options.Config)
	if err := errors.Join(flags.check(), flags.fixFlags.check(paths)); err != nil {
		return err
	}
	if err := flags.useBaseline(&options); err != nil {
		return err
	}
	outputs, err := planOutputs(flags, stdout)
	if err != nil {
		return err
	}
	began := time.Now()
	options.Select, options.Ignore = flags.selected, flags.ignored
	options.MinSeverity = finding.Severity(flags.minSeverity)
	ctx, done := context.WithTimeoutCause(ctx, timeLimit, fmt.Errorf("the run took longer than %v", timeLimit))
	defer done()
	found, err := analyse(ctx, flags, options, stdout, stderr)
	if err != nil {
		return err
	}
	for _, output := range outputs {
		if err := output.write(stdout, found); err != nil {
			fmt.Fprintln(stderr, "authlint:", report.SafeText(err.Error()))
			return exitStatus(exitIncomplete)
		}
	}
	tell(stderr, found, flags, time.Since(began))
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
func tell(stderr io.Writer, found finding.Run, flags lintFlags, took time.Duration) {
	_ = report.Problems(stderr, found, !flags.quiet) // nobody could be told
	if found.Coverage.APIs == 0 && !flags.quiet {
		fmt.Fprintf(stderr, "authlint: no API Gateway definition in view (files looked at: %d)\n", found.Coverage.Files)
	}
	if flags.verbose {
		fmt.Fprintf(stderr, "%srules asked: %d\ntime: %.2f s\n", report.Summary(found), len(found.Rules), took.Seconds())
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
