package handler

import (
	"maps"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// A call is what a function is called with, and where.
type call struct {
	positional []slot
	keywords   map[string]slot
	open       string // why there may be more arguments
	at         source.Range
	callee     string // as it is written: jwt.verify
	construct  bool
}

func (c call) arg(i int) value {
	if i < len(c.positional) {
		return c.positional[i].value
	}
	return nothing{}
}

// named is an argument that is given by keyword, or by position.
func (c call) named(keyword string, i int) (slot, bool) {
	if s, ok := c.keywords[keyword]; ok {
		return s, true
	}
	if i >= 0 && i < len(c.positional) {
		return c.positional[i], true
	}
	return slot{value: nothing{}, at: c.at}, false
}

func (c call) all() []slot {
	all := slices.Clone(c.positional)
	for _, key := range slices.Sorted(maps.Keys(c.keywords)) {
		all = append(all, c.keywords[key])
	}
	return all
}

// originOf is the fields that the arguments were made of.
func (r *run) originOfCall(c call, recv value) origin {
	from := r.originOf(recv)
	for _, s := range c.all() {
		from = from.and(r.originOf(s.value))
	}
	return from
}

// arguments evaluates what is between the brackets; it reports why there may be more.
func (r *run) arguments(args []argument, s *scope) (c call, open string) {
	for _, a := range args {
		v := r.eval(a.value, s)
		switch {
		case a.spread:
			if l, ok := v.(*list); ok && l.open == "" && a.keyword == "" {
				c.positional = append(c.positional, l.items...)
				if len(c.positional) > maxList {
					panic(exhausted{"a list becomes too long to follow"})
				}
				continue
			}
			if o, ok := v.(*object); ok && o.open == "" && a.keyword == "**" {
				for _, key := range o.keys {
					c.keyword(key, o.fields[key])
				}
				continue
			}
			if _, none := v.(nothing); none {
				continue
			}
			open = "the items of " + r.written(a.value)
		case len(c.positional) > maxList:
			panic(exhausted{"a list becomes too long to follow"})
		case a.keyword != "":
			c.keyword(a.keyword, slot{v, a.value.where()})
		default:
			c.positional = append(c.positional, slot{v, a.value.where()})
		}
	}
	return c, open
}

func (c *call) keyword(key string, s slot) {
	if c.keywords == nil {
		c.keywords = map[string]slot{}
	}
	c.keywords[key] = s
}

func (r *run) invoke(e *invoke, s *scope) value {
	m, isMember := e.callee.(*member)
	if isMember && !e.construct {
		return r.invokeMember(e, m, s)
	}
	if id, ok := e.callee.(*identifier); ok && id.id == "super" && r.file.language == model.Python {
		if home := s.find("this"); home != nil {
			return super{home.names["this"]}
		}
	}
	fn := r.eval(e.callee, s)
	c := r.callOf(e, s)
	if _, out := fn.(outside); out && e.construct && isPolicyClass(r.written(e.callee)) {
		return r.policyClass(c)
	}
	if e.construct {
		return r.construct(fn, c.positional, c.keywords, e.Range)
	}
	return r.call(fn, nil, c)
}

func (r *run) callOf(e *invoke, s *scope) call {
	c, open := r.arguments(e.args, s)
	c.open, c.at, c.callee, c.construct = open, e.Range, dotted(e.callee), e.construct
	return c
}

func (r *run) invokeMember(e *invoke, m *member, s *scope) value {
	key, isPlain := "", false
	if k, ok := m.key.(*constant); ok {
		key, isPlain = plain(k.value)
	}
	if r.file.language != model.Python && r.file.language != model.Go && (key == "catch" || key == "then") && len(e.args) > 0 {
		return r.promise(e, m, key, s)
	}
	recv := r.eval(m.of, s)
	if !isPlain {
		key, isPlain = plain(r.eval(m.key, s))
	}
	if _, none := recv.(nothing); none { // a?.b()
		return nothing{}
	}
	c := r.callOf(e, s)
	if !isPlain {
		return r.lost(c, recv)
	}
	switch of := recv.(type) {
	case *object:
		if s, has := of.fields[key]; has {
			return r.call(s.value, of, c)
		}
		if of.class != nil {
			if method, _, ok := of.class.method(key); ok {
				return r.call(method.value, of, c)
			}
		}
		if v, ok := r.policyMethod(of, key, c); ok {
			return v
		}
		if of.class != nil || of.open != "" && r.file.language != model.Python {
			return r.lost(c, recv)
		}
	case *class:
		if s, ok := of.static(key); ok {
			return r.call(s.value, of, c)
		}
		if s, _, ok := of.method(key); ok && len(c.positional) > 0 { // Parent.method(self)
			this := c.positional[0].value
			c.positional = c.positional[1:]
			return r.call(s.value, this, c)
		}
	case outside:
		return r.library(r.outsideName(of, key), c)
	case runtime:
		if a, ok := r.get(of, literal(key), e.Range, false).(answerer); ok {
			return r.answer(a.by, c)
		}
		return &unknown{why: "the context of the invocation"}
	case *closure:
		if v, ok := r.functionMethod(of, key, c); ok {
			return v
		}
	case event:
		if isContainer(of.path) && !isListMethod(key) {
			if v, ok := r.eventMethod(of, key, c); ok {
				return v
			}
		}
		r.read(of, m.of.where())
	case super:
		return r.superMethod(of, key, c)
	}
	return r.method(recv, key, c)
}

// super is the parent of the class that a method belongs to.
type super struct{ this value }

func (r *run) outsideName(of outside, key string) string {
	if key == "default" {
		return of.name
	}
	return of.name + "." + key
}

// promise follows .then and .catch. What it is called on may fail where it is out of view,
// before anything that waits for it is called: that way parts first.
func (r *run) promise(e *invoke, m *member, key string, s *scope) value {
	r.promises = true
	if (key == "catch" || len(e.args) > 1) && r.choose(2, anything) == 1 {
		r.onError = true
		handlers, _ := r.arguments(e.args, s)
		failed := &unknown{why: "an error of something out of view", fault: true, origin: anything}
		return r.settled(handlers.arg(len(handlers.positional)-1), failed, e.Range)
	}
	var recv value
	_, caught := r.protect(func() completion {
		recv = r.eval(m.of, s)
		return completion{}
	})
	if caught != nil {
		recv = rejection{caught.value, caught.at}
	}
	handlers, _ := r.arguments(e.args, s)
	handler, onFailure := handlers.arg(0), handlers.arg(1)
	if key == "catch" {
		handler, onFailure = nothing{}, handler
	}
	fails, isRejection := recv.(rejection)
	switch {
	case isRejection && isNothing(onFailure):
		return recv
	case isRejection:
		r.onError = true
		return r.settled(onFailure, fails.value, e.Range)
	case isNothing(handler):
		return recv
	default:
		return r.settled(handler, recv, e.Range)
	}
}

// settled calls what a promise was given; an error in it makes the promise fail.
func (r *run) settled(handler, with value, at source.Range) (v value) {
	_, caught := r.protect(func() completion {
		v = r.call(handler, nil, call{positional: []slot{{with, at}}, at: at})
		return completion{}
	})
	if caught != nil {
		return rejection{caught.value, caught.at}
	}
	return v
}

// call calls a value.
func (r *run) call(fn, this value, c call) value {
	switch fn := fn.(type) {
	case *closure:
		own := *fn
		if this != nil && (own.this == nil || own.self) {
			own.this = this
		}
		return r.apply(&own, c)
	case *class:
		return r.construct(fn, c.positional, c.keywords, c.at)
	case outside:
		return r.library(fn.name, c)
	case answerer:
		return r.answer(fn.by, c)
	case bound:
		return r.method(fn.of, fn.name, c)
	case super:
		return r.superMethod(fn, "", c)
	case resolver:
		fn.settle(c.arg(0))
		return nothing{}
	default:
		return r.lost(c, fn)
	}
}

// apply runs a function of the source.
func (r *run) apply(fn *closure, c call) value {
	if fn.strange != "" || c.open != "" {
		return r.lost(c, nothing{})
	}
	if r.depth >= maxCalls {
		panic(exhausted{"functions call each other too deeply to follow"})
	}
	file := r.file
	r.depth, r.file = r.depth+1, fn.file
	defer func() { r.depth, r.file = r.depth-1, file }()
	s := r.inside(fn.scope)
	for _, local := range fn.locals {
		s.names[local] = nothing{}
	}
	if fn.this != nil && !fn.arrow {
		s.names["this"] = fn.this
		if !fn.self {
			s.names["super"] = super{fn.this}
		}
	}
	if !fn.async {
		r.parameters(fn, c, s)
		return r.result(r.exec(fn.body, s))
	}
	r.promises = true
	done, caught := r.protect(func() completion {
		r.parameters(fn, c, s)
		return r.exec(fn.body, s)
	})
	if caught != nil {
		if caught.implicit {
			panic(*caught)
		}
		return rejection{caught.value, caught.at}
	}
	return r.result(done)
}

func (r *run) result(c completion) value {
	r.returned = c.at
	if c.kind == "return" {
		return c.value
	}
	return nothing{}
}

// parameters binds what a function is called with.
func (r *run) parameters(fn *closure, c call, s *scope) {
	params, args := fn.params, c.positional
	if fn.self && fn.this != nil && len(params) > 0 {
		r.bind(params[0].target, fn.this, s, true)
		params = params[1:]
	}
	taken := map[string]bool{}
	for i, p := range params {
		switch {
		case p.keywords:
			o := newObject(r.loops)
			for _, key := range slices.Sorted(maps.Keys(c.keywords)) {
				if !taken[key] {
					o.set(key, c.keywords[key])
				}
			}
			r.bind(p.target, o, s, true)
			continue
		case p.rest:
			l := &list{born: r.loops}
			if i < len(args) {
				l.items = args[i:]
			}
			r.bind(p.target, l, s, true)
			args = args[:min(i, len(args))]
			continue
		}
		var v value = nothing{}
		given := i < len(args)
		if given {
			v = args[i].value
		}
		if n, ok := p.target.(*identifier); ok {
			if k, has := c.keywords[n.id]; has {
				v, given, taken[n.id] = k.value, true, true
			}
		}
		if none, isNone := v.(nothing); p.fallback != nil && (!given || isNone && !none.null && r.file.language == model.JavaScript) {
			v = r.eval(p.fallback, s)
		}
		r.bind(p.target, v, s, true)
	}
}

// construct makes an object of a class.
func (r *run) construct(fn value, args []slot, keywords map[string]slot, at source.Range) value {
	c := call{positional: args, keywords: keywords, at: at, construct: true}
	switch fn := fn.(type) {
	case *class:
		return r.instance(fn, c)
	case *closure:
		if isPolicyClass(fn.name) {
			return r.policyClass(c)
		}
		o := newObject(r.loops)
		o.open = "it may have more by its prototype"
		own := *fn
		own.this = o
		if made := r.apply(&own, c); !isNothing(made) {
			return made
		}
		return o
	case outside:
		c.callee = fn.name
		return r.library(fn.name, c)
	default:
		return r.lost(c, fn)
	}
}

func isNothing(v value) bool {
	_, none := v.(nothing)
	return none
}

func (r *run) instance(c *class, with call) value {
	if isPolicyClass(c.name) && c.hasPolicyMethods() {
		return r.policyClass(with)
	}
	if isErrorClass(c.root()) {
		f := &failure{class: c.name, message: literal("")}
		if len(with.positional) > 0 && r.file.language == model.Python {
			f.message = with.arg(0)
		}
		r.initialise(c, f, with)
		return f
	}
	o := newObject(r.loops)
	o.class = c
	if root := c.root(); root != "" && root != "object" && root != "ABC" && root != "Protocol" && root != "abc.ABC" {
		o.open = "it may have more by " + root
	}
	r.initialise(c, o, with)
	return o
}

func (r *run) initialise(c *class, this value, with call) {
	if o, ok := this.(*object); ok {
		r.ownFields(c, o, 0)
	}
	for _, constructor := range []string{"constructor", "__init__"} {
		if m, _, ok := c.method(constructor); ok {
			if fn, ok := m.value.(*closure); ok {
				own := *fn
				own.this = this
				r.apply(&own, with)
				return
			}
		}
	}
	if o, ok := this.(*object); ok && (len(with.positional) > 0 || len(with.keywords) > 0) {
		loosen(o, "what its class makes of its arguments")
		for _, s := range with.all() {
			o.origin = o.and(r.originOf(s.value))
		}
	}
	if f, ok := this.(*failure); ok && len(with.positional) > 0 {
		f.message = with.arg(0)
	}
}

// ownFields makes what each object of a class has of its own: first that of its parents.
// esbuild names what this is in them _this, and leaves it at that.
func (r *run) ownFields(c *class, o *object, depth int) {
	if parent, ok := c.parent.(*class); ok && depth < 16 {
		r.ownFields(parent, o, depth+1)
	}
	for _, f := range c.fields {
		if _, has := o.fields[f.name]; has {
			continue
		}
		s := r.inside(c.scope)
		s.names["this"], s.names["_this"] = o, o
		o.set(f.name, slot{r.eval(f.value, s), f.value.where()})
	}
}

// superMethod is super().__init__(…), super(…).
func (r *run) superMethod(of super, key string, c call) value {
	switch this := of.this.(type) {
	case *failure:
		if (key == "__init__" || key == "") && len(c.positional) > 0 {
			this.message = c.arg(0)
		}
	case *object:
		if this.class != nil {
			if parent, ok := this.class.parent.(*class); ok {
				if key == "" {
					r.initialise(parent, this, c)
				} else if m, _, ok := parent.method(key); ok {
					return r.call(m.value, this, c)
				}
				return nothing{}
			}
		}
		loosen(this, "what its parent class sets")
	}
	return nothing{}
}

func isErrorClass(name string) bool {
	last := name[strings.LastIndexByte(name, '.')+1:]
	return last == "Error" || last == "Exception" || last == "BaseException" || last == "ValueError" || last == "TypeError" || last == "RuntimeError" || last == "PermissionError"
}

// lost is a call of something out of view: it may do anything with what it is given, and
// nobody knows what it returns.
func (r *run) lost(c call, recv value) value {
	if isLog(c.callee) {
		return nothing{}
	}
	why := "what " + r.calleeOf(c) + " returns"
	if r.loading {
		return r.wrapped(c, recv, why)
	}
	r.promises = true
	from := r.originOfCall(c, recv).hidden()
	r.given |= from.through
	for _, s := range c.all() {
		r.lose(s.value, s.at, r.calleeOf(c))
	}
	r.mayThrow(c.at, from)
	for _, s := range c.all() {
		if fn, ok := s.value.(*closure); ok {
			r.perhaps(fn, from, c.at, true)
		}
	}
	return &unknown{why: why, origin: from}
}

// wrapped is what something out of view makes of a function while the module is loaded:
// the function is followed, as if it was called as it is.
func (r *run) wrapped(c call, recv value, why string) value {
	u := &unknown{why: why, snake: c.keywords["data_class"].value != nil, by: []string{r.calleeOf(c)}}
	if w, ok := recv.(*unknown); ok && len(w.by) > 0 {
		u.inner, u.by, u.snake = w.inner, w.by, u.snake || w.snake
	}
	for _, s := range c.all() {
		switch v := s.value.(type) {
		case *closure:
			if u.inner == nil {
				u.inner = v
			}
		case *unknown:
			if v.inner != nil && u.inner == nil {
				u.inner, u.by, u.snake = v.inner, append(slices.Clip(u.by), v.by...), u.snake || v.snake
			}
		}
	}
	return u
}

func (r *run) calleeOf(c call) string {
	if c.callee != "" && !strings.HasPrefix(c.callee, ".") {
		return c.callee
	}
	return r.snippet(c.at)
}

// lose notes that a value goes out of view.
func (r *run) lose(v value, at source.Range, to string) {
	switch v := v.(type) {
	case event:
		if v.path == "" {
			r.escapes("the event is handed to "+to, at)
			return
		}
		r.read(v, at)
	case *object:
		for _, key := range v.keys {
			if ev, ok := v.fields[key].value.(event); ok {
				r.lose(ev, v.fields[key].at, to)
			}
		}
		r.spoil(v, to+" may have changed it")
	case *list:
		r.spoil(v, to+" may have changed it")
	case answerer:
		r.record(v.by, at, &unknown{why: to + " gets the callback", origin: origin{}})
	case runtime:
		return
	}
}

// perhaps runs a function that something out of view may call, now or later.
func (r *run) perhaps(fn *closure, from origin, at source.Range, later bool) value {
	if r.choose(2, from.and(anything)) == 1 {
		r.waiting = r.waiting || later
		return nothing{}
	}
	c := call{at: at}
	for i, p := range fn.params {
		if p.rest || p.keywords {
			break
		}
		n, _ := p.target.(*identifier)
		c.positional = append(c.positional, slot{&unknown{why: "what something out of view hands over", origin: from, fault: i == 0 && n != nil && isErrorName(n.id)}, at})
	}
	r.called = r.called || later
	r.loops++
	defer func() { r.loops-- }()
	return r.apply(fn, c)
}

func isErrorName(id string) bool {
	id = strings.ToLower(id)
	return id == "e" || id == "err" || id == "error" || strings.HasSuffix(id, "err") || strings.HasSuffix(id, "error")
}
