package rules

import (
	"reflect"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/authlint/authlint/internal/model"
)

// An operation is what a function does with what is known of its arguments.
type operation func(*scout, []known) (known, model.Answer)

// function is a function by its name, with the number of its arguments.
func (r *gateReader) function(name ast.Ref) (arity int, apply operation, ok bool) {
	if rules := r.compiled.GetRulesExact(name); len(rules) > 0 {
		d, ok := r.document(rules)
		if !ok {
			return 0, nil, false
		}
		apply = d.value
		if !d.reads {
			apply = r.once(apply)
		}
		return len(rules[0].Head.Args), apply, true
	}
	return r.builtin(name.String())
}

// builtin is a function of Rego, or one of ours.
func (r *gateReader) builtin(name string) (arity int, apply operation, ok bool) {
	if i := slices.IndexFunc(r.own, func(b builtin) bool { return b.name == name }); i >= 0 {
		own := r.own[i]
		if own.gate != nil {
			return own.decl.Arity(), own.gate, true
		}
		return own.decl.Arity(), r.once(calling(own.function())), true
	}
	declared, call := ast.BuiltinMap[name], topdown.GetBuiltin(name)
	if declared == nil || call == nil {
		return 0, nil, false
	}
	switch sign := comparisons[name]; {
	case sign != nil:
		apply = comparing(sign)
	case name == ast.Count.Name:
		apply = counting(calling(call))
	case name == ast.Member.Name:
		apply = isMember
	case name == ast.ObjectGet.Name:
		apply = getting(calling(call))
	default:
		apply = r.once(calling(call))
	}
	return declared.Decl.Arity(), apply, true
}

// once remembers the answers to calls with texts.
func (r *gateReader) once(apply operation) operation {
	r.functionsRead++
	number := r.functionsRead
	return func(s *scout, args []known) (known, model.Answer) {
		call := called{function: number}
		if len(args) > len(call.args) {
			return apply(s, args)
		}
		for i, arg := range args {
			var ok bool
			if call.args[i], ok = arg.text(); !ok {
				return apply(s, args)
			}
		}
		done, known := s.calls[call]
		if !known {
			if len(s.calls) >= callsKept {
				clear(s.calls)
			}
			done.value, done.defined = apply(s, args)
			if !s.lost {
				s.calls[call] = done
			}
		}
		return done.value, done.defined
	}
}

// comparisons tell what they ask of the order of two values.
var comparisons = map[string]func(order int) bool{
	ast.Equal.Name:         func(order int) bool { return order == 0 },
	ast.NotEqual.Name:      func(order int) bool { return order != 0 },
	ast.LessThan.Name:      func(order int) bool { return order < 0 },
	ast.LessThanEq.Name:    func(order int) bool { return order <= 0 },
	ast.GreaterThan.Name:   func(order int) bool { return order > 0 },
	ast.GreaterThanEq.Name: func(order int) bool { return order >= 0 },
}

func comparing(holds func(order int) bool) operation {
	return func(s *scout, args []known) (known, model.Answer) {
		one, ok := s.term(args[0])
		two, okay := s.term(args[1])
		if !ok || !okay {
			return known{}, model.Yes
		}
		return constant(ast.InternedTerm(holds(one.Value.Compare(two.Value)))), model.Yes
	}
}

// counting also counts what there are no terms of.
func counting(others operation) operation {
	return func(s *scout, args []known) (known, model.Answer) {
		if length, ok := args[0].length(); ok {
			return length, model.Yes
		}
		return others(s, args)
	}
}

// getting also looks fields of the model up.
func getting(others operation) operation {
	return func(s *scout, args []known) (known, model.Answer) {
		if _, isName := args[1].text(); !isName || args[0].model.Kind() != reflect.Struct {
			return others(s, args)
		}
		if field, is := s.element(args[0], args[1]); is == model.Yes {
			return field, model.Yes
		}
		return args[2], model.Yes
	}
}

func isMember(s *scout, args []known) (known, model.Answer) {
	answer := s.contains(args[1], args[0])
	if answer == model.Undecided {
		return known{}, model.Yes
	}
	return constant(ast.InternedTerm(answer == model.Yes)), model.Yes
}

// calling calls the function itself, where all arguments are known.
func calling(call topdown.BuiltinFunc) operation {
	return func(s *scout, args []known) (result known, defined model.Answer) {
		operands := make([]*ast.Term, len(args))
		for i, arg := range args {
			var ok bool
			if operands[i], ok = s.term(arg); !ok {
				return known{}, model.Undecided
			}
		}
		defined = model.No
		err := call(topdown.BuiltinContext{Cancel: s}, operands, func(term *ast.Term) error {
			result, defined = constant(term), model.Yes
			return nil
		})
		s.lost = s.lost || err != nil // whoever asks the rule is told
		return result, defined
	}
}
