package cloudformation

import (
	"slices"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
	"github.com/authlint/authlint/internal/tree"
)

// maxStacks bounds stacks inside of stacks.
const maxStacks = 5

// isStack reports whether a type is another template, that becomes a stack of its own.
func isStack(kind string) bool { return kind == typeStack || kind == typeServerlessApplication }

// nested is the template of a nested stack, read but not declared; nil where it is not
// among the files in view.
func (t *template) nested(r *resource) *template {
	if child, known := t.children[r]; known {
		return child
	}
	t.children[r] = nil // a stack that needs its own outputs has none
	location := t.property(r, "TemplateURL")
	if r.kind == typeServerlessApplication {
		location = t.property(r, "Location")
	}
	if !isLocal(location) || t.level() >= maxStacks || !t.hasTemplate(r, location) {
		return nil
	}
	document := t.referred(location)
	if document == nil || document.Kind != tree.Mapping {
		return nil
	}
	child := newTemplate(t.root, t.sources[document.Range.File], document)
	child.prefix, child.stack, child.shared = r.address()+".", r, t.shared
	t.children[r] = child
	child.readResources()
	return child
}

// hasTemplate reports whether the file of a nested stack is there. One that is not is
// worth a word where the stack gets an API, to which it may add anything.
func (t *template) hasTemplate(r *resource, location *tree.Node) bool {
	_, err := t.find(location.Text)
	if err == nil {
		return true
	}
	visit(t.property(r, "Parameters"), func(value *tree.Node) {
		if api := t.handed(value, true); api != "" {
			t.note(location.Range, "the template "+location.Text+", which may add to "+api+", cannot be read: "+err.Error())
		}
	})
	return false
}

// level is how many stacks the template is inside of.
func (t *template) level() int {
	level := 0
	for up := t; up.stack != nil; up = up.stack.of {
		level++
	}
	return level
}

// handedDown is the value that the template around gives a parameter; nil where it
// gives none.
func (t *template) handedDown(name string, at source.Range) *tree.Node {
	if t.stack == nil {
		return nil
	}
	value := t.stack.of.property(t.stack, "Parameters").Get(name)
	if value == nil {
		return nil
	}
	placed := *value
	placed.Range, placed.Name = at, source.Range{}
	return &placed
}

// outputParts are the pieces of an output of a nested stack.
func (t *template) outputParts(r *resource, name string) (parts []model.Part, ok bool) {
	if !isStack(r.kind) {
		return nil, false
	}
	child := t.nested(r)
	if child == nil {
		return nil, false
	}
	value := child.resolve(child.entry(child.document.Get("Outputs"), name).Get("Value"))
	if value == nil {
		return nil, false
	}
	return partsOf(value)
}

// declareNested declares what nested stacks do, beside what the template does.
func (t *template) declareNested() {
	for _, r := range t.resources {
		if !isStack(r.kind) {
			continue
		}
		if child := t.nested(r); child != nil {
			child.declareAll()
			t.adopt(child)
		}
	}
}

// adopt takes over what a nested stack declares, and what was noticed in it.
func (t *template) adopt(child *template) {
	mine, theirs := &t.declared, child.declared
	mine.APIs = append(mine.APIs, theirs.APIs...)
	mine.Authorizers = append(mine.Authorizers, theirs.Authorizers...)
	mine.Methods = append(mine.Methods, theirs.Methods...)
	mine.GatewayResponses = append(mine.GatewayResponses, theirs.GatewayResponses...)
	mine.ResourcePolicies = append(mine.ResourcePolicies, theirs.ResourcePolicies...)
	mine.Stages = append(mine.Stages, theirs.Stages...)
	mine.Deployments = append(mine.Deployments, theirs.Deployments...)
	mine.PathResources = append(mine.PathResources, theirs.PathResources...)
	mine.CallerPolicies = append(mine.CallerPolicies, theirs.CallerPolicies...)
	mine.Permissions = append(mine.Permissions, theirs.Permissions...)
	mine.Functions = append(mine.Functions, theirs.Functions...)
	if theirs.Open != "" {
		t.open(theirs.Open)
	}
	t.problems = slices.Concat(t.problems, child.problems, child.reader.Problems)
	t.ignores = append(t.ignores, child.ignores...)
	t.files = append(t.files, child.files[1:]...)
	t.claims = append(append(t.claims, child.claims...), child.name)
}
