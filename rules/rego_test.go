package rules

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/authlint/authlint/internal/finding"
)

// TestRego runs the tests that stand beside the rules, and asks of each rule, and of
// each file that rules share, that its tests reach every line.
func TestRego(t *testing.T) {
	run := regoRun(t)
	for _, result := range run.results {
		t.Run(result.Package+"/"+result.Name, func(t *testing.T) {
			switch {
			case result.Error != nil:
				t.Errorf("%v: %v", result.Location, result.Error)
			case result.Fail:
				t.Errorf("%v: fails at %v", result.Location, result.FailedAt)
			case result.Skip:
				t.Errorf("%v: a test that is skipped tests nothing", result.Location)
			}
		})
	}
	reports := run.coverage.Report(run.modules).Files
	for path := range run.modules {
		if isTest(path) || path == "testing.rego" {
			continue
		}
		if run.modules[strings.TrimSuffix(path, ".rego")+"_test.rego"] == nil {
			t.Errorf("%s has no tests", path)
			continue
		}
		for _, missed := range reports[path].NotCovered {
			t.Errorf("%s:%d-%d: no test reaches these lines", path, missed.Start.Row, missed.End.Row)
		}
	}
}

// TestLibraryReadsNoInput holds helpers to their arguments: the schemas do not reach
// them, so a typo there would pass.
func TestLibraryReadsNoInput(t *testing.T) {
	_, modules := everything(t)
	for path, module := range modules {
		if !strings.HasPrefix(path, libraryFolder+"/") || isTest(path) {
			continue
		}
		ast.WalkRefs(module, func(ref ast.Ref) bool {
			if ref.HasPrefix(ast.InputRootRef) {
				t.Errorf("%v: %v is read here; take it as an argument", ref[0].Location, ref)
			}
			return false
		})
	}
}

// TestRegoIsFormatted asks for what `opa fmt` writes.
func TestRegoIsFormatted(t *testing.T) {
	for path, text := range regoFiles(t) {
		formatted, err := format.Source(path, []byte(text))
		if err != nil {
			t.Error(err)
		} else if diff := cmp.Diff(string(formatted), text); diff != "" {
			t.Errorf("%s is not formatted (-want +got):\n%s", path, diff)
		}
	}
}

// TestEveryFileIsEmbedded catches a rule in a folder too deep or too high.
func TestEveryFileIsEmbedded(t *testing.T) {
	for path := range regoFiles(t) {
		if path == "testing.rego" {
			continue
		}
		if _, err := fs.Stat(builtIn, path); err != nil {
			t.Errorf("%s is not part of the program; a rule is rules/<subject>/<rule-id>.rego", path)
		}
	}
}

func isTest(path string) bool { return strings.HasSuffix(path, "_test.rego") }

// regoFiles are all Rego files of this folder and below, by path.
func regoFiles(t *testing.T) map[string]string {
	t.Helper()
	files := map[string]string{}
	here := os.DirFS(".")
	err := fs.WalkDir(here, ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, ".rego") {
			return err
		}
		text, err := fs.ReadFile(here, path)
		files[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// everything is the rules with what they share, their tests and their test values.
func everything(t *testing.T) (library, map[string]*ast.Module) {
	t.Helper()
	l, err := readLibrary(builtIn)
	if err != nil {
		t.Fatal(err)
	}
	modules, err := l.parsed()
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range regoFiles(t) {
		if !isTest(path) && path != "testing.rego" {
			continue
		}
		if modules[path], err = (file{path: path, text: text}).parse(); err != nil {
			t.Fatal(err)
		}
	}
	return l, modules
}

// A regoResult is what all Rego tests show.
type regoResult struct {
	modules     map[string]*ast.Module
	results     []*tester.Result // in the order of their places
	coverage    *cover.Cover
	predictions predictions
}

// predictions are what rules predict, by their ids, without the methods.
type predictions map[string][]finding.Prediction

var (
	regoOnce sync.Once
	regoRan  regoResult
)

// regoRun runs all Rego tests once, for all Go tests that look at them.
func regoRun(t *testing.T) regoResult {
	t.Helper()
	regoOnce.Do(func() {
		l, modules := everything(t)
		run := regoResult{modules: modules, coverage: cover.New(), predictions: predictions{}}
		run.results = runRego(t, l, modules, observer{run.coverage, run.predictions})
		regoRan = run
	})
	if regoRan.results == nil {
		t.Fatal("the Rego tests do not run")
	}
	return regoRan
}

// An observer sees the lines that tests reach, and what rules find in them.
type observer struct {
	*cover.Cover
	predictions predictions
}

func (o observer) TraceEvent(event topdown.Event) {
	o.Cover.TraceEvent(event)
	rule, ok := event.Node.(*ast.Rule)
	if !ok || event.Op != topdown.ExitOp || rule.Head.Name != "findings" || rule.Head.Key == nil {
		return
	}
	found, ok := event.Plug(rule.Head.Key).Value.(ast.Object)
	if !ok {
		panic(fmt.Sprintf("%v: what this finds is no object", rule.Location))
	}
	o.predictions.add(rule.Module.Package.Path, found)
}

func (p predictions) add(pkg ast.Ref, found ast.Object) {
	var predicted finding.Prediction
	if term := found.Get(ast.StringTerm("predicts")); term != nil {
		if err := ast.As(term.Value, &predicted); err != nil {
			panic(fmt.Sprintf("%v predicts %v: %v", pkg, term, err))
		}
	}
	p.Add(string(pkg[len(pkg)-1].Value.(ast.String)), predicted)
}

// Add keeps a prediction of a rule, once and without the methods.
func (p predictions) Add(id string, predicted finding.Prediction) {
	predicted.Methods = nil
	same := func(other finding.Prediction) bool { return reflect.DeepEqual(predicted, other) }
	if !slices.ContainsFunc(p[id], same) {
		p[id] = append(p[id], predicted)
	}
}

// runRego runs all Rego tests, in the order of their places.
func runRego(t *testing.T, l library, modules map[string]*ast.Module, tracer topdown.QueryTracer) []*tester.Result {
	t.Helper()
	runner := tester.NewRunner().
		SetCompiler(newCompiler(l, false)).
		SetStore(inmem.New()).
		SetParallel(1). // so that coverage is complete
		RaiseBuiltinErrors(true).
		SetCoverageQueryTracer(tracer).
		SetModules(modules)
	var own []*tester.Builtin
	for _, b := range builtins() {
		own = append(own, &tester.Builtin{Decl: b.declaration(), Func: rego.FunctionDyn(
			&rego.Function{Name: b.name, Decl: b.decl},
			func(_ rego.BuiltinContext, operands []*ast.Term) (*ast.Term, error) { return b.call(operands) },
		)})
	}
	channel, err := runner.AddCustomBuiltins(own).RunTests(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var results []*tester.Result
	for result := range channel {
		results = append(results, result)
	}
	slices.SortFunc(results, func(a, b *tester.Result) int { return a.Location.Compare(b.Location) })
	return results
}
