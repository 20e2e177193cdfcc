package rules

import (
	"hash/crc32"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/rules/literals"
)

// builtInLibrary is the library of the built-in rules. It knows what they compile to,
// unless one of them has changed since the literals were written.
func builtInLibrary() (library, error) {
	known := literals.Files()
	if current, err := areCurrent(known); err != nil || !current {
		return readLibrary(builtIn)
	}
	l := library{modules: map[string]func() *ast.Module{}}
	for _, literal := range known {
		l.modules[literal.Path] = literal.Module
		if f := (file{path: literal.Path}); literal.Rule.ID == "" {
			l.shared = append(l.shared, f)
		} else {
			l.rules = append(l.rules, ruleFile{f, literal.Rule})
		}
	}
	return l, nil
}

// areCurrent reports whether literals were made of just the files that there are.
func areCurrent(known []literals.File) (bool, error) {
	paths, err := filesOf(builtIn)
	if err != nil || len(paths) != len(known) {
		return false, err
	}
	for _, literal := range known {
		text, err := builtIn.ReadFile(literal.Path)
		if err != nil || sum(text) != literal.Sum {
			return false, err
		}
	}
	return true, nil
}

// sum tells a text from what it was before.
func sum(text []byte) uint32 { return crc32.ChecksumIEEE(text) }

// linked are the modules of the rules, and those that they share.
func (l library) linked() map[string]*ast.Module {
	modules := map[string]*ast.Module{}
	for _, f := range l.shared {
		modules[f.path] = l.modules[f.path]()
	}
	for _, rule := range l.rules {
		modules[rule.path] = l.modules[rule.path]()
	}
	return modules
}
