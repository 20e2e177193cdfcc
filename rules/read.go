package rules

import (
	"maps"
	"reflect"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/model"
)

// A reader knows which fields of the model compiled rules may read: a field whose name
// stands neither in the file of a rule, nor in a file that it refers to, is one that the
// rule cannot read.
type reader struct {
	modules map[string]*ast.Module // by the path of their file
	names   map[string]int         // of all fields, numbered
	texts   map[string]*ast.Term   // all that stand in the files
	files   map[string]fileReads
}

// fileReads is what stands in one file.
type fileReads struct {
	names  []int    // of fields
	others []string // the files that it refers to
}

// of tells by the number of each name whether the rule in a file may read such a field.
func (r reader) of(path string) []bool {
	read := r.always()
	seen := map[string]bool{}
	next := []string{path}
	for len(next) > 0 {
		path, next = next[0], next[1:]
		if seen[path] {
			continue
		}
		seen[path] = true
		file := r.file(path)
		for _, name := range file.names {
			read[name] = true
		}
		next = append(next, file.others...)
	}
	return read
}

// always is what the builtins and the reading of findings need.
func (r reader) always() []bool {
	read := make([]bool, len(r.names))
	for _, t := range []reflect.Type{reflect.TypeFor[model.Part](), reflect.TypeFor[model.Hole]()} {
		for _, field := range model.Fields(t) {
			read[r.names[field.Name]] = true
		}
	}
	for _, name := range []string{"state", "value", "oneOf", "parts", "label", "range"} {
		read[r.names[name]] = true
	}
	return read
}

func (r reader) file(path string) fileReads {
	if known, done := r.files[path]; done {
		return known
	}
	var reads fileReads
	ast.WalkTerms(r.modules[path], func(term *ast.Term) bool {
		switch value := term.Value.(type) {
		case ast.String:
			r.texts[string(value)] = term
			if name, isField := r.names[string(value)]; isField {
				reads.names = append(reads.names, name)
			}
		case ast.Ref:
			reads.others = append(reads.others, r.referred(value)...)
		}
		return false
	})
	r.files[path] = reads
	return reads
}

// referred are the files that a reference leads to: all of them where it has variables
// in place of names.
func (r reader) referred(ref ast.Ref) []string {
	if !ref.HasPrefix(ast.DefaultRootRef) {
		return nil
	}
	const named = 4 // data.authlint.<folder>.<name>
	if len(ref) >= named {
		path := file{path: stringOf(ref[2]) + "/" + stringOf(ref[3]) + ".rego"}
		if ref.HasPrefix(path.pkg()) {
			return []string{path.path}
		}
	}
	return slices.Collect(maps.Keys(r.modules))
}
