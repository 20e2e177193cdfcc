// Package rules is what authlint knows: one Rego file for each mistake, asked about
// one thing of an API at a time. The Go in it finds the rules, reads their METADATA,
// compiles them against the schema of what they are asked about, and asks them: gates answer
// what they are certain of, and OPA the rest.
//
// A rule is found, not registered: rules/<subject>/<rule-id>.rego with the package
// authlint.<subject>["<rule-id>"]. What rules share is in rules/lib.
package rules

import (
	"embed"
	"io/fs"

	"github.com/authlint/authlint/internal/finding"
)

//go:embed */*.rego
var builtIn embed.FS

// testingText are the values for tests of rules.
//
//go:embed testing.rego
var testingText string

// An Engine is a set of rules that is ready to be asked. It is safe for several goroutines.
type Engine struct {
	rules    map[string]finding.Rule
	table    []finding.Rule
	program  *program
	encoders encoders
	outputs  outputs
	reads    map[string][]bool // the fields that each rule may read, by id

	custom *confinement // of rules that nobody vouches for; nil for the built-in ones
}

// All is what the METADATA of every built-in rule says, sorted by id. Nothing is compiled.
func All() ([]finding.Rule, error) {
	l, err := builtInLibrary()
	if err != nil {
		return nil, err
	}
	return l.table(), nil
}

// Load compiles the built-in rules that keep reports true for; nil keeps all that are
// not pedantic. An error is a mistake in a rule and names its file and line.
func Load(keep func(finding.Rule) bool) (*Engine, error) {
	l, err := builtInLibrary()
	if err != nil {
		return nil, err
	}
	return newEngine(l, keep, true)
}

func load(from fs.FS, keep func(finding.Rule) bool, trusted bool) (*Engine, error) {
	l, err := readLibrary(from)
	if err != nil {
		return nil, err
	}
	return newEngine(l, keep, trusted)
}

func newEngine(l library, keep func(finding.Rule) bool, trusted bool) (*Engine, error) {
	l.keep(keep)
	program, err := compile(l, trusted)
	if err != nil {
		return nil, err
	}
	return l.engine(program), nil
}

// engine asks a program, which is of these rules.
func (l library) engine(program *program) *Engine {
	e := &Engine{rules: map[string]finding.Rule{}, table: l.table(), program: program, encoders: newEncoders(), outputs: newOutputs(), reads: map[string][]bool{}}
	reader := reader{modules: program.compiler.Modules, names: e.encoders.names, texts: e.encoders.texts, files: map[string]fileReads{}}
	for _, rule := range l.rules {
		e.rules[rule.ID] = rule.Rule
		reads := reader.of(rule.path)
		looks := e.encoders.looksIntoRanges(reads)
		if looks {
			e.encoders.readRanges(reads) // findings have whole ones
		}
		e.reads[rule.ID] = reads
		findings := program.compiler.GetRulesExact(rule.findings())
		program.gates[rule.Subject].add(rule.ID, findings, looks)
	}
	return e
}

// Rules are the rules that the engine asks, sorted by id.
func (e *Engine) Rules() []finding.Rule { return e.table }
