package rules

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/authlint/authlint/internal/finding"
)

var mutate = flag.Bool("mutate", false, "judge all mutants of the rules, not just a sample of them")

// sampled is every how manyth mutant is judged without -mutate.
const sampled = 25

// A Fixture is what an engine finds in those fixtures whose goldens show a rule.
type Fixture func(*Engine) ([]finding.Finding, error)

// Mutation changes each rule, and each file that rules share, one step at a time, and
// asks whether anything notices: the Rego tests that reach the file, or the goldens of
// the fixtures. Mutants that nothing can notice, since they find the same in every model,
// are listed in testdata/mutants with the reason; a list is never longer than that.
//
// It is called by a test outside of this package, which may parse fixtures.
func Mutation(t *testing.T, fixture func(rule string) Fixture) {
	l, modules := everything(t)
	j := &judge{library: l, modules: modules, fixture: fixture}
	j.link()
	t.Run("files", func(t *testing.T) {
		for _, path := range slices.Sorted(maps.Keys(modules)) {
			if isTest(path) || path == "testing.rego" {
				continue
			}
			t.Run(strings.TrimSuffix(path, ".rego"), func(t *testing.T) {
				t.Parallel()
				j.check(t, path)
			})
		}
	})
	t.Logf("mutants: %d do not compile, %d are killed by Rego tests, %d by fixtures, %d survive",
		j.count[stillborn].Load(), j.count[byTest].Load(), j.count[byFixture].Load(), j.count[survives].Load())
}

// A verdict is what becomes of a mutant.
type verdict int

const (
	stillborn verdict = iota // it does not compile
	byTest
	byFixture
	survives
	verdicts
)

// A judge knows what there is to tell a mutant from the original.
type judge struct {
	library library
	modules map[string]*ast.Module // as parsed, by path
	closure map[string][]string    // a file with all that it imports, by path
	fixture func(rule string) Fixture
	count   [verdicts]atomic.Int32
}

// check judges the mutants of a file and compares the survivors with those listed.
func (j *judge) check(t *testing.T, path string) {
	original := j.modules[path].Copy()
	listed := listedMutants(t, path)
	for i, m := range mutantsOf(original) {
		_, isListed := listed[m.text]
		delete(listed, m.text)
		if !*mutate && i%sampled != 0 {
			continue
		}
		verdict, err := j.judge(path, m.of(original))
		if err != nil {
			t.Fatalf("%s:%d: %s: %v", path, m.line, m.text, err)
		}
		j.count[verdict].Add(1)
		switch {
		case verdict == survives && !isListed:
			t.Errorf("%s:%d: nothing notices this change; test it, drop what is superfluous, or say in %s why it changes nothing:\n%s", path, m.line, mutantList(path), m.text)
		case verdict != survives && isListed:
			t.Errorf("%s: this mutant is noticed; take it out:\n%s", mutantList(path), m.text)
		}
	}
	for text := range listed {
		t.Errorf("%s: there is no such mutant; take it out:\n%s", mutantList(path), text)
	}
}

func mutantList(path string) string {
	return filepath.Join("testdata", "mutants", strings.TrimSuffix(path, ".rego")+".txt")
}

// listedMutants are the mutants of a file that change nothing, with their reasons: each
// is a line, and what follows it, indented, is why.
func listedMutants(t *testing.T, path string) map[string]string {
	t.Helper()
	text, err := os.ReadFile(mutantList(path))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	listed := map[string]string{}
	var last string
	for lines := bufio.NewScanner(strings.NewReader(string(text))); lines.Scan(); {
		line := lines.Text()
		switch reason, indented := strings.CutPrefix(line, "\t"); {
		case indented:
			listed[last] += reason
		case line != "":
			last = line
			listed[last] = ""
		}
	}
	for mutant, reason := range listed {
		if strings.TrimSpace(reason) == "" {
			t.Errorf("%s: no reason follows:\n%s", mutantList(path), mutant)
		}
	}
	return listed
}

// judge asks, the cheapest first, all that may notice a change of one file.
func (j *judge) judge(path string, mutated *ast.Module) (verdict, error) {
	own := strings.TrimSuffix(path, ".rego") + "_test.rego"
	compiler := j.compile(own, path, mutated)
	if compiler.Failed() {
		return stillborn, nil
	}
	if !j.passes(compiler, own) {
		return byTest, nil
	}
	if strings.HasPrefix(path, libraryFolder+"/") {
		for _, test := range j.users(path) {
			if isTest(test) && test != own && !j.passes(j.compile(test, path, mutated), test) {
				return byTest, nil
			}
		}
	}
	for _, rule := range j.library.rules {
		if !slices.Contains(j.closure[rule.path], path) {
			continue
		}
		same, err := j.findsTheSame(rule, path, mutated)
		if err != nil {
			return survives, err
		}
		if !same {
			return byFixture, nil
		}
	}
	return survives, nil
}

// link follows the imports of all files.
func (j *judge) link() {
	packages := map[string]string{}
	for path, module := range j.modules {
		packages[module.Package.Path.String()] = path
	}
	j.closure = map[string][]string{}
	for path := range j.modules {
		reached := []string{path}
		for i := 0; i < len(reached); i++ {
			for _, imported := range j.modules[reached[i]].Imports {
				next := packages[imported.Path.String()]
				if next != "" && !slices.Contains(reached, next) {
					reached = append(reached, next)
				}
			}
		}
		j.closure[path] = reached
	}
}

// users are the files that import a file, or one that does.
func (j *judge) users(path string) []string {
	var users []string
	for user, reached := range j.closure {
		if slices.Contains(reached, path) {
			users = append(users, user)
		}
	}
	slices.Sort(users)
	return users
}

// compile compiles a file with all that it imports, one of which is changed.
func (j *judge) compile(file, path string, mutated *ast.Module) *ast.Compiler {
	modules := map[string]*ast.Module{}
	for _, reached := range j.closure[file] {
		if reached == path {
			modules[reached] = mutated.Copy()
		} else {
			modules[reached] = j.modules[reached].Copy()
		}
	}
	compiler := newCompiler(j.library, true)
	compiler.Compile(modules)
	return compiler
}

// passes runs the tests of one file, until one fails.
func (j *judge) passes(compiler *ast.Compiler, path string) bool {
	functions := functions(builtins())
	nothing, err := newBase()
	if err != nil {
		return false
	}
	var last ast.Ref
	for _, rule := range j.modules[path].Rules {
		ref := rule.Ref()
		if !strings.HasPrefix(string(rule.Head.Name), "test_") || ref.Equal(last) {
			continue
		}
		last = ref
		query := topdown.NewQuery(ast.NewBody(ast.NewExpr(ast.NewTerm(ref)))).
			WithCompiler(compiler).
			WithStore(nothing.store).
			WithTransaction(nothing.transaction).
			WithBuiltins(functions).
			WithCancel(&interrupt{ctx: context.Background(), deadline: time.Now().Add(evaluationLimit)}).
			WithStrictBuiltinErrors(true)
		holds := false
		err := query.Iter(context.Background(), func(topdown.QueryResult) error {
			holds = true
			return nil
		})
		if err != nil || !holds {
			return false
		}
	}
	return true
}

// findsTheSame compares what a rule finds in its fixtures.
func (j *judge) findsTheSame(rule ruleFile, path string, mutated *ast.Module) (bool, error) {
	fixture := j.fixture(rule.ID)
	engine, err := j.engine(rule, path, j.modules[path])
	if err != nil {
		return false, err
	}
	want, err := fixture(engine)
	if err != nil {
		return false, err
	}
	engine, err = j.engine(rule, path, mutated)
	if err != nil {
		return false, nil //nolint:nilerr // such a mutant cannot be asked
	}
	got, err := fixture(engine)
	return err == nil && reflect.DeepEqual(want, got), nil
}

// engine asks one rule.
func (j *judge) engine(rule ruleFile, path string, mutated *ast.Module) (*Engine, error) {
	compiler := j.compile(rule.path, path, mutated)
	if compiler.Failed() {
		return nil, fmt.Errorf("compile mutant: %w", compiler.Errors)
	}
	l := library{rules: []ruleFile{rule}}
	program, err := l.program(compiler)
	if err != nil {
		return nil, err
	}
	return l.engine(program), nil
}
