package rules

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/metrics"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// A TestResult is what became of one test of rules of a user's own.
type TestResult struct {
	Name    string // <rule-id>/test_<what>
	File    string
	Line    int
	Column  int
	Failure string   // why; empty: it passed
	Skipped bool     // its name begins with todo_
	Output  []string // what it printed
}

// A Coverage is how much of a file the tests reach.
type Coverage struct {
	File    string
	Percent float64
	Missed  [][2]int // first and last lines that no test reaches
}

// Test runs the tests that stand beside the rules, those that wanted is true for. An error
// is a mistake in a test's file.
func (c *Custom) Test(ctx context.Context, wanted func(name string) bool) ([]TestResult, []Coverage, error) {
	var results []TestResult
	var covered []Coverage
	if c == nil {
		return nil, nil, nil
	}
	for _, folder := range c.folders {
		suite, err := folder.suite()
		if err != nil {
			return nil, nil, err
		}
		for _, test := range suite.tests {
			if wanted(test.name) {
				results = append(results, suite.run(ctx, test))
			}
		}
		covered = append(covered, suite.covered()...)
	}
	return results, covered, nil
}

// A suite is the tests of a folder, compiled.
type suite struct {
	folder    *customFolder
	modules   map[string]*ast.Module // as they are written
	compiler  *ast.Compiler
	functions map[string]*topdown.Builtin
	tests     []regoTest // in the order of their places
	coverage  *cover.Cover
}

type regoTest struct {
	name string
	rule *ast.Rule // as it is written
}

func (f *customFolder) suite() (*suite, error) {
	modules, err := f.parsed(append([]file{}, f.tests...))
	if err != nil {
		return nil, err
	}
	s := &suite{folder: f, modules: modules, functions: boundedFunctions(builtins()), coverage: cover.New()}
	var wrong []error
	for _, file := range f.tests {
		found, problems := testsOf(file, modules[file.label()])
		s.tests, wrong = append(s.tests, found...), append(wrong, problems...)
	}
	if err := mistakes(wrong); err != nil {
		return nil, err
	}
	s.compiler = customCompiler(f.library).WithEnablePrintStatements(true)
	if s.compiler.Compile(modules); s.compiler.Failed() {
		return nil, readable(s.compiler.Errors)
	}
	return s, f.check(s.compiler.Modules)
}

const (
	testPrefix = "test_"
	todoPrefix = "todo_" + testPrefix
)

// testsOf are the tests in a file.
func testsOf(f file, module *ast.Module) (tests []regoTest, wrong []error) {
	subject := strings.TrimSuffix(f.name(), "_test")
	if f.folder() == libraryFolder {
		subject = path.Join(libraryFolder, subject)
	}
	seen := map[string]bool{}
	for _, rule := range module.Rules {
		name := string(rule.Head.Name)
		switch {
		case !strings.HasPrefix(name, testPrefix) && !strings.HasPrefix(name, todoPrefix):
			continue
		case rule.Head.DocKind() != ast.CompleteDoc || len(rule.Head.Args) > 0:
			wrong = append(wrong, fmt.Errorf("%s: %s is no test; write: %s if { … }", place(rule.Location), name, name))
		case seen[name]:
			wrong = append(wrong, fmt.Errorf("%s: there is a test %s already, and one that passes would hide the other; name it otherwise", place(rule.Location), name))
		}
		seen[name] = true
		tests = append(tests, regoTest{path.Join(subject, name), rule})
	}
	if len(tests) == 0 && len(wrong) == 0 {
		wrong = append(wrong, fmt.Errorf("%s: there is no test here; write: test_what_it_shows if { … }", place(module.Package.Location)))
	}
	return tests, wrong
}

// run runs one test.
func (s *suite) run(ctx context.Context, test regoTest) TestResult {
	at := test.rule.Location
	result := TestResult{Name: test.name, File: at.File, Line: at.Row, Column: at.Col}
	if strings.HasPrefix(string(test.rule.Head.Name), todoPrefix) {
		result.Skipped = true
		return result
	}
	watch := &watcher{Cover: s.coverage, test: test.rule}
	var printed limitedBuffer
	var passed bool
	err := within(evaluationLimit+grace, func() (err error) {
		passed, err = s.evaluate(ctx, test.rule, watch, &printed)
		return err
	})
	switch {
	case errors.Is(err, errTime), topdown.IsCancel(err):
		result.Failure = fmt.Sprintf("no answer within %v", evaluationLimit)
		return result // it may still be at it
	case err != nil:
		result.Failure = located(err).Error()
	case !passed:
		result.Failure = watch.why()
		if watch.failed != nil {
			result.Line, result.Column = watch.failed.Location.Row, watch.failed.Location.Col
		}
	}
	if printed.Len() > 0 {
		result.Output = strings.Split(strings.TrimSuffix(printed.String(), "\n"), "\n")
	}
	return result
}

func (s *suite) evaluate(ctx context.Context, test *ast.Rule, watch *watcher, printed *limitedBuffer) (passed bool, err error) {
	query := topdown.NewQuery(queryFor(test.Module.Package.Path.Append(ast.StringTerm(string(test.Head.Name))))).
		WithCompiler(s.compiler).
		WithBuiltins(s.functions).
		WithCancel(&interrupt{ctx: ctx, deadline: time.Now().Add(evaluationLimit)}).
		WithMetrics(metrics.NoOp()).
		WithIndexing(false). // which would leave lines out that a test is about
		WithQueryTracer(watch).
		WithPrintHook(topdown.NewPrintHook(printed)).
		WithStrictBuiltinErrors(true)
	err = query.Iter(ctx, func(result topdown.QueryResult) error {
		passed = result[answers].Value.Compare(ast.Boolean(true)) == 0
		return nil
	})
	return passed, err
}

// A limitedBuffer forgets what comes when it is full.
type limitedBuffer struct{ bytes.Buffer }

// maxPrinted is how much of what a test prints is worth reading, in bytes.
const maxPrinted = 64 << 10

func (b *limitedBuffer) Write(text []byte) (int, error) {
	if b.Len()+len(text) <= maxPrinted {
		_, _ = b.Buffer.Write(text) // never fails
	}
	return len(text), nil
}

// covered is how much of each file of rules the tests have reached.
func (s *suite) covered() []Coverage {
	reports := s.coverage.Report(s.modules).Files
	var all []Coverage
	for _, rule := range s.folder.library.rules {
		all = append(all, coverageOf(rule.label(), reports[rule.label()]))
	}
	for _, shared := range s.folder.library.shared {
		all = append(all, coverageOf(shared.label(), reports[shared.label()]))
	}
	slices.SortFunc(all, func(a, b Coverage) int { return strings.Compare(a.File, b.File) })
	return all
}

func coverageOf(name string, report *cover.FileReport) Coverage {
	c := Coverage{File: name, Percent: 100}
	if report == nil {
		return c
	}
	if all := report.CoveredLines + report.NotCoveredLines; all > 0 {
		c.Percent = 100 * float64(report.CoveredLines) / float64(all)
	}
	for _, missed := range report.NotCovered {
		c.Missed = append(c.Missed, [2]int{missed.Start.Row, missed.End.Row})
	}
	c.Missed = joinedLines(c.Missed)
	return c
}

// joinedLines are ranges of lines without those that touch each other.
func joinedLines(ranges [][2]int) [][2]int {
	slices.SortFunc(ranges, func(a, b [2]int) int { return cmp.Or(a[0]-b[0], a[1]-b[1]) })
	var joined [][2]int
	for _, lines := range ranges {
		if last := len(joined) - 1; last >= 0 && lines[0] <= joined[last][1]+1 {
			joined[last][1] = max(joined[last][1], lines[1])
		} else {
			joined = append(joined, lines)
		}
	}
	return joined
}

// A watcher sees which lines a test reaches, what rules find in it, and where it fails.
type watcher struct {
	*cover.Cover
	test   *ast.Rule
	failed *topdown.Event // the last of its own conditions that does not hold
	found  []string       // the messages
}

// Config asks for the values of variables.
func (w *watcher) Config() topdown.TraceConfig { return topdown.TraceConfig{PlugLocalVars: true} }

// TraceEvent is told of every step.
func (w *watcher) TraceEvent(event topdown.Event) {
	w.Cover.TraceEvent(event)
	switch node := event.Node.(type) {
	case *ast.Expr:
		if event.Op == topdown.FailOp && w.isMine(node.Location) && (w.failed == nil || w.failed.Location.Row <= node.Location.Row) {
			event.Location = node.Location
			w.failed = &event
		}
	case *ast.Rule:
		if event.Op == topdown.ExitOp && node.Head.Name == "findings" && node.Head.Key != nil {
			w.note(event.Plug(node.Head.Key))
		}
	}
}

// isMine tells the lines of the test from others of its file.
func (w *watcher) isMine(at *ast.Location) bool {
	own := w.test.Location
	return at != nil && at.File == own.File && own.Row <= at.Row && at.Row <= own.Row+bytes.Count(own.Text, []byte("\n"))
}

func (w *watcher) note(found *ast.Term) {
	if weight(found, 0) > maxFinding {
		return // nobody could read it
	}
	message := found.String()
	if object, ok := found.Value.(ast.Object); ok && object.Get(messageKey) != nil {
		message = stringOf(object.Get(messageKey))
	}
	if message = abridged(message); !slices.Contains(w.found, message) {
		w.found = append(w.found, message)
	}
}

// maxShown is how many things are worth showing of a test that fails.
const maxShown = 3

// why says which condition does not hold, for which values, and what the rule found.
func (w *watcher) why() string {
	if w.failed == nil {
		return "it is not true. " + w.foundText()
	}
	text := string(w.failed.Location.Text)
	why := fmt.Sprintf("this does not hold: %s", abridged(strings.Join(strings.Fields(text), " ")))
	if values := w.values(text); len(values) > 0 {
		why += ", where " + strings.Join(values, ", ")
	}
	return why + ". " + w.foundText()
}

// values are those of the variables that an expression names.
func (w *watcher) values(text string) []string {
	values := map[string]string{}
	if w.failed.Locals != nil {
		w.failed.Locals.Iter(func(key, value ast.Value) bool {
			variable, _ := key.(ast.Var)
			name := string(w.failed.LocalMetadata[variable].Name)
			if name != "" && strings.Contains(text, name) && ast.IsScalar(value) {
				values[name] = fmt.Sprintf("%s is %s", name, abridged(value.String()))
			}
			return false
		})
	}
	var shown []string
	for _, name := range slices.Sorted(maps.Keys(values)) {
		shown = append(shown, values[name])
	}
	return shown[:min(len(shown), maxShown)]
}

func (w *watcher) foundText() string {
	switch n := len(w.found); {
	case n == 0:
		return "The rule found nothing"
	case n > maxShown:
		return fmt.Sprintf("The rule found: %s, and %d more", strings.Join(w.found[:maxShown], "; "), n-maxShown)
	default:
		return "The rule found: " + strings.Join(w.found, "; ")
	}
}
