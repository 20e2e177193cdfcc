package handler

import "maps"

// AWS Lambda keeps a module between invocations: what its functions set in it may hold what
// an earlier request left there. The interpreter calls the function once; what it would
// find on a later call is unknown.

const keptWhy = "it may be kept from an earlier request"

// forgetKept takes away what is known of what functions change in the modules they stand in.
func (r *run) forgetKept() {
	for p, s := range r.modules {
		if p.kept == nil {
			p.kept = keptIn(p.body)
		}
		for id := range p.kept.set {
			if v, has := s.names[id]; has {
				s.names[id] = &unknown{why: keptWhy, origin: r.originOf(v)}
			}
		}
		for id := range p.kept.filled {
			r.spoil(s.names[id], keptWhy)
		}
	}
}

// kept is the names of a module that its functions set, and those of objects and lists
// that they change.
type kept struct{ set, filled map[string]bool }

func keptIn(body []stmt) *kept {
	k := &kept{map[string]bool{}, map[string]bool{}}
	walkAll(body, func(node any) bool {
		if fn, ok := node.(*lambda); ok {
			k.function(fn.function, map[string]bool{})
			return false
		}
		return true
	})
	return k
}

// function looks at what a function changes that neither it nor one around it declares.
func (k *kept) function(f *function, own map[string]bool) {
	own = maps.Clone(own)
	for _, local := range f.locals {
		own[local] = true
	}
	for _, p := range f.params {
		targets(p.target, own, map[string]bool{})
	}
	walkAll(f.body, func(node any) bool {
		switch n := node.(type) {
		case *lambda:
			return false
		case *declare:
			targets(n.target, own, map[string]bool{})
		case *loop:
			targets(n.target, own, map[string]bool{})
		case *attempt:
			for _, c := range n.catches {
				targets(c.target, own, map[string]bool{})
			}
		}
		return true
	})
	set, filled := map[string]bool{}, map[string]bool{}
	walkAll(f.body, func(node any) bool {
		switch n := node.(type) {
		case *lambda:
			k.function(n.function, own)
			return false
		case *assignment:
			targets(n.target, set, filled)
		case *invoke:
			if m, ok := n.callee.(*member); ok && changes(m.key) {
				filled[baseName(m.of)] = true
			}
		}
		return true
	})
	for id := range set {
		k.set[id] = k.set[id] || !own[id]
	}
	for id := range filled {
		k.filled[id] = k.filled[id] || !own[id]
	}
	maps.DeleteFunc(k.set, func(_ string, outside bool) bool { return !outside })
	maps.DeleteFunc(k.filled, func(_ string, outside bool) bool { return !outside })
}

// changes reports a method that changes what it is called on.
func changes(key expr) bool {
	c, ok := key.(*constant)
	if !ok {
		return false
	}
	name, _ := plain(c.value)
	switch name {
	case "push", "unshift", "splice", "shift", "pop", "sort", "reverse", "append", "extend", "insert", "remove", "clear", "update", "setdefault", "popitem", "add", "set", "delete":
		return true
	default:
		return false
	}
}
