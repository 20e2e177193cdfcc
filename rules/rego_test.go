package rules

import (
	"context"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
)

// TestRego runs the tests that stand beside the rules, and asks of each rule, and of
// each file that rules share, that its tests reach every line.
func TestRego(t *testing.T) {
	l, modules := everything(t)
	coverage := cover.New()
	for _, result := range runRego(t, l, modules, coverage) {
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
	reports := coverage.Report(modules).Files
	for path := range modules {
		if isTest(path) || path == "testing.rego" {
			continue
		}
		if modules[strings.TrimSuffix(path, ".rego")+"_test.rego"] == nil {
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
		if modules[path], err = (file{path, text}).parse(); err != nil {
			t.Fatal(err)
		}
	}
	return l, modules
}

// runRego runs all Rego tests, in the order of their places.
func runRego(t *testing.T, l library, modules map[string]*ast.Module, coverage *cover.Cover) []*tester.Result {
	t.Helper()
	runner := tester.NewRunner().
		SetCompiler(newCompiler(l, false)).
		SetStore(inmem.New()).
		SetParallel(1). // so that coverage is complete
		RaiseBuiltinErrors(true).
		SetCoverageQueryTracer(coverage).
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
