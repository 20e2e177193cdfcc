package rules

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/finding"
	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/rules/literals"
)

// libraryFolder holds what rules share; every other folder is a kind of subject.
const libraryFolder = "lib"

// A file is one Rego file: its path within the rules, and its text.
type file struct {
	path string
	text string

	root  string // the first part of its package; empty: authlint
	shown string // what people call it; empty: its path
}

// label is what people call the file.
func (f file) label() string { return cmp.Or(f.shown, f.path) }

// folder is the kind of subject that a rule's file is about.
func (f file) folder() string { return path.Dir(f.path) }

// name is the id of the rule in the file.
func (f file) name() string { return strings.TrimSuffix(path.Base(f.path), ".rego") }

// pkg is the package that a file must have: authlint.<folder>["<name>"], or
// authlint.<name> outside of any folder.
func (f file) pkg() ast.Ref {
	ref := ast.Ref{ast.DefaultRootDocument, ast.StringTerm("authlint")}
	if f.root != "" {
		ref[1] = ast.StringTerm(f.root)
	}
	if f.folder() != "." {
		ref = append(ref, ast.StringTerm(f.folder()))
	}
	return append(ref, ast.StringTerm(f.name()))
}

// parse reads the Rego of a file, whose package must match its path.
func (f file) parse() (*ast.Module, error) {
	module, err := ast.ParseModuleWithOpts(f.label(), f.text, ast.ParserOptions{
		RegoVersion:  ast.RegoV1,
		Capabilities: capabilities(),
	})
	if err != nil {
		return nil, fmt.Errorf("parse rule: %w", err)
	}
	if module == nil {
		return nil, fmt.Errorf("parse rule: %s is empty", f.label())
	}
	if want := f.pkg(); !module.Package.Path.Equal(want) {
		return nil, fmt.Errorf("%s: the package is %v; its path asks for %v",
			module.Package.Location, module.Package.Path[1:], want[1:])
	}
	return module, nil
}

// A library is a folder of rules: the files of rules with what their METADATA says,
// sorted by id, and the files that they share.
type library struct {
	rules   []ruleFile
	shared  []file
	modules map[string]func() *ast.Module // what all files compile to, by path; nil: not known
}

type ruleFile struct {
	file
	finding.Rule
}

// readLibrary reads all files of a folder but the tests, without parsing their Rego.
func readLibrary(from fs.FS) (library, error) {
	paths, err := filesOf(from)
	if err != nil {
		return library{}, err
	}
	var l library
	for _, path := range paths {
		text, err := fs.ReadFile(from, path)
		if err != nil {
			return library{}, fmt.Errorf("read rule: %w", err)
		}
		if err := l.add(file{path: path, text: string(text)}); err != nil {
			return library{}, err
		}
	}
	return l, l.sort()
}

// filesOf are the paths of all files of a folder but the tests.
func filesOf(from fs.FS) ([]string, error) {
	paths, err := fs.Glob(from, "*/*.rego")
	if err != nil {
		return nil, fmt.Errorf("find rules: %w", err)
	}
	return slices.DeleteFunc(paths, func(path string) bool { return strings.HasSuffix(path, "_test.rego") }), nil
}

// add sorts a file into the library.
func (l *library) add(f file) error {
	if f.folder() == libraryFolder {
		l.shared = append(l.shared, f)
		return nil
	}
	if _, known := model.Inputs[f.folder()]; !known {
		return fmt.Errorf("%s: %s is no kind of thing that rules are asked about", f.path, f.folder())
	}
	rule, err := readMetadata(f)
	if err != nil {
		return err
	}
	l.rules = append(l.rules, ruleFile{f, rule})
	return nil
}

// sort orders the rules by id, which must be unique.
func (l *library) sort() error {
	slices.SortFunc(l.rules, func(a, b ruleFile) int { return cmp.Compare(a.ID, b.ID) })
	for i := 1; i < len(l.rules); i++ {
		if l.rules[i-1].ID == l.rules[i].ID {
			return fmt.Errorf("%s and %s have the same id", l.rules[i-1].label(), l.rules[i].label())
		}
	}
	return nil
}

// keep drops the rules that are not wanted; nil drops those that are pedantic.
func (l *library) keep(wanted func(finding.Rule) bool) {
	if wanted == nil {
		wanted = func(rule finding.Rule) bool { return !rule.Pedantic }
	}
	l.rules = slices.DeleteFunc(l.rules, func(r ruleFile) bool { return !wanted(r.Rule) })
}

// table is what is known of the rules without running them.
func (l *library) table() []finding.Rule {
	rules := make([]finding.Rule, len(l.rules))
	for i, rule := range l.rules {
		rules[i] = rule.Rule
		rules[i].Examples = literals.Examples(rule.ID)
	}
	return rules
}
