package handler

import (
	"cmp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

// isContainer reports whether a field of the event has fields, or items.
func isContainer(path string) bool {
	switch path {
	case "", "headers", "multiValueHeaders", "queryStringParameters", "multiValueQueryStringParameters", "pathParameters", "stageVariables",
		"requestContext", "requestContext.identity", "requestContext.http", "requestContext.authorizer", "requestContext.authentication", "requestContext.identity.clientCert",
		"identitySource", "cookies":
		return true
	default:
		return false
	}
}

// get is of[key]; strict languages fail where there is no such key.
func (r *run) get(of, key value, at source.Range, strict bool) value {
	k, isPlain := plain(key)
	index, isIndex := key.(number)
	switch of := of.(type) {
	case event:
		return r.field(of, key, at)
	case *object:
		if isPlain {
			return r.fieldOf(of, k, at, strict)
		}
	case *list:
		if isIndex && index.known {
			return r.item(of, int(index.is), strict)
		}
		if k == "length" {
			return number{known: of.open == "", is: float64(len(of.items)), origin: r.originOf(of)}
		}
	case text:
		if s, ok := plain(of); ok && k == "length" {
			return number{known: true, is: float64(len(s))}
		}
		if k == "length" {
			return number{origin: of.origin}
		}
	case outside:
		return r.outsideField(of, k, isPlain)
	case *class:
		if s, ok := of.static(k); ok {
			return s.value
		}
	case *closure:
		if s, has := of.props.fields[k]; has {
			return s.value
		}
		if k == "prototype" || k == "name" {
			return &unknown{why: "the " + k + " of a function"}
		}
		return bound{of, k}
	case *failure:
		if k == "message" {
			return of.message
		}
	case runtime:
		switch k {
		case model.BySucceed, model.ByFail, model.ByDone:
			return answerer{k}
		}
		return &unknown{why: "the context of the invocation"}
	case *unknown:
		return r.partOf(of, k, isPlain)
	case nothing:
		return nothing{}
	}
	return &unknown{why: "a part of " + r.snippet(at), origin: r.originOf(of).and(r.originOf(key))}
}

// partOf gives the same part of an unknown value each time, so that tests of it agree.
func (r *run) partOf(of *unknown, key string, isPlain bool) value {
	id := memberOf{of, key}
	if !isPlain {
		return &unknown{why: of.why, origin: of.origin}
	}
	if r.members[id] == nil {
		r.members[id] = &unknown{why: of.why, origin: of.origin}
	}
	return r.members[id]
}

// field is a field of the event.
func (r *run) field(of event, key value, at source.Range) value {
	k, isPlain := plain(key)
	if n, ok := key.(number); ok && n.known && isContainer(of.path) {
		r.note(of.path, at)
		return text{[]model.Part{model.HoleOf(model.HoleEvent, of.path)}, r.originOf(of)}
	}
	if !isPlain || !isContainer(of.path) {
		r.read(of, at)
		return &unknown{why: "a part of " + cmp.Or(of.path, "the event"), origin: r.originOf(of).and(r.originOf(key))}
	}
	switch {
	case of.snake:
		k = camel(k)
	case r.file.language == model.Go && (of.path == "" || strings.HasPrefix(of.path, "requestContext")):
		k = goEventField(k)
	}
	child := event{path: join(of.path, k), snake: of.snake}
	if v, set := r.changed[child.path]; set {
		return v
	}
	if child.path == "parsedArn" && of.snake {
		return arnObject(r, at)
	}
	if child.path == model.FieldMethodARN || child.path == model.FieldRouteARN {
		r.note(child.path, at)
		return text{arnOf(child.path), origin{direct: r.bit(child.path)}}
	}
	if !isContainer(child.path) {
		r.note(child.path, at)
	}
	return child
}

// asMethod makes a function that takes what it is called on as its first parameter.
func asMethod(f *function) *function {
	own := *f
	own.self = true
	return &own
}

// camel is the name that API Gateway gives a field of a Python data class.
func camel(name string) string {
	words := strings.Split(name, "_")
	for i, word := range words[1:] {
		if word != "" {
			words[i+1] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

// read notes that all of a part of the event is used. Single fields were noted already,
// where they were taken out of it.
func (r *run) read(of event, at source.Range) {
	switch {
	case of.path == "":
		r.escapes("the event as a whole is used", at)
	case isContainer(of.path):
		r.note(of.path, at)
	}
}

// note notes that a field of the event is read.
func (r *run) note(field string, at source.Range) {
	place := readPlace{field, at}
	r.bit(field)
	if !r.reads[place] && len(r.order) < maxReads {
		r.reads[place] = true
		r.order = append(r.order, place)
	}
}

func (r *run) escapes(why string, _ source.Range) {
	if r.escaped == "" {
		r.escaped = why
	}
}

func (r *run) fieldOf(o *object, key string, at source.Range, strict bool) value {
	if s, has := o.fields[key]; has {
		if l, ok := s.value.(lazy); ok {
			return r.apply(l.of, call{at: at})
		}
		return s.value
	}
	if o.class != nil {
		if m, getter, ok := o.class.method(key); ok {
			if c, isClosure := m.value.(*closure); isClosure {
				own := *c
				own.this = o
				if getter {
					return r.apply(&own, call{at: at})
				}
				return &own
			}
			return m.value
		}
	}
	if o.open != "" || strict || o.class != nil && o.class.parent != nil {
		return &unknown{why: cmp.Or(o.open, "there is no "+key), origin: o.origin}
	}
	return nothing{}
}

func (r *run) item(l *list, index int, strict bool) value {
	if index < 0 && strict && l.open == "" {
		index += len(l.items)
	}
	switch {
	case index >= 0 && index < len(l.items):
		return l.items[index].value
	case l.open != "" || strict || index < 0:
		return &unknown{why: cmp.Or(l.open, "there is no such item"), origin: r.originOf(l)}
	default:
		return nothing{}
	}
}

// outsideField is a field of a library, or of the process.
func (r *run) outsideField(of outside, key string, isPlain bool) value {
	switch of.name {
	case "process.env", "os.environ":
		if !isPlain {
			return &unknown{why: "an environment variable"}
		}
		return environment(key)
	}
	if key == "default" { // of a module that has none, as bundlers read it
		return of
	}
	if !isPlain {
		return &unknown{why: "a part of " + of.name}
	}
	return outside{of.name + "." + key}
}

func environment(name string) text {
	return text{parts: []model.Part{model.HoleOf(model.HoleVariable, name)}}
}

func (c *class) method(key string) (s slot, getter, ok bool) {
	for depth := 0; c != nil && depth < 16; depth++ {
		if s, ok := c.methods[key]; ok {
			return s, c.getters[key], true
		}
		if s, ok := c.statics[key]; ok {
			return s, false, true
		}
		c, _ = c.parent.(*class)
	}
	return slot{}, false, false
}

func (c *class) static(key string) (slot, bool) {
	for depth := 0; c != nil && depth < 16; depth++ {
		if s, ok := c.statics[key]; ok {
			return s, true
		}
		c, _ = c.parent.(*class)
	}
	return slot{}, false
}

// root is what the oldest known parent of a class derives from, outside.
func (c *class) root() string {
	for depth := 0; c != nil && depth < 16; depth++ {
		if o, ok := c.parent.(outside); ok {
			return o.name
		}
		c, _ = c.parent.(*class)
	}
	return ""
}

func (r *run) class(e *classCode, s *scope) value {
	c := &class{name: e.name, methods: map[string]slot{}, statics: map[string]slot{}, getters: map[string]bool{}, scope: s}
	if e.parent != nil {
		c.parent = r.eval(e.parent, s)
	}
	inner := r.inside(s)
	if e.name != "" {
		inner.names[e.name] = c
	}
	for _, m := range e.methods {
		if m.field {
			c.fields = append(c.fields, m)
			continue
		}
		v := r.eval(m.value, inner)
		if m.static {
			if fn, ok := v.(*closure); ok && fn.this == nil {
				fn.this = c
			}
			c.statics[m.name] = slot{v, m.value.where()}
			inner.names[m.name] = v // Python: later lines of the class see it
			continue
		}
		c.methods[m.name] = slot{v, m.value.where()}
		c.getters[m.name] = m.getter
	}
	return c
}

// pieceOf is of[from:to].
func (r *run) pieceOf(e *piece, s *scope) value {
	of := r.eval(e.of, s)
	from, to, certain := 0, -1, true
	for i, bound := range []expr{e.from, e.to} {
		if bound == nil {
			continue
		}
		n, ok := r.eval(bound, s).(number)
		certain = certain && ok && n.known && (n.is >= 0 || i == 1)
		if i == 0 {
			from = int(n.is)
		} else if to = int(n.is); to < 0 {
			to--
		}
	}
	if !certain {
		return &unknown{why: r.written(e), origin: r.originOf(of)}
	}
	return r.slice(of, from, to)
}

// slice is the items from one to before another; -1 is the end, and -2 the one before the last.
func (r *run) slice(of value, from, to int) value {
	switch of := of.(type) {
	case *list:
		end := len(of.items)
		if to < -1 && of.open == "" {
			end = max(from, end+to+1)
		} else if to >= 0 && to <= end {
			end = to
		} else if of.open != "" {
			return r.openSlice(of, from)
		}
		if from < 0 || from > end {
			return &list{born: r.loops, origin: of.origin, open: of.open}
		}
		return &list{items: slices.Clone(of.items[from:end]), born: r.loops, origin: of.origin}
	case text:
		if s, ok := plain(of); ok && from >= 0 && to >= -1 {
			if to < 0 || to > len(s) {
				to = len(s)
			}
			if from <= to {
				return literal(s[from:to])
			}
		}
		return text{[]model.Part{model.HoleOf(model.HoleOther, "a piece of "+model.Show(whole(of.parts)))}, of.origin}
	case event:
		return text{[]model.Part{model.HoleOf(model.HoleOther, "a piece of "+of.path)}, r.originOf(of)}
	default:
		return &unknown{why: "a piece of something", origin: r.originOf(of)}
	}
}

func (r *run) openSlice(of *list, from int) value {
	l := &list{born: r.loops, origin: of.origin, open: of.open}
	if from >= 0 && from < len(of.items) {
		l.items = slices.Clone(of.items[from:])
	}
	return l
}

// without is an object less some of its fields.
func (r *run) without(v value, taken map[string]bool, at source.Range) value {
	switch v := v.(type) {
	case *object:
		rest := newObject(r.loops)
		rest.open, rest.origin = v.open, v.origin
		for _, key := range v.keys {
			if !taken[key] {
				rest.set(key, v.fields[key])
			}
		}
		return rest
	case event:
		return v
	default:
		return &unknown{why: "the rest of " + r.snippet(at), origin: r.originOf(v)}
	}
}
