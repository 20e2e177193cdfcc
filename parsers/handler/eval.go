package handler

import (
	"cmp"

	"github.com/authlint/authlint/internal/model"
	"github.com/authlint/authlint/internal/source"
)

func (r *run) eval(e expr, s *scope) value {
	r.step()
	switch e := e.(type) {
	case *constant:
		return e.value
	case *template:
		var all text
		for _, part := range e.parts {
			all = all.plus(r.used(r.eval(part, s), part))
		}
		return all
	case *identifier:
		return r.name(e, s)
	case *member:
		return r.member(e, s)
	case *piece:
		return r.pieceOf(e, s)
	case *invoke:
		return r.invoke(e, s)
	case *record:
		return r.objectOf(e, s)
	case *sequence:
		items, open := r.arguments(e.items, s)
		return &list{items: items.positional, open: open, born: r.loops}
	case *lambda:
		return &closure{function: e.function, scope: s, at: e.Range, file: r.file, props: newObject(r.loops)}
	case *classCode:
		return r.class(e, s)
	case *operation:
		return r.operation(e, s)
	case *conditional:
		if r.decide(r.eval(e.test, s)) {
			return r.eval(e.then, s)
		}
		return r.eval(e.otherwise, s)
	case *assignment:
		return r.assign(e, s)
	case *commas:
		var last value = nothing{}
		for _, one := range e.list {
			last = r.eval(one, s)
		}
		return last
	case *opaqueMethod:
		v := r.eval(&identifier{e.at, e.name}, s)
		if fn, ok := v.(*closure); ok {
			own := *fn
			own.this, own.function = &unknown{why: "the receiver of " + e.name}, asMethod(fn.function)
			return &own
		}
		return v
	case *importing:
		return r.importModule(e)
	case *opaque:
		from := origin{}
		for _, inside := range e.inside {
			v := r.eval(inside, s)
			r.lose(v, inside.where(), e.why)
			from = from.and(r.originOf(v))
		}
		return &unknown{why: e.why, origin: from.hidden()}
	default:
		return &unknown{why: "what is written here"}
	}
}

func (r *run) member(e *member, s *scope) value {
	of := r.eval(e.of, s)
	v := r.get(of, r.eval(e.key, s), e.Range, r.file.language == model.Python)
	if ev, ok := of.(event); ok && (ev.path != "" || r.file.language == model.Python) {
		r.mayThrow(e.Range, r.originOf(v)) // there may be no headers, and no such key
	}
	return v
}

// used is a value in a text.
func (r *run) used(v value, e expr) text {
	if ev, ok := v.(event); ok {
		r.read(ev, e.where())
	}
	return r.textOf(v, r.written(e))
}

func (r *run) name(e *identifier, s *scope) value {
	if at := s.find(e.id); at != nil {
		v := at.names[e.id]
		if l, ok := v.(lazy); ok {
			return r.apply(l.of, call{at: e.Range})
		}
		return v
	}
	return outside{e.id}
}

func (r *run) assign(e *assignment, s *scope) value {
	if e.op == "" {
		v := r.eval(e.value, s)
		if m, ok := e.target.(*member); ok {
			r.setMember(r.eval(m.of, s), r.eval(m.key, s), slot{v, e.value.where()})
			return v
		}
		r.bind(e.target, v, s, false)
		return v
	}
	before := r.eval(e.target, s)
	v := r.binary(&operation{e.at, e.op, e.target, e.value}, before, r.eval(e.value, s))
	r.bind(e.target, v, s, false)
	return v
}

func (r *run) objectOf(e *record, s *scope) value {
	o := newObject(r.loops)
	for _, entry := range e.entries {
		if entry.spread {
			r.merge(o, r.eval(entry.value, s), entry.value.where())
			continue
		}
		key, isPlain := plain(r.eval(entry.key, s))
		v := r.eval(entry.value, s)
		if !isPlain {
			loosen(o, "a field whose name is not known")
			continue
		}
		o.set(key, slot{v, entry.value.where()})
	}
	return o
}

// merge copies the fields of a value into an object.
func (r *run) merge(into *object, v value, at source.Range) {
	switch v := v.(type) {
	case *object:
		if v.open != "" {
			r.spoil(into, v.open)
		}
		for _, key := range v.keys {
			into.set(key, v.fields[key])
		}
	case nothing, truth: // ...(condition && {…})
	case event:
		r.read(v, at)
		r.spoil(into, "all fields of "+cmp.Or(v.path, "the event")+" are copied")
		into.origin = into.and(r.originOf(v))
	default:
		r.spoil(into, "the fields of "+r.snippet(at)+" are copied")
		into.origin = into.and(r.originOf(v))
	}
}
