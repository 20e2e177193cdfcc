package handler

import (
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

func (r *run) exec(body []stmt, s *scope) completion {
	for _, statement := range body {
		if c := r.statement(statement, s); c.kind != "" {
			return c
		}
	}
	return completion{}
}

func (r *run) statement(statement stmt, s *scope) completion {
	r.step()
	switch n := statement.(type) {
	case *declare:
		var v value = nothing{}
		if n.value != nil {
			v = r.eval(n.value, s)
		}
		r.bind(n.target, v, s, true)
	case *do:
		r.eval(n.expr, s)
	case *branch:
		return r.branch(n, s)
	case *cases:
		return r.cases(n, s)
	case *loop:
		return r.loop(n, s)
	case *attempt:
		return r.attempt(n, s)
	case *exit:
		return r.exit(n, s)
	case *jump:
		if n.again {
			return completion{kind: "continue"}
		}
		return completion{kind: "break"}
	case *block:
		return r.exec(n.body, r.inside(s))
	case *untold:
		panic(exhausted{n.why})
	}
	return completion{}
}

func (r *run) exit(n *exit, s *scope) completion {
	var v value = nothing{}
	if n.value != nil {
		v = r.eval(n.value, s)
	}
	if !n.throws {
		return completion{"return", v, n.Range}
	}
	if n.value == nil {
		v = r.raised
	}
	if c, ok := v.(*class); ok { // raise SomeError
		v = r.construct(c, nil, nil, n.Range)
	}
	if o, ok := v.(outside); ok && r.file.language == model.Python {
		v = r.library(o.name, call{at: n.Range})
	}
	panic(thrown{value: v, at: n.Range})
}

func (r *run) branch(n *branch, s *scope) completion {
	test := r.eval(n.test, s)
	if _, certain := r.truthOf(test); !certain && isQuiet(n.then) && isQuiet(n.otherwise) {
		r.exec(n.then, r.blockScope(s))
		r.exec(n.otherwise, r.blockScope(s))
		return completion{}
	}
	if r.decide(test) {
		return r.exec(n.then, r.blockScope(s))
	}
	return r.exec(n.otherwise, r.blockScope(s))
}

// blockScope is the scope of a block: Python has none.
func (r *run) blockScope(s *scope) *scope {
	if r.file.language == model.Python {
		return s
	}
	return r.inside(s)
}

func (r *run) cases(n *cases, s *scope) completion {
	var subject value = known(true)
	if n.subject != nil {
		subject = r.eval(n.subject, s)
	}
	inner, begin, last := r.blockScope(s), -1, -1
search:
	for i, arm := range n.arms {
		if arm.tests == nil {
			last = i
		}
		for _, test := range arm.tests {
			if r.decide(r.equal(subject, r.eval(test, s), true)) {
				begin = i
				break search
			}
		}
	}
	if begin < 0 {
		begin = last
	}
	for ; begin >= 0 && begin < len(n.arms); begin++ {
		c := r.exec(n.arms[begin].body, inner)
		if c.kind == "break" {
			return completion{}
		}
		if c.kind != "" {
			return c
		}
		if !n.falls {
			break
		}
	}
	return completion{}
}

// maxItems is how many items a loop is followed over one by one.
const maxItems = 24

func (r *run) loop(n *loop, s *scope) completion {
	if n.over != nil {
		over := r.eval(n.over, s)
		if l, ok := over.(*list); ok && l.open == "" && len(l.items) <= maxItems && !n.keys {
			return r.loopOver(n, l.items, s)
		}
		return r.loopSometimes(n, r.itemOf(over, n.over), s)
	}
	return r.loopSometimes(n, nil, s)
}

// itemOf is an item of what nobody knows the items of.
func (r *run) itemOf(over value, e expr) value {
	if ev, ok := over.(event); ok {
		r.read(ev, e.where())
	}
	return &unknown{why: "an item of " + r.written(e), origin: r.originOf(over)}
}

func (r *run) loopOver(n *loop, items []slot, s *scope) completion {
	for _, item := range items {
		inner := r.blockScope(s)
		r.bind(n.target, item.value, inner, r.file.language != model.Python)
		switch c := r.exec(n.body, inner); c.kind {
		case "break":
			return completion{}
		case "return":
			return c
		}
	}
	return r.exec(n.otherwise, s)
}

// loopSometimes follows a body once, or not at all. What it changes is unknown, since
// nobody knows how often it ran before.
func (r *run) loopSometimes(n *loop, item value, s *scope) completion {
	from := r.originOf(item)
	if n.test != nil {
		from = from.and(r.originOf(r.eval(n.test, s)))
	}
	if isQuiet(n.body) {
		return r.exec(n.otherwise, s)
	}
	if !n.once && !endless(n) && r.choose(2, from) == 1 {
		return r.exec(n.otherwise, s)
	}
	r.forget(n.body, s)
	r.loops++
	defer func() { r.loops-- }()
	inner := r.inside(r.blockScope(s))
	if n.target != nil {
		r.bind(n.target, item, inner, true)
	}
	c := r.exec(n.body, inner)
	if endless(n) && c.kind != "return" && c.kind != "break" {
		panic(answered{}) // it goes round again, and what was set is forgotten already
	}
	if c.kind == "return" {
		return c
	}
	if c.kind == "break" {
		return completion{}
	}
	r.loops--
	defer func() { r.loops++ }()
	return r.exec(n.otherwise, s)
}

// endless reports a loop that only a return or a break leaves.
func endless(n *loop) bool {
	if n.over != nil {
		return false
	}
	c, ok := n.test.(*constant)
	return n.test == nil || ok && c.value == value(known(true))
}

// forget takes away what is known of what a body changes.
func (r *run) forget(body []stmt, s *scope) {
	set, touched := changedIn(body)
	for id := range set {
		if at := s.find(id); at != nil {
			at.names[id] = &unknown{why: "set in a loop", origin: r.originOf(at.names[id])}
		}
	}
	for id := range touched {
		if at := s.find(id); at != nil {
			loosen(at.names[id], "changed in a loop")
		}
	}
}

// loosen notes that an object or a list may have more than is known.
func loosen(v value, why string) {
	switch v := v.(type) {
	case *object:
		if v.open == "" {
			v.open = why
		}
	case *list:
		if v.open == "" {
			v.open = why
		}
	}
}

func (r *run) attempt(n *attempt, s *scope) completion {
	var c completion
	var caught *thrown
	if len(n.catches) == 0 {
		c, caught = r.protect(func() completion { return r.exec(n.body, r.blockScope(s)) })
	} else {
		r.tries++
		r.thrownAt = -1
		c, caught = r.protect(func() completion { return r.exec(n.body, r.blockScope(s)) })
		r.tries--
		if caught != nil {
			c, caught = r.protect(func() completion { return r.caught(n, *caught, s) })
		} else if c.kind == "" {
			c = r.exec(n.calm, s)
		}
	}
	if n.finally != nil {
		if last := r.exec(n.finally, r.blockScope(s)); last.kind != "" {
			return last
		}
	}
	if caught != nil {
		panic(*caught)
	}
	return c
}

// caught runs the handler of an error, or throws it again.
func (r *run) caught(n *attempt, t thrown, s *scope) completion {
	for i := range n.catches {
		c := &n.catches[i]
		takes, certain := r.takes(c.types, t, s)
		if !certain {
			takes = r.choose(2, anything) == 0
		}
		if !takes {
			continue
		}
		r.onError = true
		before := r.raised
		r.raised = t.value
		inner := r.blockScope(s)
		if c.target != nil {
			r.bind(c.target, t.value, inner, true)
		}
		done := r.exec(c.body, inner)
		r.raised = before
		return done
	}
	if t.implicit {
		panic(answered{}) // what something out of view throws is no outcome of its own
	}
	panic(t)
}

// takes answers whether an except clause with these types takes an error.
func (r *run) takes(types []expr, t thrown, s *scope) (is, certain bool) {
	if len(types) == 0 {
		return true, true
	}
	certain = true
	for _, e := range types {
		v := r.eval(e, s)
		kind := ""
		switch v := v.(type) {
		case outside:
			kind = v.name
		case *class:
			kind = v.name
		}
		failure, isFailure := t.value.(*failure)
		switch {
		case kind == "Exception" || kind == "BaseException":
			return true, true
		case !isFailure || kind == "":
			certain = false
		case failure.class == kind:
			return true, true
		case failure.class != "Exception": // a class of its own may be below any other
			certain = false
		}
	}
	return false, certain
}

// bind gives a value to a target: a name, a field, or what takes it apart.
func (r *run) bind(target expr, v value, s *scope, declares bool) {
	r.step()
	switch t := target.(type) {
	case nil:
	case *identifier:
		r.setName(t.id, v, s, declares)
	case *member:
		r.setMember(r.eval(t.of, s), r.eval(t.key, s), slot{v, t.Range})
	case *fallback:
		r.bind(t.target, r.orElse(v, t.value, s), s, declares)
	case *record:
		taken := map[string]bool{}
		for _, e := range t.entries {
			if e.spread {
				r.bind(e.value, r.without(v, taken, e.value.where()), s, declares)
				continue
			}
			key := r.eval(e.key, s)
			if k, ok := plain(key); ok {
				taken[k] = true
			}
			r.bind(e.value, r.get(v, key, e.key.where(), false), s, declares)
		}
	case *sequence:
		if u, ok := v.(*unknown); ok && r.file.language == model.Go {
			v = r.results(u, t)
		}
		for i, item := range t.items {
			if item.spread {
				r.bind(item.value, r.slice(v, i, -1), s, declares)
				continue
			}
			if item.value != nil {
				r.bind(item.value, r.get(v, number{known: true, is: float64(i)}, item.where(), false), s, declares)
			}
		}
	}
}

// results are what a function out of view returns, each on its own: an error may be there
// or not, whatever the others are.
func (r *run) results(u *unknown, targets *sequence) value {
	l := &list{born: r.loops}
	for range targets.items {
		l.items = append(l.items, slot{value: &unknown{why: u.why, origin: u.origin}})
	}
	return l
}

func (a argument) where() source.Range {
	if a.value == nil {
		return source.Range{}
	}
	return a.value.where()
}

// orElse is a value, or what stands in for none.
func (r *run) orElse(v value, e expr, s *scope) value {
	if n, ok := v.(nothing); ok {
		if n.null && r.file.language == model.JavaScript {
			return v
		}
		return r.eval(e, s)
	}
	switch v := v.(type) {
	case event, *unknown:
		other := r.eval(e, s)
		if !isLeaf(other) {
			return v
		}
		return &unknown{why: "it has a default", origin: r.originOf(v).and(r.originOf(other))}
	}
	return v
}

func (r *run) setName(id string, v value, s *scope, declares bool) {
	r.changes++
	if u, ok := v.(*unknown); ok && r.file.language == model.Go && isErrorName(id) {
		v = &unknown{why: u.why, origin: u.origin, fault: true}
	}
	home := s
	if !declares {
		if home = s.find(id); home == nil {
			for home = s; home.outer != nil; {
				home = home.outer
			}
		}
	}
	if home.born < r.loops && !declares {
		v = &unknown{why: "set in a loop", origin: r.originOf(v)}
	}
	home.names[id] = v
}

func (r *run) setMember(of, key value, s slot) {
	r.changes++
	k, isPlain := plain(key)
	switch of := of.(type) {
	case event:
		child := join(of.path, k)
		if !isPlain {
			child = of.path
		}
		r.changed[child] = s.value
	case *object:
		if !isPlain {
			r.spoil(of, "a field whose name is not known is set")
			return
		}
		if of.born < r.loops {
			s.value = &unknown{why: "set in a loop", origin: r.originOf(s.value)}
		}
		of.set(k, s)
	case *list:
		n, ok := key.(number)
		switch i := int(n.is); {
		case !ok || !n.known || of.born < r.loops:
			of.open = "an item is set"
			for i := range of.items {
				of.items[i].value = &unknown{why: "an item is set", origin: r.originOf(of.items[i].value)}
			}
		case i >= 0 && i < len(of.items):
			of.items[i] = s
		case i == len(of.items):
			of.items = append(of.items, s)
		default:
			of.open = "an item is set"
		}
	case *failure:
		if k == "message" {
			of.message = s.value
		}
	case *class:
		of.statics[k] = s
	case *closure:
		if isPlain {
			of.props.set(k, s)
		}
	}
}

// spoil takes away all that is known of an object.
func (r *run) spoil(v value, why string) { r.spoilWithin(v, why, 3) }

func (r *run) spoilWithin(v value, why string, depth int) {
	r.step()
	if depth == 0 {
		return
	}
	switch v := v.(type) {
	case *object:
		for _, key := range v.keys {
			r.spoilWithin(v.fields[key].value, why, depth-1)
			v.fields[key] = slot{&unknown{why: why, origin: r.originOf(v.fields[key].value)}, v.fields[key].at}
		}
		v.open = why
		if v.policy != nil {
			v.policy.open = why
		}
	case *list:
		for i := range v.items {
			r.spoilWithin(v.items[i].value, why, depth-1)
			v.items[i].value = &unknown{why: why, origin: r.originOf(v.items[i].value)}
		}
		v.open = why
	}
}

// written is an expression as it stands in the source, for people.
func (r *run) written(e expr) string { return r.snippet(e.where()) }

func (r *run) snippet(at source.Range) string {
	program := r.programs[at.File]
	if program == nil {
		return "something"
	}
	s := strings.Join(strings.Fields(program.file.Text(at)), " ")
	if len(s) > 60 {
		s = strings.ToValidUTF8(s[:57], "") + "..."
	}
	return s
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}
