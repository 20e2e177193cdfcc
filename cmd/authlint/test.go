package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/report"
	"github.com/authlint/authlint/internal/ruletest"
	"github.com/authlint/authlint/internal/suggest"
	"github.com/authlint/authlint/rules"
	"github.com/spf13/cobra"
)

// testFlags are the flags of testing rules.
type testFlags struct {
	readFlags
	run         string
	format      string
	verbose     bool
	coverageMin float64
}

func newTestCommand(stdout io.Writer) *cobra.Command {
	var flags testFlags
	command := &cobra.Command{
		Use:   "test [DIR…]",
		Short: "Test rules of your own",
		Long: `Run the tests of rules of your own, DIR/<subject>/<rule-id>_test.rego, and ask
the rules about the configuration in DIR/testdata/<rule-id>: a rule has to find
something in each file of bad/, nothing in good/ and unknown/, and nowhere
anything only because a value became unknown. Without a DIR, those that
authlint.yaml names are tested (custom-rules).

Exit status: 0 all passed, 1 some failed, 2 a file of rules or tests is wrong.`,
		Example: `  authlint test authlint-rules
  authlint test -v --run admin-path-open authlint-rules
  authlint test --coverage-min 100 --format json authlint-rules`,
		Args: cobra.ArbitraryArgs,
		RunE: func(command *cobra.Command, dirs []string) error {
			return flags.test(command.Context(), dirs, stdout)
		},
	}
	set := command.Flags()
	set.SortFlags = false
	set.StringVar(&flags.run, "run", "", "run only the tests whose name matches `REGEX`: RULE/test_name, RULE/bad/main.tf")
	set.BoolVarP(&flags.verbose, "verbose", "v", false, "name the tests that passed, and show what tests print")
	set.Float64Var(&flags.coverageMin, "coverage-min", 0, "fail where the tests reach fewer than `PERCENT` of a file's lines")
	set.StringVar(&flags.format, "format", "text", "report as `NAME`: text or json")
	set.StringVarP(&flags.config, "config", "c", "", "read settings from `FILE` (default the nearest authlint.yaml above the working directory, up to the root)")
	return command
}

// test runs the tests and reports them.
func (f *testFlags) test(ctx context.Context, dirs []string, stdout io.Writer) error {
	formats := map[string]func(io.Writer, ruletest.Outcome) error{"text": f.text, "json": f.json}
	write := formats[f.format]
	if write == nil {
		return suggest.UnknownName("format", f.format, []string{"json", "text"})
	}
	if f.coverageMin < 0 || f.coverageMin > 100 {
		return fmt.Errorf("--coverage-min %v: write a number from 0 to 100", f.coverageMin)
	}
	var wanted func(string) bool
	if f.run != "" {
		pattern, err := regexp.Compile(f.run)
		if err != nil {
			return fmt.Errorf("--run: %w", err)
		}
		wanted = pattern.MatchString
	}
	folders, err := f.folders(dirs)
	if err != nil {
		return err
	}
	for _, folder := range folders {
		defer folder.Root.Close()
	}
	outcome, err := ruletest.Run(ctx, folders, wanted)
	if err != nil {
		return err
	}
	if err := write(stdout, outcome); err != nil {
		return err
	}
	if len(outcome.Failed()) > 0 || len(f.uncovered(outcome)) > 0 {
		return exitStatus(exitFound)
	}
	return nil
}

// folders are the directories that are named, or those that the settings name.
func (f *testFlags) folders(dirs []string) ([]rules.Folder, error) {
	if len(dirs) == 0 {
		return f.settled()
	}
	var folders []rules.Folder
	for _, dir := range dirs {
		folder, err := lint.OpenRules(dir)
		if err != nil {
			return nil, err
		}
		folders = append(folders, folder)
	}
	return folders, nil
}

// settled are the directories that the settings name.
func (f *testFlags) settled() ([]rules.Folder, error) {
	folders, err := lint.OpenSettledRules(lint.Options{}, f.config)
	if err == nil && len(folders) == 0 {
		err = errors.New("test what? Name a directory of rules, or have authlint.yaml name some (custom-rules); authlint init rule NAME makes a first one")
	}
	for i, folder := range folders {
		folders[i].Name = filepath.ToSlash(relative(folder.Root.Path()))
	}
	return folders, err
}

// relative is a name as people see it from the working directory, where it lies below.
func relative(name string) string {
	here, err := filepath.Abs(".")
	if err != nil {
		return name
	}
	if short, err := filepath.Rel(here, name); err == nil && filepath.IsLocal(short) {
		return short
	}
	return name
}

// uncovered are the files that the tests do not reach enough of.
func (f *testFlags) uncovered(outcome ruletest.Outcome) []rules.Coverage {
	var all []rules.Coverage
	for _, c := range outcome.Coverage {
		if c.Percent < f.coverageMin {
			all = append(all, c)
		}
	}
	return all
}

// text writes what failed, how much the tests reach, and a summary.
func (f *testFlags) text(w io.Writer, outcome ruletest.Outcome) error {
	out := bufio.NewWriter(w)
	skipped := 0
	for _, test := range outcome.Tests {
		switch {
		case test.Failure != "":
			fmt.Fprintf(out, "FAIL %s\n  %s: %s\n", safe(test.Name), placeOf(test), safe(test.Failure))
		case test.Skipped:
			skipped++
			fmt.Fprintf(out, "todo %s\n", safe(test.Name))
		case f.verbose:
			fmt.Fprintf(out, "ok   %s\n", safe(test.Name))
		}
		if f.verbose || test.Failure != "" {
			for _, line := range test.Output {
				fmt.Fprintf(out, "  | %s\n", safe(line))
			}
		}
	}
	f.coverageText(out, outcome)
	for _, rule := range outcome.Untested {
		fmt.Fprintf(out, "note: %s has neither a test nor a fixture\n", safe(rule.File))
	}
	failed := len(outcome.Failed())
	fmt.Fprintf(out, "%s of %s: %d passed, %d failed", countOf(len(outcome.Tests), "test"), countOf(len(outcome.Rules), "rule"), len(outcome.Tests)-failed-skipped, failed)
	if skipped > 0 {
		fmt.Fprintf(out, ", %d to do", skipped)
	}
	fmt.Fprintln(out)
	return out.Flush() // keeps the first error of all the writes
}

// coverageText says what the tests reach of each file.
func (f *testFlags) coverageText(out *bufio.Writer, outcome ruletest.Outcome) {
	for _, c := range outcome.Coverage {
		fmt.Fprintf(out, "%5.1f%% %s", c.Percent, safe(c.File))
		if len(c.Missed) > 0 {
			fmt.Fprintf(out, ": no test reaches line %s", missedLines(c.Missed))
		}
		if c.Percent < f.coverageMin {
			fmt.Fprintf(out, " (--coverage-min %v)", f.coverageMin)
		}
		fmt.Fprintln(out)
	}
}

// missedLines are ranges of lines: 3, 7-9.
func missedLines(missed [][2]int) string {
	var parts []string
	for _, lines := range missed {
		if lines[0] == lines[1] {
			parts = append(parts, fmt.Sprint(lines[0]))
		} else {
			parts = append(parts, fmt.Sprintf("%d-%d", lines[0], lines[1]))
		}
	}
	return strings.Join(parts, ", ")
}

func safe(text string) string { return report.SafeText(text) }

func placeOf(test rules.TestResult) string {
	if test.Line == 0 {
		return safe(test.File)
	}
	return fmt.Sprintf("%s:%d:%d", safe(test.File), test.Line, test.Column)
}

// json writes all of it as one document.
func (f *testFlags) json(w io.Writer, outcome ruletest.Outcome) error {
	type test struct {
		Name    string   `json:"name"`
		Result  string   `json:"result"` // passed, failed, todo
		File    string   `json:"file"`
		Line    int      `json:"line,omitempty"`
		Column  int      `json:"column,omitempty"`
		Failure string   `json:"failure,omitempty"`
		Output  []string `json:"output,omitempty"`
	}
	type coverage struct {
		File    string   `json:"file"`
		Percent float64  `json:"percent"`
		Missed  [][2]int `json:"missed"` // first and last lines
	}
	document := struct {
		SchemaVersion int        `json:"schemaVersion"`
		Passed        bool       `json:"passed"`
		Tests         []test     `json:"tests"`
		Coverage      []coverage `json:"coverage"`
	}{1, len(outcome.Failed()) == 0 && len(f.uncovered(outcome)) == 0, []test{}, []coverage{}}
	for _, t := range outcome.Tests {
		result := "passed"
		switch {
		case t.Failure != "":
			result = "failed"
		case t.Skipped:
			result = "todo"
		}
		document.Tests = append(document.Tests, test{t.Name, result, t.File, t.Line, t.Column, t.Failure, t.Output})
	}
	for _, c := range outcome.Coverage {
		document.Coverage = append(document.Coverage, coverage{c.File, c.Percent, append([][2]int{}, c.Missed...)})
	}
	return report.WriteJSON(w, document)
}
