// Package terraform reads Terraform configuration: a root module with the local
// modules that it calls becomes the APIs of the model.
//
// Expressions are evaluated to trees (internal/tree) and not to cty values, since a
// tree keeps the place of every value and tells what is known of the pieces that only
// a deployment settles. HCL and cty are used in this package only.
package terraform

import (
	"fmt"
	"maps"
	"path"
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// Read evaluates the root module in dir (relative to root, with slashes) with the
// local modules that it calls.
func Read(root *source.Root, dir string, settings Settings) model.Reading {
	u := newUnit(root, path.Clean(dir))
	u.settings = settings
	main := u.load(u.dir)
	if main == nil {
		u.report(source.Range{File: dir}, "the directory cannot be read")
		return model.Reading{Problems: u.problems, Files: u.order}
	}
	top := newModule(u, main)
	inputs := u.inputs(top)
	top.given = func(variable string) *tree.Node { return u.input(inputs, variable) }
	b := builder{unit: u, apis: map[string]*resource{}, handed: map[string]string{}}
	apis := b.build(top)
	if u.steps <= 0 {
		u.report(main.place(), "the configuration is too large to evaluate as a whole; what is left out is taken as unknown")
	}
	return model.Reading{APIs: apis, Problems: u.problems, Ignores: u.ignores, Files: u.order, Claims: u.claims, Fetched: u.fetched, Inputs: u.declaredInputs(top), Variables: slices.Sorted(maps.Keys(main.variables)), Defaults: u.defaults}
}

// A unit is a root module with all that it calls, and what reading it has cost so far.
type unit struct {
	root     *source.Root
	dir      string // of the root module
	settings Settings

	files        map[string]*source.File
	order        []*source.File
	unreadInputs string   // a file of variables that could not be read
	claims       []string // of them, those that belong to an API of the unit
	directories  map[string]*directory
	copies       map[string]fetched      // of modules from elsewhere, by key; nil until they are asked for
	defaults     map[source.Range]string // of the variables of the root module, by the place of their text
	fetched      map[string]source.Range // the calls that led to those that were read, by directory
	documents    map[*source.File]reading
	problems     []source.Problem
	ignores      []source.Ignore

	steps int // of evaluation that are left
	depth int // of evaluation

	walked int // nodes that were visited for what they refer to

	// failed counts expressions that Terraform would refuse, doubts those that it may
	// refuse: try and can compare the counts before and after.
	failed, doubts int

	functions map[string]builtin

	// attempts is above zero while an expression is tried whose failure is expected.
	attempts int

	resources map[string]*resource // those that were worked out, by address

	// What is known of a node beyond its own fields.
	objects   map[*tree.Node]object     // attributes are asked for one at a time
	encoded   map[*tree.Node]*tree.Node // the document that a text encodes
	templates map[*tree.Node][]segment  // the pieces that a text was put together from
}

// The bounds of evaluation. The largest of the public projects that were tried, of 125
// files, takes 33,000 steps.
const (
	maxSteps       = 1_000_000
	maxDepth       = 5_000
	maxTextLength  = source.MaxSpec
	maxInstances   = 1_024
	maxModuleDepth = 32
	maxProblems    = 100 // of one file
	moduleCost     = 100 // steps that an instance of a module takes at least
)

func newUnit(root *source.Root, dir string) *unit {
	return &unit{
		root:        root,
		dir:         dir,
		files:       map[string]*source.File{},
		directories: map[string]*directory{},
		fetched:     map[string]source.Range{},
		defaults:    map[source.Range]string{},
		documents:   map[*source.File]reading{},
		steps:       maxSteps,
		functions:   builtins(),
		resources:   map[string]*resource{},
		objects:     map[*tree.Node]object{},
		encoded:     map[*tree.Node]*tree.Node{},
		templates:   map[*tree.Node][]segment{},
	}
}

// report keeps something of ours that could not be read, once for each place.
func (u *unit) report(at source.Range, format string, args ...any) {
	u.keep(source.Problem{Range: at, Message: fmt.Sprintf(format, args...)})
}

// keep adds a problem that is not there yet: a module may be evaluated several times.
func (u *unit) keep(problem source.Problem) {
	ofFile := 0
	for _, known := range u.problems {
		if known == problem {
			return
		}
		if known.Range.File == problem.Range.File {
			ofFile++
		}
	}
	switch {
	case ofFile < maxProblems:
		u.problems = append(u.problems, problem)
	case ofFile == maxProblems:
		u.problems = append(u.problems, source.Problem{
			Range: source.Range{File: problem.Range.File}, Message: "more problems of this file are left out",
		})
	}
}

// keepAll adds what came with the reading of a document.
func (u *unit) keepAll(reading model.Reading) {
	for _, problem := range reading.Problems {
		u.keep(problem)
	}
	u.ignores = append(u.ignores, reading.Ignores...)
	for _, file := range reading.Files {
		u.remember(file)
	}
	u.claims = append(u.claims, reading.Claims...)
}

// claim notes the files that a document was read from; above is the one around it.
func (u *unit) claim(n *tree.Node, above string) {
	if n == nil {
		return
	}
	if name := n.Range.File; name != above && !slices.Contains(u.claims, name) {
		u.claims = append(u.claims, name)
	}
	for _, field := range n.Fields {
		u.claim(field.Value, n.Range.File)
	}
	for _, item := range n.Items {
		u.claim(item, n.Range.File)
	}
}

// spend takes steps from the budget; false when it is used up.
func (u *unit) spend(steps int) bool {
	u.steps -= steps
	return u.steps > 0
}

// enter begins the evaluation of one expression. Whoever gets true calls leave.
func (u *unit) enter() bool {
	if u.depth >= maxDepth || !u.spend(1) {
		return false
	}
	u.depth++
	return true
}

func (u *unit) leave() { u.depth-- }

// fail is the value of an expression that Terraform refuses.
func (u *unit) fail(at source.Range, format string, args ...any) *tree.Node {
	u.failed++
	return tree.NewUnknown(at, fmt.Sprintf(format, args...))
}

const tooLarge = "the expression is too large to evaluate"
