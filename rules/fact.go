package rules

import (
	"reflect"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/model"
)

// paths are what gates ask about one type of input.
type paths struct {
	input   reflect.Type
	numbers map[string]int // by the reference, as it is written
	steps   [][]step       // by number
}

// A step leads from a value of the model to one in it: to a field of a struct, or to
// an element of a slice.
type step struct {
	index     int
	omitEmpty bool
}

// fieldsByName are those of all structs of the model.
var fieldsByName = sync.OnceValue(func() map[reflect.Type]map[string]model.Field {
	known := map[reflect.Type]map[string]model.Field{}
	for _, empty := range model.Inputs {
		addFields(known, reflect.TypeOf(empty))
	}
	return known
})

func addFields(known map[reflect.Type]map[string]model.Field, of reflect.Type) {
	for of.Kind() == reflect.Pointer || of.Kind() == reflect.Slice {
		of = of.Elem()
	}
	if _, done := known[of]; done || of.Kind() != reflect.Struct {
		return
	}
	known[of] = map[string]model.Field{}
	for _, field := range model.Fields(of) {
		known[of][field.Name] = field
		addFields(known, field.Type)
	}
}

// nowhere is the step to what the model does not have.
const nowhere = -1

// number adds the path of a reference to input, unless it is known already.
func (p *paths) number(ref ast.Ref) int {
	written := ref.String()
	if number, known := p.numbers[written]; known {
		return number
	}
	var steps []step
	at := p.input
	for _, key := range ref[1:] {
		var next step
		next, at = stepTo(at, key.Value)
		steps = append(steps, next)
		if next.index == nowhere {
			break
		}
	}
	p.numbers[written] = len(p.steps)
	p.steps = append(p.steps, steps)
	return p.numbers[written]
}

// stepTo is the step from a type of the model that a key of a reference stands for.
func stepTo(from reflect.Type, key ast.Value) (step, reflect.Type) {
	if from.Kind() == reflect.Pointer {
		from = from.Elem()
	}
	switch from.Kind() {
	case reflect.Struct:
		if name, ok := key.(ast.String); ok {
			if field, known := fieldsByName()[from][string(name)]; known {
				return step{field.Index, field.OmitEmpty}, field.Type
			}
		}
	case reflect.Slice:
		if number, ok := key.(ast.Number); ok {
			if index, ok := number.Int(); ok && index >= 0 {
				return step{index: index}, from.Elem()
			}
		}
	}
	return step{index: nowhere}, from
}

// facts are what gates ask of one input, each looked up once. They are read from the
// model itself: where no gate is open, no input is made.
type facts struct {
	paths *paths
	input reflect.Value
	known []fact // by path
}

// A fact is what stands at one path of an input.
type fact struct {
	looked bool          // false: nobody has looked yet
	value  reflect.Value // not valid: there is none
}

func newFacts(p *paths) *facts { return &facts{paths: p, known: make([]fact, len(p.steps))} }

// reset forgets all for another input.
func (f *facts) reset(input any) {
	f.input = reflect.ValueOf(input)
	clear(f.known)
}

// at is not valid where there is nothing.
func (f *facts) at(path int) reflect.Value {
	known := &f.known[path]
	if !known.looked {
		*known = fact{true, follow(f.input, f.paths.steps[path])}
	}
	return known.value
}

// follow is not valid where a step leads to nothing.
func follow(v reflect.Value, steps []step) reflect.Value {
	for _, next := range steps {
		if v = next.from(v); !v.IsValid() {
			break
		}
	}
	return v
}

// from is what a step leads to; not valid where that is nothing.
func (s step) from(v reflect.Value) reflect.Value {
	switch {
	case s.index == nowhere:
		return reflect.Value{}
	case v.Kind() == reflect.Struct:
		if v = v.Field(s.index); s.omitEmpty && isEmpty(v) {
			return reflect.Value{}
		}
	case s.index >= v.Len():
		return reflect.Value{}
	default:
		v = v.Index(s.index)
	}
	return pointedTo(v)
}

// pointedTo is not valid where a pointer is nil.
func pointedTo(v reflect.Value) reflect.Value {
	if v.Kind() == reflect.Pointer {
		return v.Elem()
	}
	return v
}
