package rules

import (
	"maps"
	"reflect"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/authlint/authlint/internal/model"
)

// A gateReader turns compiled rules into what a scout follows.
type gateReader struct {
	compiled      *ast.Compiler
	own           []builtin
	paths         *paths
	documents     map[*ast.Rule]*document // by the first rule of each
	numbered      int                     // how many of them have a number
	functionsRead int                     // how many functions have answers that are kept
	reads         bool                    // what is being read reads the input
}

// A scope is the variables of a body that have a value by now. Those of a body within it
// are in the same frame.
type scope struct {
	*gateReader
	numbers map[ast.Var]int
	size    *int
}

func newScope(r *gateReader) *scope { return &scope{r, map[ast.Var]int{}, new(int)} }

// within is for a body that sees what this one has, and keeps its own to itself.
func (s *scope) within() *scope { return &scope{s.gateReader, maps.Clone(s.numbers), s.size} }

// bind gives a variable a place.
func (s *scope) bind(name ast.Var) int {
	s.numbers[name] = *s.size
	*s.size++
	return s.numbers[name]
}

// unbind forgets the variables of what turned out not to be understood.
func (s *scope) unbind(from int) {
	maps.DeleteFunc(s.numbers, func(_ ast.Var, number int) bool { return number >= from })
}

func (s *scope) isBound(name ast.Var) bool {
	_, bound := s.numbers[name]
	return bound
}

// hasFree reports whether a term has variables without a value. Those of a comprehension
// are its own.
func (s *scope) hasFree(term *ast.Term) bool {
	if ast.IsScalar(term.Value) {
		return false
	}
	free := false
	ast.WalkTerms(term, func(t *ast.Term) bool {
		switch value := t.Value.(type) {
		case *ast.ArrayComprehension, *ast.SetComprehension, *ast.ObjectComprehension:
			return true
		case ast.Ref: // its head is one of them, or input or data
			for i, key := range value {
				name, isVar := key.Value.(ast.Var)
				root := i == 0 && (value.HasPrefix(ast.InputRootRef) || value.HasPrefix(ast.DefaultRootRef))
				if isVar && !root && !s.isBound(name) {
					free = true
				}
			}
			return true
		case ast.Var:
			free = free || !s.isBound(value)
		}
		return free
	})
	return free
}

func (r *gateReader) body(exprs ast.Body, scope *scope) *body {
	b := &body{size: scope.size}
	for _, expr := range exprs {
		b.steps = append(b.steps, scope.condition(expr))
	}
	b.plain = slices.IndexFunc(b.steps, func(c condition) bool { return c.each != nil })
	if b.plain < 0 {
		b.plain = len(b.steps)
	}
	return b
}

// condition reads one of a body.
func (s *scope) condition(expr *ast.Expr) condition {
	if expr.Negated {
		positive := *expr
		positive.Negated = false
		body := s.body(ast.Body{&positive}, s.within())
		return condition{holds: func(s *scout, f frame) model.Answer { return not(body.holds(s, f)) }}
	}
	bound := *s.size
	read, ok := condition{}, false
	if len(expr.With) == 0 {
		switch terms := expr.Terms.(type) {
		case *ast.Term:
			read, ok = s.is(terms, func() (pattern, bool) { return holds, true })
		case []*ast.Term:
			read, ok = s.call(terms)
		case *ast.Every:
			read, ok = s.every(terms)
		}
	}
	if !ok {
		s.unbind(bound)
		return s.anything(expr)
	}
	return read
}

func not(answer model.Answer) model.Answer {
	switch answer {
	case model.Yes:
		return model.No
	case model.No:
		return model.Yes
	default:
		return model.Undecided
	}
}

// anything is a condition that may hold, and may make anything of its variables.
func (s *scope) anything(expr *ast.Expr) condition {
	var places []int
	ast.WalkVars(expr, func(name ast.Var) bool {
		if !s.isBound(name) {
			places = append(places, s.bind(name))
		}
		return false
	})
	return condition{holds: func(_ *scout, f frame) model.Answer {
		for _, place := range places {
			f[place] = known{}
		}
		return model.Undecided
	}}
}

func both(a, b model.Answer) model.Answer {
	switch {
	case a == model.No || b == model.No:
		return model.No
	case a == model.Undecided || b == model.Undecided:
		return model.Undecided
	default:
		return model.Yes
	}
}

// call reads a comparison, or the call of a function. One more operand than the function
// has arguments is for its result.
func (s *scope) call(terms []*ast.Term) (condition, bool) {
	operator, operands := terms[0].Value.(ast.Ref), terms[1:]
	if operator.String() == ast.Equality.Name {
		return s.equality(operands[0], operands[1])
	}
	arity, apply, ok := s.function(operator)
	if !ok || len(operands) < arity {
		return condition{}, false
	}
	args, ok := s.values(operands[:arity])
	if !ok {
		return condition{}, false
	}
	result := holds
	if len(operands) > arity {
		if result, ok = s.pattern(operands[arity]); !ok {
			return condition{}, false
		}
	}
	return condition{holds: func(s *scout, f frame) model.Answer {
		given := s.push(len(args))
		defer s.pop(len(args))
		certain := evaluate(args, given, s, f)
		if certain == model.No {
			return model.No
		}
		v, defined := apply(s, given)
		if certain = both(certain, defined); certain == model.No {
			return model.No
		}
		return both(certain, result(s, f, v))
	}}, true
}

// equality reads a comparison, or what gives variables a value.
func (s *scope) equality(a, b *ast.Term) (condition, bool) {
	if s.isToFill(b) || isRef(a) && s.hasFree(a) {
		a, b = b, a
	}
	return s.is(b, func() (pattern, bool) { return s.pattern(a) })
}

// isToFill reports whether a term has variables that a comparison gives a value.
func (s *scope) isToFill(term *ast.Term) bool { return !isRef(term) && s.hasFree(term) }

func isRef(term *ast.Term) bool {
	_, is := term.Value.(ast.Ref)
	return is
}

// every reads what has to hold for all elements.
func (s *scope) every(every *ast.Every) (condition, bool) {
	domain, ok := s.value(every.Domain)
	if !ok {
		return condition{}, false
	}
	inner := s.within()
	key := every.Key
	if key == nil {
		key = ast.VarTerm("$every")
	}
	isKey, ok := inner.pattern(key)
	if !ok {
		return condition{}, false
	}
	isValue, ok := inner.pattern(every.Value)
	if !ok {
		return condition{}, false
	}
	body := s.body(every.Body, inner)
	return condition{holds: func(s *scout, f frame) model.Answer {
		all, answer := domain(s, f)
		if !all.isCollection() {
			return model.Undecided
		}
		all.each(func(key, value known) bool {
			answer = both(answer, both(both(isKey(s, f, key), isValue(s, f, value)), body.holds(s, f)))
			return answer == model.No
		})
		return answer
	}}, true
}

// is is a condition that holds where a term has a value that does. What that is asked
// of is read after the term, which may be what gives its variables a value.
func (s *scope) is(term *ast.Term, read func() (pattern, bool)) (condition, bool) {
	if ref, ok := term.Value.(ast.Ref); ok && s.hasFree(term) {
		walk, ok := s.walk(ref)
		if !ok {
			return condition{}, false
		}
		holds, ok := read()
		return condition{holds: walk.isThere, each: func(s *scout, f frame, next func() bool) bool {
			return walk.each(s, f, func(v known) bool { return s.allows(holds(s, f, v)) && next() })
		}}, ok
	}
	value, ok := s.value(term)
	if !ok {
		return condition{}, false
	}
	holds, ok := read()
	return condition{holds: func(s *scout, f frame) model.Answer {
		v, defined := value(s, f)
		if defined == model.No {
			return model.No
		}
		return both(defined, holds(s, f, v))
	}}, ok
}

// holds is what a condition asks of a value that nothing else is asked of.
func holds(_ *scout, _ frame, v known) model.Answer { return v.holds() }

// values reads the operands of a call.
func (s *scope) values(terms []*ast.Term) ([]value, bool) {
	all := make([]value, len(terms))
	for i, term := range terms {
		var ok bool
		if all[i], ok = s.value(term); !ok {
			return nil, false
		}
	}
	return all, true
}

// value reads a term all of whose variables have a value.
func (s *scope) value(term *ast.Term) (value, bool) {
	switch v := term.Value.(type) {
	case ast.Var:
		place, bound := s.numbers[v]
		return func(_ *scout, f frame) (known, model.Answer) { return f[place], model.Yes }, bound
	case ast.Ref:
		return s.ref(v)
	case *ast.ArrayComprehension:
		return s.comprehension(v.Term, v.Body, false)
	case *ast.SetComprehension:
		return s.comprehension(v.Term, v.Body, true)
	case *ast.ObjectComprehension:
		return anyValue, true
	}
	if isConstant(term.Value) {
		all := constant(term)
		return func(*scout, frame) (known, model.Answer) { return all, model.Yes }, true
	}
	switch v := term.Value.(type) {
	case *ast.Array:
		return s.listOf(slices.Collect(itemsOf(v)), false)
	case ast.Set:
		return s.listOf(v.Slice(), true)
	case ast.Object:
		return s.object(v)
	default:
		return nil, false
	}
}

func anyValue(*scout, frame) (known, model.Answer) { return known{}, model.Yes }

// isConstant reports whether a value has no variables, references or comprehensions.
func isConstant(value ast.Value) bool {
	if ast.IsScalar(value) {
		return true
	}
	is := true
	ast.WalkTerms(value, func(term *ast.Term) bool {
		switch term.Value.(type) {
		case ast.Var, ast.Ref, ast.Call, *ast.ArrayComprehension, *ast.SetComprehension, *ast.ObjectComprehension:
			is = false
		}
		return !is
	})
	return is
}

func itemsOf(array *ast.Array) func(func(*ast.Term) bool) {
	return func(yield func(*ast.Term) bool) {
		array.Until(func(term *ast.Term) bool { return !yield(term) })
	}
}

// listOf is a list of terms.
func (s *scope) listOf(terms []*ast.Term, isSet bool) (value, bool) {
	values, ok := s.values(terms)
	return func(s *scout, f frame) (known, model.Answer) {
		items := make([]known, len(values))
		defined := evaluate(values, items, s, f)
		return s.settled(known{list: &listing{items, isSet}}), defined
	}, ok
}

// evaluate finds several values, and whether all of them are there.
func evaluate(values []value, into []known, s *scout, f frame) model.Answer {
	defined := model.Yes
	for i, value := range values {
		v, is := value(s, f)
		if defined = both(defined, is); defined == model.No {
			break
		}
		into[i] = v
	}
	return defined
}

// object is an object whose keys and values all are constants in the end, or any value.
func (s *scope) object(object ast.Object) (value, bool) {
	keys, terms := object.Keys(), make([]*ast.Term, object.Len())
	for i, key := range keys {
		terms[i] = object.Get(key)
	}
	names, ok := s.values(keys)
	if !ok {
		return nil, false
	}
	values, ok := s.values(terms)
	return func(s *scout, f frame) (known, model.Answer) {
		items := make([]known, 2*len(names))
		defined := both(evaluate(names, items, s, f), evaluate(values, items[len(names):], s, f))
		pairs := make([][2]*ast.Term, len(names))
		for i := range names {
			key, ok := s.term(items[i])
			value, okay := s.term(items[len(names)+i])
			if defined == model.No || !ok || !okay {
				return known{}, defined
			}
			pairs[i] = ast.Item(key, value)
		}
		return constant(ast.ObjectTerm(pairs...)), defined
	}, ok
}

func (s *scope) comprehension(term *ast.Term, exprs ast.Body, isSet bool) (value, bool) {
	inner := s.within()
	body := s.body(exprs, inner)
	item, ok := inner.value(term)
	return func(s *scout, f frame) (known, model.Answer) {
		items, certain := body.all(s, f, item)
		if !certain {
			return known{}, model.Yes
		}
		return s.settled(known{list: &listing{items, isSet}}), model.Yes
	}, ok
}

// pattern reads what a value has to be. Variables without a value become what is found
// in their places.
func (s *scope) pattern(term *ast.Term) (pattern, bool) {
	if name, isVar := term.Value.(ast.Var); isVar && !s.isBound(name) {
		place := s.bind(name)
		return func(_ *scout, f frame, v known) model.Answer {
			f[place] = v
			return model.Yes
		}, true
	}
	array, isArray := term.Value.(*ast.Array)
	if !isArray || !s.hasFree(term) {
		value, ok := s.value(term)
		return func(s *scout, f frame, v known) model.Answer {
			other, defined := value(s, f)
			if defined == model.No {
				return model.No
			}
			return both(defined, s.equal(other, v))
		}, ok && !s.hasFree(term)
	}
	var items []pattern
	for term := range itemsOf(array) {
		item, ok := s.pattern(term)
		if !ok {
			return nil, false
		}
		items = append(items, item)
	}
	return func(s *scout, f frame, v known) model.Answer { return matchItems(items, s, f, v) }, true
}

// matchItems compares item by item. Those of what is not known may be anything.
func matchItems(items []pattern, s *scout, f frame, v known) model.Answer {
	answer := model.Undecided
	if n, counted := v.arrayLength(); counted {
		if n != len(items) {
			return model.No
		}
		answer = model.Yes
	} else if !v.isAny() {
		return model.No
	}
	for i, item := range items {
		element, _ := s.element(v, constant(ast.InternedTerm(i)))
		if answer = both(answer, item(s, f, element)); answer == model.No {
			break
		}
	}
	return answer
}

// document reads what defines a name in a package, unless it is one whose names are made up.
func (r *gateReader) document(rules []*ast.Rule) (*document, bool) {
	if d, done := r.documents[rules[0]]; done {
		r.reads = r.reads || d != nil && d.reads
		return d, d != nil
	}
	around := r.reads
	r.reads = false
	d, ok := r.readDocument(rules)
	d.reads = r.reads
	r.reads = r.reads || around
	if !ok {
		d = nil
	}
	r.documents[rules[0]] = d
	return d, ok
}

func (r *gateReader) readDocument(rules []*ast.Rule) (*document, bool) {
	d := &document{number: -1, isSet: rules[0].Head.DocKind() == ast.PartialSetDoc, isOne: haveOneValue(rules)}
	for _, rule := range rules {
		if rule.Head.DocKind() == ast.PartialObjectDoc || rule.Head.HasDynamicRef() || d.isSet && len(rule.Head.Args) > 0 {
			return d, false
		}
		clause, ok := r.clause(rule)
		switch {
		case !ok:
			return d, false
		case rule.Default:
			d.fallback = clause.value
		default:
			d.clauses = append(d.clauses, clause)
		}
	}
	if len(rules[0].Head.Args) == 0 {
		d.number = r.numbered
		r.numbered++
	}
	return d, true
}

// haveOneValue reports whether it does not matter which of several rules holds.
func haveOneValue(rules []*ast.Rule) bool {
	return !slices.ContainsFunc(rules, func(rule *ast.Rule) bool {
		head := rule.Head
		return rule.Else != nil || head.Value == nil || !isConstant(head.Value.Value) || !head.Value.Equal(rules[0].Head.Value)
	})
}

func (r *gateReader) clause(rule *ast.Rule) (*clause, bool) {
	scope, c := newScope(r), &clause{}
	for _, arg := range rule.Head.Args {
		pattern, ok := scope.pattern(arg)
		if !ok {
			return nil, false
		}
		c.args = append(c.args, pattern)
	}
	c.body = r.body(rule.Body, scope)
	term := rule.Head.Value
	if rule.Head.DocKind() == ast.PartialSetDoc {
		term = rule.Head.Key
	}
	c.isOne = isConstant(term.Value)
	var ok bool
	if c.value, ok = scope.value(term); !ok {
		return nil, false
	}
	if rule.Else != nil {
		c.otherwise, ok = r.clause(rule.Else)
	}
	return c, ok
}

// finding reads one way to find something. What it is may be anything.
func (r *gateReader) finding(rule *ast.Rule) *clause {
	scope := newScope(r)
	c := &clause{body: r.body(rule.Body, scope)}
	var ok bool
	if c.value, ok = scope.value(rule.Head.Key); !ok {
		c.value = anyValue
	}
	return c
}

// root is what a reference begins with, and the keys that follow.
func (s *scope) root(ref ast.Ref) (root value, keys ast.Ref, ok bool) {
	switch {
	case ref.HasPrefix(ast.InputRootRef):
		return s.input(ref)
	case ref.HasPrefix(ast.DefaultRootRef):
		for n := range ref.GroundPrefix() {
			rules := s.compiled.GetRulesExact(ref[:n+1])
			if len(rules) == 0 {
				continue
			}
			d, ok := s.document(rules)
			return func(s *scout, _ frame) (known, model.Answer) { return d.value(s, nil) }, ref[n+1:], ok && len(rules[0].Head.Args) == 0
		}
		return nil, nil, false
	default:
		root, ok = s.value(ref[0])
		return root, ref[1:], ok
	}
}

// input is what stands at a path of the input, as far as its keys are names or numbers.
func (s *scope) input(ref ast.Ref) (value, ast.Ref, bool) {
	n := 1
	for n < len(ref) && ast.IsScalar(ref[n].Value) {
		n++
	}
	path := s.paths.number(ref[:n])
	s.reads = true
	return func(s *scout, _ frame) (known, model.Answer) {
		if value := s.facts.at(path); value.IsValid() {
			return inModel(value), model.Yes
		}
		return known{}, model.No
	}, ref[n:], true
}

// ref reads a reference all of whose variables have a value.
func (s *scope) ref(ref ast.Ref) (value, bool) {
	root, rest, ok := s.root(ref)
	if !ok {
		return nil, false
	}
	keys, ok := s.values(rest)
	if !ok || len(keys) == 0 {
		return root, ok
	}
	return func(s *scout, f frame) (known, model.Answer) {
		v, defined := root(s, f)
		for _, key := range keys {
			k, has := key(s, f)
			if defined = both(defined, has); defined == model.No {
				break
			}
			v, has = s.element(v, k)
			defined = both(defined, has)
		}
		return v, defined
	}, true
}

// A walk is a reference with variables that stand for each key that there is: its keys
// are values, or patterns where they are any.
type walk struct {
	root value
	keys []value
	free []pattern
}

func (s *scope) walk(ref ast.Ref) (*walk, bool) {
	root, keys, ok := s.root(ref)
	w := &walk{root, make([]value, len(keys)), make([]pattern, len(keys))}
	for i, key := range keys {
		switch {
		case !ok:
			return nil, false
		case s.hasFree(key):
			w.free[i], ok = s.pattern(key)
		default:
			w.keys[i], ok = s.value(key)
		}
	}
	return w, ok
}

// isThere tells whether there is something to walk through.
func (w *walk) isThere(s *scout, f frame) model.Answer {
	v, defined := w.root(s, f)
	if w.free[0] != nil && v.model.Kind() == reflect.Slice && v.model.Len() == 0 {
		return model.No
	}
	return defined
}

// each calls next with every value that the reference may lead to, until that returns true.
func (w *walk) each(s *scout, f frame, next func(known) bool) bool {
	doubt := s.doubt
	v, defined := w.root(s, f)
	stop := s.allows(defined) && w.from(0, s, f, v, next)
	s.doubt = doubt
	return stop
}

func (w *walk) from(i int, s *scout, f frame, v known, next func(known) bool) bool {
	if i == len(w.keys) {
		return next(v)
	}
	doubt := s.doubt
	stop := w.step(i, s, f, v, next)
	s.doubt = doubt
	return stop
}

func (w *walk) step(i int, s *scout, f frame, v known, next func(known) bool) bool {
	switch doubt := s.doubt; {
	case w.free[i] == nil:
		key, defined := w.keys[i](s, f)
		if !s.allows(defined) {
			return false
		}
		element, has := s.element(v, key)
		return s.allows(has) && w.from(i+1, s, f, element, next)
	case v.isOpaque():
		w.free[i](s, f, known{})
		s.doubt++
		return w.from(i+1, s, f, known{}, next)
	default:
		return v.each(func(key, element known) bool {
			s.doubt = doubt
			return s.allows(w.free[i](s, f, key)) && w.from(i+1, s, f, element, next)
		})
	}
}
