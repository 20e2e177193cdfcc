// Package ruletest tests rules of a user's own: it runs the tests that stand beside them,
// and asks them about the configuration that they are to find something in, or nothing.
package ruletest

import (
	"context"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/config"
	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/lint"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/rules"
)

// An Outcome is what became of all tests.
type Outcome struct {
	Tests    []rules.TestResult
	Coverage []rules.Coverage // of the files of rules; none where only some tests were run
	Rules    []finding.Rule
	Untested []finding.Rule // rules that have neither a test nor a fixture
}

// Failed are the tests that failed.
func (o Outcome) Failed() []rules.TestResult {
	return slices.DeleteFunc(slices.Clone(o.Tests), func(t rules.TestResult) bool { return t.Failure == "" })
}

// Run tests the rules of some folders, with all tests whose name is wanted; nil wants all.
// An error means that a file of rules or tests is wrong: nothing was tested.
func Run(ctx context.Context, folders []rules.Folder, wanted func(name string) bool) (Outcome, error) {
	custom, err := rules.ReadCustom(folders)
	if err != nil {
		return Outcome{}, err
	}
	all := wanted == nil
	if all {
		wanted = func(string) bool { return true }
	}
	outcome := Outcome{Rules: custom.Rules()}
	var covered []rules.Coverage
	if outcome.Tests, covered, err = custom.Test(ctx, wanted); err != nil {
		return Outcome{}, err
	}
	if all {
		outcome.Coverage = covered
	}
	for _, folder := range folders {
		f := fixtures{folder: folder, custom: custom, wanted: wanted}
		if err := f.run(ctx); err != nil {
			return Outcome{}, err
		}
		outcome.Tests = append(outcome.Tests, f.results...)
	}
	if all {
		outcome.Untested = untested(outcome)
	}
	return outcome, nil
}

// untested are the rules that no test is about.
func untested(o Outcome) []finding.Rule {
	return slices.DeleteFunc(slices.Clone(o.Rules), func(rule finding.Rule) bool {
		return slices.ContainsFunc(o.Tests, func(t rules.TestResult) bool { return strings.HasPrefix(t.Name, rule.ID+"/") })
	})
}

// The kinds of fixtures: what a rule has to find, and what it has to leave alone.
const (
	bad     = "bad"
	good    = "good"
	unknown = "unknown" // what only a deployment settles
)

var kinds = []string{bad, good, unknown}

// fixtures are those of one folder of rules: testdata/<rule-id>/<kind>.
type fixtures struct {
	folder  rules.Folder
	custom  *rules.Custom
	wanted  func(name string) bool
	results []rules.TestResult
}

const folderName = "testdata"

func (f *fixtures) run(ctx context.Context) error {
	if !f.folder.Root.IsDir(folderName) {
		return nil
	}
	for _, id := range f.subfolders(folderName) {
		name := path.Join(folderName, id)
		if !f.isRule(id) {
			f.add(rules.TestResult{Name: id, File: f.at(name), Failure: "there is no rule of this name in " + f.folder.Name + "; rename or delete its fixtures"})
			continue
		}
		if err := f.runUnknown(ctx, id); err != nil {
			return err
		}
		for _, kind := range f.subfolders(name) {
			if !slices.Contains(kinds, kind) {
				f.add(rules.TestResult{Name: path.Join(id, kind), File: f.at(path.Join(name, kind)), Failure: "fixtures are in " + strings.Join(kinds, ", ")})
				continue
			}
			if err := f.runKind(ctx, id, kind); err != nil {
				return err
			}
		}
	}
	return nil
}

// isRule tells the rules of this folder.
func (f *fixtures) isRule(id string) bool {
	return slices.ContainsFunc(f.custom.Rules(), func(rule finding.Rule) bool {
		return rule.ID == id && rule.File == f.at(path.Join(rule.Subject, id+".rego"))
	})
}

// at is what people call a file of the folder.
func (f *fixtures) at(name string) string { return path.Join(f.folder.Name, name) }

// add keeps a result that is wanted.
func (f *fixtures) add(result rules.TestResult) {
	if f.wanted(result.Name) {
		f.results = append(f.results, result)
	}
}

func (f *fixtures) subfolders(name string) []string {
	var names []string
	for _, entry := range f.entries(name) {
		if entry.Type.IsDir() {
			names = append(names, entry.Name)
		}
	}
	return names
}

// entries are none where the directory cannot be listed: linting says so.
func (f *fixtures) entries(name string) []source.Entry {
	dir, err := f.folder.Root.OpenDir(name)
	if err != nil {
		return nil
	}
	defer dir.Close()
	entries, _ := dir.Entries()
	return entries
}

// runKind asks a rule about its fixtures of one kind.
func (f *fixtures) runKind(ctx context.Context, id, kind string) error {
	dir := path.Join(folderName, id, kind)
	name := path.Join(id, kind)
	units := f.units(dir)
	names := []string{name}
	for _, unit := range units {
		names = append(names, path.Join(id, within(unit)))
	}
	if !slices.ContainsFunc(names, f.wanted) {
		return nil
	}
	run, err := lint.Run(ctx, f.options(id, dir))
	if err != nil {
		return err
	}
	if trouble := f.troubles(name, dir, run); len(trouble) > 0 {
		for _, result := range trouble {
			f.add(result)
		}
		return nil
	}
	if kind != bad {
		f.expectNothing(name, dir, run)
		return nil
	}
	for _, unit := range units {
		if !f.isOurs(ctx, unit) {
			continue
		}
		result := rules.TestResult{Name: path.Join(id, within(unit)), File: f.at(unit), Line: 1, Column: 1}
		if !findsIn(run, unit) {
			result.Failure = "the rule finds nothing here"
		}
		f.add(result)
	}
	return nil
}

// within is a fixture without testdata and the rule: bad/template.yaml.
func within(unit string) string {
	_, rest, _ := strings.Cut(strings.TrimPrefix(unit, folderName+"/"), "/")
	return rest
}

func (f *fixtures) options(id, name string) lint.Options {
	root := f.folder.Root.Path()
	options := lint.Options{Root: root, Paths: []string{filepath.Join(root, filepath.FromSlash(name))}, Rules: f.custom, Config: &config.Config{}}
	if id != "" {
		options.Select = []string{id}
	}
	return options
}

// troubles are what keeps a fixture from telling anything.
func (f *fixtures) troubles(name, dir string, run finding.Run) []rules.TestResult {
	var all []rules.TestResult
	for _, problem := range run.Problems {
		if !problem.Note {
			result := f.place(run, problem.Range)
			result.Name, result.Failure = name, problem.Message
			all = append(all, result)
		}
	}
	if len(all) == 0 && run.Coverage.APIs == 0 {
		all = append(all, rules.TestResult{Name: name, File: f.at(dir), Failure: "there is nothing of API Gateway here, so it tests nothing"})
	}
	return all
}

// expectNothing fails for each finding.
func (f *fixtures) expectNothing(name, dir string, run finding.Run) {
	for _, found := range run.Findings {
		result := f.place(run, found.Range)
		result.Name, result.Failure = name, "the rule finds something here: "+found.Message
		f.add(result)
	}
	if len(run.Findings) == 0 {
		f.add(rules.TestResult{Name: name, File: f.at(dir)})
	}
}

// place is where a range begins.
func (f *fixtures) place(run finding.Run, at source.Range) rules.TestResult {
	result := rules.TestResult{File: f.at(at.File), Line: 1, Column: 1}
	if file := run.Files[at.File]; file != nil {
		position := file.Position(at.Start)
		result.Line, result.Column = position.Line, position.Column
	}
	return result
}

// findsIn reports whether a finding is about a file, or about one of a directory.
func findsIn(run finding.Run, unit string) bool {
	holds := func(at source.Range) bool { return at.File == unit || strings.HasPrefix(at.File, unit+"/") }
	return slices.ContainsFunc(run.Findings, func(found finding.Finding) bool {
		return holds(found.Range) || slices.ContainsFunc(found.Related, func(r finding.Related) bool { return holds(r.Range) })
	})
}

// maxDepth is how deep fixtures lie.
const maxDepth = 10

// units are the directories with Terraform files, and all other documents: what a rule has
// to find something in.
func (f *fixtures) units(dir string) []string {
	var units, folders []string
	for _, entry := range f.entries(dir) {
		name := path.Join(dir, entry.Name)
		switch ending := path.Ext(entry.Name); {
		case entry.Type.IsDir():
			folders = append(folders, name)
		case ending == ".tf" || ending == ".tofu" || strings.HasSuffix(name, ".tf.json") || strings.HasSuffix(name, ".tofu.json"):
			return []string{dir} // what lies in it and below belongs to it
		case slices.Contains([]string{".yaml", ".yml", ".json", ".template"}, ending):
			units = append(units, name)
		}
	}
	for _, folder := range folders {
		if strings.Count(folder, "/") < maxDepth {
			units = append(units, f.units(folder)...)
		}
	}
	return units
}

// isOurs tells documents about API Gateway from others, which are there for them.
func (f *fixtures) isOurs(ctx context.Context, unit string) bool {
	document, _, err := lint.Models(ctx, f.options("", unit))
	return err != nil || len(document.APIs) > 0
}
