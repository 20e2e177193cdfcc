package rules

import (
	"reflect"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// A known is what a gate knows of a value: a constant of Rego, something of the model
// that nobody has made a term of, or a list of either. The zero known is any value.
type known struct {
	constant *ast.Term
	model    reflect.Value
	list     *listing
}

// A listing is an array or a set. Items of a set may be equal to each other.
type listing struct {
	items []known
	isSet bool
}

func constant(term *ast.Term) known { return known{constant: term} }

// inModel is a value of the model, without the pointer to it.
func inModel(value reflect.Value) known { return known{model: value} }

func (k known) isAny() bool { return k.constant == nil && k.list == nil && !k.model.IsValid() }

// term is the value as Rego has it, where that takes no more than a few texts and numbers.
// Ranges have numbers, as in the input of rules that do not look into them.
func (s *scout) term(k known) (*ast.Term, bool) {
	switch {
	case k.constant != nil:
		return k.constant, true
	case k.list != nil:
		return s.listTerm(k.list)
	}
	switch k.model.Kind() {
	case reflect.Struct:
		if s.looks || k.model.Type() != reflect.TypeFor[source.Range]() {
			return nil, false
		}
		return s.input.number(in[source.Range](k.model)), true
	case reflect.String:
		return ast.InternedTerm(textOf(k.model)), true
	case reflect.Bool:
		return ast.InternedTerm(k.model.Bool()), true
	case reflect.Int:
		return ast.InternedTerm(int(k.model.Int())), true
	case reflect.Float64:
		return ast.FloatNumberTerm(k.model.Float()), true
	default:
		return nil, false
	}
}

// text is the value, where it is a text.
func (k known) text() (string, bool) {
	if k.constant != nil {
		text, ok := k.constant.Value.(ast.String)
		return string(text), ok
	}
	if k.model.Kind() == reflect.String {
		return textOf(k.model), true
	}
	return "", false
}

func (s *scout) listTerm(l *listing) (*ast.Term, bool) {
	terms := make([]*ast.Term, len(l.items))
	for i, item := range l.items {
		var ok bool
		if terms[i], ok = s.term(item); !ok {
			return nil, false
		}
	}
	if l.isSet {
		return ast.SetTerm(terms...), true
	}
	return ast.ArrayTerm(terms...), true
}

// holds tells whether an expression that is this value holds: all do but false.
func (k known) holds() model.Answer {
	switch {
	case k.isAny():
		return model.Undecided
	case k.constant != nil:
		return model.AnswerOf(k.constant.Value.Compare(ast.Boolean(false)) != 0)
	default:
		return model.AnswerOf(k.model.Kind() != reflect.Bool || k.model.Bool())
	}
}

// equals compares two values.
func (s *scout) equal(k, other known) model.Answer {
	switch {
	case k.isAny() || other.isAny():
		return model.Undecided
	case k.constant == nil && other.constant != nil:
		return s.equal(other, k)
	case k.constant != nil && other.model.Kind() == reflect.String:
		text, ok := k.constant.Value.(ast.String)
		return model.AnswerOf(ok && string(text) == textOf(other.model))
	}
	one, ok := s.term(k)
	two, okay := s.term(other)
	switch {
	case ok && okay:
		return model.AnswerOf(one.Equal(two))
	case ok && ast.IsScalar(one.Value), okay && ast.IsScalar(two.Value):
		return model.No // the other is a struct or a slice
	default:
		return s.equalItems(k, other)
	}
}

// equalItems compares arrays item by item.
func (s *scout) equalItems(k, other known) model.Answer {
	n, isArray := k.arrayLength()
	m, isToo := other.arrayLength()
	switch {
	case !isArray || !isToo:
		return model.Undecided
	case n != m:
		return model.No
	}
	answer := model.Yes
	k.each(func(i, item known) bool {
		another, _ := s.element(other, i)
		answer = both(answer, s.equal(item, another))
		return answer == model.No
	})
	return answer
}

// each calls do with the key and the value of every element, until it returns true.
func (k known) each(do func(key, value known) bool) bool {
	switch {
	case k.list != nil:
		for i, item := range k.list.items {
			key := item
			if !k.list.isSet {
				key = constant(ast.InternedTerm(i))
			}
			if do(key, item) {
				return true
			}
		}
	case k.model.IsValid() && k.model.Kind() == reflect.Slice:
		for i := range k.model.Len() {
			if do(constant(ast.InternedTerm(i)), inModel(pointedTo(k.model.Index(i)))) {
				return true
			}
		}
	case k.constant != nil:
		return eachOf(k.constant.Value, do)
	}
	return false
}

func eachOf(collection ast.Value, do func(key, value known) bool) bool {
	switch collection := collection.(type) {
	case *ast.Array:
		for i := range collection.Len() {
			if do(constant(ast.InternedTerm(i)), constant(collection.Elem(i))) {
				return true
			}
		}
	case ast.Set:
		for _, member := range collection.Slice() {
			if do(constant(member), constant(member)) {
				return true
			}
		}
	case ast.Object:
		return collection.Until(func(key, value *ast.Term) bool { return do(constant(key), constant(value)) })
	}
	return false
}

// isCollection tells values whose elements are known, one by one.
func (k known) isCollection() bool {
	if k.constant == nil {
		return k.list != nil || k.model.Kind() == reflect.Slice
	}
	switch k.constant.Value.(type) {
	case *ast.Array, ast.Set, ast.Object:
		return true
	default:
		return false
	}
}

// isOpaque tells values whose elements cannot be told one by one: any value, and structs,
// which have fields that are left out.
func (k known) isOpaque() bool { return k.isAny() || k.model.Kind() == reflect.Struct }

// has is an element, and whether there is one.
func (s *scout) element(k, key known) (known, model.Answer) {
	switch {
	case k.isAny() || key.isAny():
		return known{}, model.Undecided
	case k.list != nil && k.list.isSet:
		return key, s.contains(k, key)
	case k.model.IsValid():
		return s.field(k, key)
	}
	name, ok := s.term(key)
	if !ok {
		return known{}, model.Undecided
	}
	if k.list != nil {
		return element(k.list.items, name.Value)
	}
	return find(k.constant.Value, name)
}

// field is a field of a struct, or an element of a slice.
func (s *scout) field(k, key known) (known, model.Answer) {
	name, ok := s.term(key)
	if !ok {
		return known{}, model.No
	}
	next, _ := stepTo(k.model.Type(), name.Value)
	value := next.from(k.model)
	if !value.IsValid() {
		return known{}, model.No
	}
	return inModel(value), model.Yes
}

func element(items []known, key ast.Value) (known, model.Answer) {
	if number, ok := key.(ast.Number); ok {
		if i, ok := number.Int(); ok && i >= 0 && i < len(items) {
			return items[i], model.Yes
		}
	}
	return known{}, model.No
}

// find looks an element of a constant up.
func find(in ast.Value, key *ast.Term) (known, model.Answer) {
	var found *ast.Term
	switch in := in.(type) {
	case ast.Object:
		found = in.Get(key)
	case *ast.Array:
		found = in.Get(key)
	case ast.Set:
		if in.Contains(key) {
			found = key
		}
	}
	if found == nil {
		return known{}, model.No
	}
	return constant(found), model.Yes
}

// contains tells whether a value is one of the elements.
func (s *scout) contains(k, value known) model.Answer {
	if k.isOpaque() {
		return model.Undecided
	}
	if set, isSet := k.setOf(); isSet && !value.isAny() {
		return s.isIn(set, value)
	}
	answer := model.No
	k.each(func(_, element known) bool {
		switch s.equal(element, value) {
		case model.Yes:
			answer = model.Yes
		case model.Undecided:
			answer = model.Undecided
		}
		return answer == model.Yes
	})
	return answer
}

// isIn looks a value up. Texts of the model are not made terms for that.
func (s *scout) isIn(set ast.Set, value known) model.Answer {
	if value.model.Kind() == reflect.String {
		text := textOf(value.model)
		return model.AnswerOf(slices.ContainsFunc(set.Slice(), func(member *ast.Term) bool {
			other, isText := member.Value.(ast.String)
			return isText && string(other) == text
		}))
	}
	term, ok := s.term(value)
	if !ok {
		return model.Undecided
	}
	return model.AnswerOf(set.Contains(term))
}

// setOf is a set of constants.
func (k known) setOf() (ast.Set, bool) {
	if k.constant == nil {
		return nil, false
	}
	set, is := k.constant.Value.(ast.Set)
	return set, is
}

// arrayLength is the number of items, where the value is certainly an array.
func (k known) arrayLength() (int, bool) {
	if k.constant != nil {
		array, is := k.constant.Value.(*ast.Array)
		if !is {
			return 0, false
		}
		return array.Len(), true
	}
	switch {
	case k.list != nil && !k.list.isSet:
		return len(k.list.items), true
	case k.model.Kind() == reflect.Slice:
		return k.model.Len(), true
	default:
		return 0, false
	}
}

// length is the number of elements or characters, where they need no counting one by one.
func (k known) length() (known, bool) {
	n := 0
	switch {
	case k.model.IsValid() && k.model.Kind() == reflect.Slice:
		n = k.model.Len()
	case k.list != nil && (!k.list.isSet || len(k.list.items) < 2):
		n = len(k.list.items)
	default:
		return known{}, false
	}
	return constant(ast.InternedTerm(n)), true
}

// settled is a set without equal items, where they can be told apart.
func (s *scout) settled(k known) known {
	if k.list.isSet {
		if value, ok := s.listTerm(k.list); ok {
			return constant(value)
		}
	}
	return k
}
