package rules

import (
	"reflect"

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
		for _, field := range model.Fields(from) {
			if key.Compare(ast.String(field.Name)) == 0 {
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

// A fact is what gates know of one place in an input.
type fact struct {
	looked bool          // false: nobody has looked yet
	value  reflect.Value // not valid: there is none
}

// isCounted tells lists and texts, which have a length.
func (f fact) isCounted() bool {
	return f.value.Kind() == reflect.Slice || f.value.Kind() == reflect.String
}

// equals compares with a text, a number or a truth value.
func (f fact) equals(constant ast.Value) bool {
	switch f.value.Kind() {
	case reflect.String:
		text, ok := constant.(ast.String)
		return ok && string(text) == textOf(f.value)
	case reflect.Bool:
		truth, ok := constant.(ast.Boolean)
		return ok && bool(truth) == f.value.Bool()
	case reflect.Int:
		return constant.Compare(ast.InternedTerm(int(f.value.Int())).Value) == 0
	case reflect.Float64:
		return constant.Compare(ast.FloatNumberTerm(f.value.Float()).Value) == 0
	default:
		return false
	}
}

// facts are what gates ask of one input, each looked up once. They are read from the
// model itself: where no gate is open, no input is made.
type facts struct {
	paths paths
	input reflect.Value
	known []fact // by path
}

func newFacts(p paths, input any) *facts {
	return &facts{paths: p, input: reflect.ValueOf(input), known: make([]fact, len(p.steps))}
}

func (f *facts) at(path int) fact {
	known := &f.known[path]
	if !known.looked {
		*known = fact{true, follow(f.input, f.paths.steps[path])}
	}
	return *known
}

// follow is not valid where a step leads to nothing.
func follow(v reflect.Value, steps []step) reflect.Value {
	for _, next := range steps {
		v = pointedTo(v)
		switch {
		case next.index == nowhere || !v.IsValid():
			return reflect.Value{}
		case v.Kind() == reflect.Struct:
			v = v.Field(next.index)
			if next.omitEmpty && isEmpty(v) {
				return reflect.Value{}
			}
		case next.index >= v.Len():
			return reflect.Value{}
		default:
			v = v.Index(next.index)
		}
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
