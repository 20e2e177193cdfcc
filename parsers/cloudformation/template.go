package cloudformation

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// A template is one template while it is read.
type template struct {
	root     *source.Root
	document *tree.Node
	name     string // of its file

	resources []*resource // that may exist, in the order written
	byID      map[string]*resource
	allThere  bool // in byID: what is not among them is not there
	declared  model.Declared
	reader    tree.Reader
	problems  []source.Problem
	ignores   []source.Ignore
	files     []*source.File
	claims    []string                // of them, those that belong to an API of the template
	sources   map[string]*source.File // files by name, to look at the text of a value
	given     map[string]string       // values of parameters, by name
	defaults  map[source.Range]string // of parameters without one, by the places that refer to them

	prefix   string                  // of addresses, in a nested stack
	stack    *resource               // of the template around it, that this one is
	children map[*resource]*template // nested stacks
	shared   *shared                 // with the templates around it and inside

	rewritten bool                  // by a macro, before SAM sees it
	extended  bool                  // by AWS::LanguageExtensions, which may put values in the place of functions
	refused   map[refusal]bool      // what is said already
	onlyNamed map[string]*model.API // APIs that events name and nobody declares, by address
	dangling  map[string]bool       // what is referred to and not there; nil: not looked for yet

	resolver
}

// shared is what a template and its nested stacks have in common.
type shared struct {
	byAddress map[string]*resource
	handed    map[string]string // why something out of view may add to an API, by its address
	world     *world
	generated int // bytes that functions have made
	limited   bool
}

func newTemplate(root *source.Root, file *source.File, document *tree.Node) *template {
	return &template{
		root:      root,
		document:  document,
		name:      file.Name,
		byID:      map[string]*resource{},
		files:     []*source.File{file},
		sources:   map[string]*source.File{file.Name: file},
		children:  map[*resource]*template{},
		refused:   map[refusal]bool{},
		onlyNamed: map[string]*model.API{},
		defaults:  map[source.Range]string{},
		shared:    &shared{byAddress: map[string]*resource{}, handed: map[string]string{}, world: &world{}},
		resolver: resolver{
			done:      map[*tree.Node]*tree.Node{},
			busy:      map[*tree.Node]bool{},
			decided:   map[string]truth{},
			documents: map[string]*tree.Node{},
			indexed:   map[*tree.Node]map[string]*tree.Node{},
		},
	}
}

// problem keeps what is wrong at a place.
func (t *template) problem(at source.Range, message string) {
	t.problems = append(t.problems, source.Problem{Range: at, Message: message})
}

// keep adds what came with the reading of a definition.
func (t *template) keep(reading model.Reading) {
	t.problems = append(t.problems, reading.Problems...)
	t.ignores = append(t.ignores, reading.Ignores...)
	t.files = append(t.files, reading.Files...)
	t.claims = append(t.claims, reading.Claims...)
}

// open notes that more may be declared than what is in view.
func (t *template) open(why string) {
	if t.declared.Open == "" {
		t.declared.Open = why
	}
}

// openForMacros looks at the transforms of the template: a macro may add anything.
func (t *template) openForMacros() {
	for _, transform := range t.document.Get("Transform").Elements() {
		name := transform.Text
		if transform.Kind == tree.Mapping {
			name = textOf(transform.Get("Name"))
		}
		switch {
		case name == "AWS::LanguageExtensions":
			t.extended = true
		case name == "AWS::Include", !strings.HasPrefix(name, "AWS::"):
			t.rewritten = true
			t.open("the transform " + name + " may add to this template")
		}
	}
}
