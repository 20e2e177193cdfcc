package rules

import (
	"fmt"
	"reflect"
	"slices"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// encoders turn the model into values of Rego, one encoder for each type. They follow
// model.Fields, as the JSON form does, but never go through JSON.
type encoders struct {
	byType map[reflect.Type]encoder
	names  map[string]int       // the names of all fields, numbered
	texts  map[string]*ast.Term // those that rules compare with, which inputs are full of
}

// An encoder makes a term of a value.
type encoder func(*input, reflect.Value) *ast.Term

func newEncoders() encoders {
	e := encoders{byType: map[reflect.Type]encoder{}, names: map[string]int{}, texts: map[string]*ast.Term{}}
	for _, empty := range model.Inputs {
		e.of(reflect.TypeOf(empty))
	}
	return e
}

// number numbers the name of a field.
func (e encoders) number(name string) int {
	if _, known := e.names[name]; !known {
		e.names[name] = len(e.names)
	}
	return e.names[name]
}

// An input is the model of one API on its way into Rego. What several subjects share
// (the API, its methods) becomes one term. Making objects is most of what an input costs,
// so it leaves out the fields that none of the rules to be asked can read.
type input struct {
	encoders encoders
	wanted   []bool            // by the number of a field's name; nil: all
	shared   map[any]*ast.Term // by pointer
	pieces   map[piece]*ast.Term
	states   map[state]*ast.Term
	ranges   []source.Range       // by the numbers that stand for them, where rules see no more
	numbers  map[source.Range]int // of ranges
	pairs    [][2]*ast.Term       // of the objects that are being made, the innermost last
}

// newInput is an input that nothing is left out of.
func (e encoders) newInput() *input {
	return &input{
		encoders: e,
		shared:   map[any]*ast.Term{},
		pieces:   map[piece]*ast.Term{},
		states:   map[state]*ast.Term{},
		numbers:  map[source.Range]int{},
	}
}

func (i *input) wants(name int) bool { return i.wanted == nil || i.wanted[name] }

// term is a value as rules see it.
func (i *input) term(value any) *ast.Term {
	return i.encoders.byType[reflect.TypeOf(value)](i, reflect.ValueOf(value))
}

// of returns the encoder of a type, and makes it where there is none yet.
func (e encoders) of(t reflect.Type) encoder {
	if known, ok := e.byType[t]; ok {
		return known
	}
	// A type that contains itself finds this, which looks the real one up when it is used.
	e.byType[t] = func(i *input, v reflect.Value) *ast.Term { return e.byType[t](i, v) }
	e.byType[t] = e.make(t)
	return e.byType[t]
}

func (e encoders) make(t reflect.Type) encoder {
	switch t.Kind() {
	case reflect.Bool:
		return func(_ *input, v reflect.Value) *ast.Term { return ast.InternedTerm(v.Bool()) }
	case reflect.Int:
		return func(_ *input, v reflect.Value) *ast.Term { return ast.InternedTerm(int(v.Int())) }
	case reflect.Float64:
		return func(_ *input, v reflect.Value) *ast.Term { return ast.FloatNumberTerm(v.Float()) }
	case reflect.String:
		return func(_ *input, v reflect.Value) *ast.Term { return e.text(textOf(v)) }
	case reflect.Slice:
		return e.makeSlice(t)
	case reflect.Pointer:
		return e.makePointer(t)
	case reflect.Struct:
		return e.makeStruct(t)
	default:
		panic(fmt.Sprintf("no encoder for %v", t)) // a type that the model does not use
	}
}

func (e encoders) text(text string) *ast.Term {
	if known, ok := e.texts[text]; ok {
		return known
	}
	return ast.InternedTerm(text)
}

// textOf reads a text. Of a State, the empty one is unknown.
func textOf(v reflect.Value) string {
	if v.Len() == 0 && v.Type() == reflect.TypeFor[model.State]() {
		return "unknown"
	}
	return v.String()
}

func (e encoders) makeSlice(t reflect.Type) encoder {
	element := e.of(t.Elem())
	return func(i *input, v reflect.Value) *ast.Term {
		terms := make([]*ast.Term, v.Len())
		for n := range terms {
			terms[n] = element(i, v.Index(n))
		}
		return ast.ArrayTerm(terms...)
	}
}

// makePointer encodes what is pointed to; a struct only once.
func (e encoders) makePointer(t reflect.Type) encoder {
	target := e.of(t.Elem())
	if t.Elem().Kind() != reflect.Struct {
		return func(i *input, v reflect.Value) *ast.Term { return target(i, v.Elem()) }
	}
	return func(i *input, v reflect.Value) *ast.Term {
		return once(i.shared, v.Interface(), func() *ast.Term { return target(i, v.Elem()) })
	}
}

// makeStruct encodes a struct. Objects are what an input costs most, so those that
// recur are made once: places, pieces of texts, and values that are nothing but a state.
func (e encoders) makeStruct(t reflect.Type) encoder {
	encode := e.makeFields(t)
	if _, isValue := t.FieldByName("State"); isValue {
		return makeValue(t, encode)
	}
	switch t {
	case reflect.TypeFor[source.Range]():
		return e.makeRange(encode)
	case reflect.TypeFor[model.Part]():
		return func(i *input, v reflect.Value) *ast.Term {
			return once(i.pieces, pieceOf(in[model.Part](v)), func() *ast.Term { return encode(i, v) })
		}
	default:
		return encode
	}
}

// makeRange encodes a range as a number where rules do not look into ranges.
func (e encoders) makeRange(object encoder) encoder {
	return func(i *input, v reflect.Value) *ast.Term {
		if i.wanted == nil || e.looksIntoRanges(i.wanted) {
			return object(i, v)
		}
		return i.number(in[source.Range](v))
	}
}

// looksIntoRanges reports whether the fields that a rule reads are some of a range.
func (e encoders) looksIntoRanges(reads []bool) bool {
	return slices.ContainsFunc(rangeFields(), func(field model.Field) bool { return reads[e.names[field.Name]] })
}

// readRanges adds all fields of a range.
func (e encoders) readRanges(reads []bool) {
	for _, field := range rangeFields() {
		reads[e.names[field.Name]] = true
	}
}

var rangeFields = sync.OnceValue(func() []model.Field { return model.Fields(reflect.TypeFor[source.Range]()) })

// number stands for a range in the input of rules that only pass ranges on: they
// cannot tell it from an object, of which there would be one for each value.
func (i *input) number(at source.Range) *ast.Term {
	number, known := i.numbers[at]
	if !known {
		number = len(i.ranges)
		i.numbers[at] = number
		i.ranges = append(i.ranges, at)
	}
	return ast.InternedTerm(number)
}

// in reads a struct, without a copy on the heap where it lies in the model.
func in[T any](v reflect.Value) T {
	if v.CanAddr() {
		return *v.Addr().Interface().(*T)
	}
	return v.Interface().(T)
}

// once makes the term of a thing, or returns the one already made.
func once[K comparable](made map[K]*ast.Term, key K, make func() *ast.Term) *ast.Term {
	if term, done := made[key]; done {
		return term
	}
	term := make()
	made[key] = term
	return term
}

// A piece is the contents of a model.Part.
type piece struct {
	literal string
	hole    model.Hole
}

func pieceOf(part model.Part) piece {
	if part.Hole == nil {
		return piece{literal: part.Literal}
	}
	return piece{part.Literal, *part.Hole}
}

// A state is a model.Value, of any type, that has nothing but this.
type state struct {
	state, why string
	at         source.Range
}

// makeValue encodes a type of model.Value.
func makeValue(t reflect.Type, encode encoder) encoder {
	index := func(name string) int {
		field, _ := t.FieldByName(name)
		return field.Index[0]
	}
	stated, why, at := index("State"), index("Why"), index("Range")
	details := []int{index("Value"), index("OneOf"), index("Parts"), index("Min"), index("Max")}
	return func(i *input, v reflect.Value) *ast.Term {
		for _, detail := range details {
			if !v.Field(detail).IsZero() {
				return encode(i, v)
			}
		}
		key := state{v.Field(stated).String(), v.Field(why).String(), in[source.Range](v.Field(at))}
		return once(i.states, key, func() *ast.Term { return encode(i, v) })
	}
}

// makeFields encodes a struct field by field. A pointer that may be left out is left
// out when it is nil, not when what it points to is empty.
func (e encoders) makeFields(t reflect.Type) encoder {
	type field struct {
		model.Field
		name   int
		key    *ast.Term
		encode encoder
	}
	var fields []field
	for _, f := range model.Fields(t) {
		fields = append(fields, field{f, e.number(f.Name), ast.StringTerm(f.Name), e.of(f.Type)})
	}
	return func(i *input, v reflect.Value) *ast.Term {
		start := len(i.pairs)
		for _, f := range fields {
			value := v.Field(f.Index)
			if !i.wants(f.name) || f.OmitEmpty && isEmpty(value) {
				continue
			}
			term := f.encode(i, value)
			i.pairs = append(i.pairs, [2]*ast.Term{f.key, term})
		}
		object := ast.ObjectTerm(i.pairs[start:]...)
		i.pairs = i.pairs[:start]
		return object
	}
}

// isEmpty is what omitempty means.
func isEmpty(v reflect.Value) bool { return v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 }
