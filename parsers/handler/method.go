package handler

import (
	"cmp"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
)

// method calls a method that the language itself gives to a value.
func (r *run) method(recv value, key string, c call) value {
	switch of := recv.(type) {
	case text:
		return r.textMethod(of, key, c)
	case event:
		return r.textMethod(r.textOf(of, of.path), key, c)
	case *list:
		return r.listMethod(of, key, c)
	case *object:
		return r.objectMethod(of, key, c)
	case number, truth:
		if key == "toString" {
			return r.textOf(recv, r.snippet(c.at))
		}
	case *unknown:
		if isListMethod(key) {
			return r.eachItem(recv, c)
		}
	}
	return r.lost(c, recv)
}

func isListMethod(key string) bool {
	switch key {
	case "forEach", "map", "filter", "some", "every", "find", "findIndex", "reduce", "flatMap":
		return true
	default:
		return false
	}
}

// eachItem runs a function for items that nobody knows.
func (r *run) eachItem(recv value, c call) value {
	from := r.originOfCall(c, recv).hidden()
	if fn, ok := c.arg(0).(*closure); ok {
		r.forget(fn.body, fn.scope)
		r.perhaps(fn, from, c.at, false)
	}
	return &unknown{why: "what " + r.calleeOf(c) + " makes of items that are not known", origin: from}
}

// eventMethod is a method of the event or of a part of it that has fields.
func (r *run) eventMethod(of event, key string, c call) (value, bool) {
	switch key {
	case "get": // Python; Go's and JavaScript's headers have none
		v := r.get(of, c.arg(0), c.at, false)
		if len(c.positional) > 1 {
			return r.defaulted(v, c.arg(1)), true
		}
		return v, true
	case "hasOwnProperty", "has":
		return r.within(c.arg(0), of), true
	case "getHeaderValue", "get_header_value", "getQueryStringValue", "get_query_string_value":
		container := event{path: "headers", snake: of.snake}
		if strings.Contains(strings.ToLower(key), "query") {
			container.path = "queryStringParameters"
		}
		name, _ := c.named("name", 0)
		return r.get(container, name.value, c.at, false), true
	default:
		return nil, false
	}
}

// defaulted is a field of the event, or what stands in where there is none.
func (r *run) defaulted(v, other value) value {
	switch v := v.(type) {
	case event:
		if isContainer(v.path) {
			return v
		}
		return text{[]model.Part{model.HoleOf(model.HoleEvent, v.path)}, r.originOf(v)}
	case nothing:
		return other
	case *unknown:
		return &unknown{why: v.why, origin: v.and(r.originOf(other))}
	default:
		return v
	}
}

// piecesOf makes a list of texts.
func (r *run) piecesOf(texts []text, open string, c call) *list {
	l := &list{born: r.loops, open: open}
	for _, t := range texts {
		l.items = append(l.items, slot{t, c.at})
		l.origin = l.and(t.origin)
	}
	return l
}

func (r *run) textMethod(t text, key string, c call) value {
	from := r.originOfCall(c, t)
	s, isPlain := plain(t)
	arg, argPlain := plain(c.arg(0))
	switch key {
	case "split":
		return r.splitText(t, c)
	case "toString", "valueOf", "encode", "decode", "normalize", "String":
		return t
	case "toLowerCase", "lower", "casefold", "toLocaleLowerCase":
		return r.spelled(t, strings.ToLower, c)
	case "toUpperCase", "upper", "toLocaleUpperCase":
		return r.spelled(t, strings.ToUpper, c)
	case "trim", "strip":
		return r.spelled(t, strings.TrimSpace, c)
	case "concat":
		for _, a := range c.positional {
			t = t.plus(r.textOf(a.value, r.snippet(a.at)))
		}
		return t
	case "join":
		if l, ok := c.arg(0).(*list); ok { // Python: the separator has the method
			return r.joined(l, t, c)
		}
	case "format":
		return r.format(t, c)
	case "startsWith", "startswith":
		if is, certain := startsWith(t, arg); argPlain && certain && len(c.positional) == 1 {
			return known(is)
		}
		return truth{asked: r.ask(t, key, c.arg(0)), origin: from}
	case "includes", "endsWith", "endswith", "isdigit", "isalnum":
		if isPlain && argPlain && key == "includes" {
			return known(strings.Contains(s, arg))
		}
		return truth{asked: r.ask(t, key, c.arg(0)), origin: from}
	case "replace", "replaceAll":
		return r.replaced(t, c, key == "replaceAll" || r.file.language == model.Python)
	case "slice", "substring", "substr":
		return r.cut(t, key, c)
	case "indexOf", "lastIndexOf", "find", "rfind", "index", "localeCompare", "count", "search":
		return number{origin: from}
	case "match", "exec", "rsplit", "partition", "rpartition", "matchAll", "splitlines":
		r.mayThrow(c.at, from)
		return &unknown{why: r.snippet(c.at), origin: from}
	case "lstrip", "rstrip", "padStart", "padEnd", "trimStart", "trimEnd", "removeprefix", "removesuffix", "repeat", "charAt", "title", "capitalize":
		return text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, from}
	}
	return r.lost(c, t)
}

// spelled spells a text otherwise, where all of it is known.
func (r *run) spelled(t text, spell func(string) string, c call) value {
	if s, ok := plain(t); ok {
		return literal(spell(s))
	}
	return text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, t.origin}
}

func (r *run) splitText(t text, c call) value {
	separator, ok := plain(c.arg(0))
	r.mayThrow(c.at, t.origin)
	if !ok || separator == "" {
		return &list{born: r.loops, open: "what " + r.snippet(c.at) + " gives", origin: t.origin}
	}
	limit, limited := c.named("maxsplit", 1)
	most := -1
	if n, isNumber := limit.value.(number); limited && isNumber && n.known {
		most = int(n.is)
	} else if limited {
		return &list{born: r.loops, open: "what " + r.snippet(c.at) + " gives", origin: t.origin}
	}
	if r.file.language == model.Python {
		pieces, open := split(t, separator, most)
		return r.piecesOf(pieces, open, c)
	}
	pieces, open := split(t, separator, -1) // JavaScript drops what is beyond the limit
	if most >= 0 && (len(pieces) > most || len(pieces) == most && open == "") {
		pieces, open = pieces[:most], ""
	}
	return r.piecesOf(pieces, open, c)
}

func (r *run) joined(l *list, separator text, c call) value {
	if l.open != "" {
		return text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, r.originOf(l).and(separator.origin)}
	}
	var all text
	for i, item := range l.items {
		if i > 0 {
			all = all.plus(separator)
		}
		all = all.plus(r.textOf(item.value, r.snippet(item.at)))
	}
	return all
}

// replaced replaces a literal, where that can be told.
func (r *run) replaced(t text, c call, everywhere bool) value {
	old, isPlain := plain(c.arg(0))
	by, byText := r.asText(c.arg(1))
	s, known := plain(t)
	if isPlain && byText && known && old != "" {
		count := 1
		if everywhere {
			count = -1
		}
		if to, ok := plain(by); ok {
			return literal(strings.Replace(s, old, to, count))
		}
	}
	return text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, r.originOfCall(c, t)}
}

// cut is slice, substring and substr of a known text.
func (r *run) cut(t text, key string, c call) value {
	s, isPlain := plain(t)
	from, ok := c.arg(0).(number)
	to, also := c.arg(1).(number)
	if isPlain && ok && from.known && from.is >= 0 && int(from.is) <= len(s) && key != "substr" {
		switch {
		case len(c.positional) == 1:
			return literal(s[int(from.is):])
		case also && to.known && to.is >= from.is && int(to.is) <= len(s):
			return literal(s[int(from.is):int(to.is)])
		}
	}
	return text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, r.originOfCall(c, t)}
}

// format fills in the {} of Python's str.format.
func (r *run) format(t text, c call) value {
	s, isPlain := plain(t)
	lost := text{[]model.Part{model.HoleOf(model.HoleOther, r.snippet(c.at))}, r.originOfCall(c, t)}
	if !isPlain || c.open != "" {
		return lost
	}
	var all text
	for next := 0; ; next++ {
		before, after, found := strings.Cut(s, "{")
		if strings.Contains(before, "}") || strings.HasPrefix(after, "{") {
			return lost // escaped braces
		}
		all = all.plus(literal(before))
		if !found {
			return all
		}
		field, rest, closed := strings.Cut(after, "}")
		if !closed || strings.ContainsAny(field, ":!.[") {
			return lost
		}
		index := next
		if field != "" && strings.Trim(field, "0123456789") == "" {
			index = int(field[0] - '0')
			if len(field) > 1 {
				return lost
			}
		} else if field != "" {
			index = -1
		}
		arg, given := c.named(cmp.Or(field, "\x00"), index)
		if !given {
			return lost
		}
		all, s = all.plus(r.textOf(arg.value, r.snippet(arg.at))), rest
	}
}

// percent fills in the %s of a text.
func (r *run) percent(t text, by value, e *operation) value {
	return r.fill(t, argumentsOf(by), r.written(e), r.originOf(by))
}

func argumentsOf(by value) []slot {
	if l, ok := by.(*list); ok {
		if l.open != "" {
			return nil
		}
		return l.items
	}
	return []slot{{value: by}}
}

// fill puts values where %s, %v and %d stand.
func (r *run) fill(t text, args []slot, written string, from origin) value {
	s, isPlain := plain(t)
	lost := text{[]model.Part{model.HoleOf(model.HoleOther, written)}, t.and(from)}
	if !isPlain {
		return lost
	}
	var all text
	for {
		before, after, found := strings.Cut(s, "%")
		all = all.plus(literal(before))
		switch {
		case !found:
			return all
		case strings.HasPrefix(after, "%"):
			all = all.plus(literal("%"))
		case after == "" || !strings.ContainsRune("svdwq", rune(after[0])) || len(args) == 0 || after[0] == 'q':
			return lost
		default:
			of := written
			if !args[0].at.IsZero() {
				of = r.snippet(args[0].at)
			}
			all, args = all.plus(r.textOf(args[0].value, of)), args[1:]
		}
		s = after[1:]
	}
}

func (r *run) listMethod(l *list, key string, c call) value {
	changes := l.born < r.loops
	switch key {
	case "push", "append", "add":
		r.changes++
		if changes {
			loosen(l, "filled in a loop")
		}
		l.items = append(l.items, c.positional...)
		if c.open != "" {
			loosen(l, c.open)
		}
		return nothing{}
	case "extend":
		r.changes++
		if other, ok := c.arg(0).(*list); ok && !changes {
			*l = *concat(l, other, l.born)
			return nothing{}
		}
		loosen(l, "items are added")
		return nothing{}
	case "concat":
		all := &list{items: slices.Clone(l.items), open: l.open, born: r.loops, origin: l.origin}
		for _, a := range c.positional {
			if other, ok := a.value.(*list); ok {
				all = concat(all, other, r.loops)
				continue
			}
			all.items = append(all.items, a)
		}
		return all
	case "join":
		separator := literal(",")
		if t, ok := r.asText(c.arg(0)); ok {
			separator = t
		}
		return r.joined(l, separator, c)
	case "slice":
		return r.sliceCall(l, c)
	case "includes":
		if l.open == "" {
			return r.oneOf(c.arg(0), l, r.originOfCall(c, l))
		}
		return truth{origin: r.originOfCall(c, l)}
	case "map", "forEach":
		return r.mapped(l, key, c)
	case "shift", "pop", "splice", "sort", "reverse", "insert", "remove", "unshift", "clear":
		r.changes++
		first := r.item(l, 0, false)
		if key == "shift" && l.open == "" && !changes && len(l.items) > 0 {
			l.items = l.items[1:]
			return first
		}
		r.spoil(l, key+" changes it")
		return &unknown{why: r.snippet(c.at), origin: r.originOfCall(c, l)}
	}
	if isListMethod(key) {
		return r.eachItem(l, c)
	}
	return r.lost(c, l)
}

// sliceCall is list.slice(from, to).
func (r *run) sliceCall(l *list, c call) value {
	bounds := [2]int{0, -1}
	for i := range min(len(c.positional), 2) {
		n, ok := c.arg(i).(number)
		if !ok || !n.known || i == 0 && n.is < 0 {
			return &unknown{why: r.snippet(c.at), origin: r.originOfCall(c, l)}
		}
		bounds[i] = int(n.is)
		if bounds[i] < 0 {
			bounds[i]--
		}
	}
	return r.slice(l, bounds[0], bounds[1])
}

// mapped calls a function for each item of a list that is known.
func (r *run) mapped(l *list, key string, c call) value {
	fn, ok := c.arg(0).(*closure)
	if !ok || l.open != "" || len(l.items) > maxItems {
		return r.eachItem(l, c)
	}
	out := &list{born: r.loops}
	for i, item := range l.items {
		v := r.apply(fn, call{positional: []slot{item, {number{known: true, is: float64(i)}, item.at}, {l, item.at}}, at: c.at})
		out.items = append(out.items, slot{v, item.at})
	}
	if key == "forEach" {
		return nothing{}
	}
	return out
}

func (r *run) objectMethod(o *object, key string, c call) value {
	switch key {
	case "get":
		v := r.fieldOf(o, mustPlain(c.arg(0)), c.at, false)
		if isNothing(v) && len(c.positional) > 1 {
			return c.arg(1)
		}
		if _, isPlain := plain(c.arg(0)); !isPlain {
			return &unknown{why: r.snippet(c.at), origin: r.originOfCall(c, o)}
		}
		return v
	case "update":
		r.changes++
		if len(c.positional) == 1 {
			r.merge(o, c.arg(0), c.at)
		}
		for k, s := range c.keywords {
			o.set(k, s)
		}
		if o.born < r.loops {
			r.spoil(o, "changed in a loop")
		}
		return nothing{}
	case "copy":
		twin := newObject(r.loops)
		r.merge(twin, o, c.at)
		return twin
	case "pop":
		r.changes++
		k, isPlain := plain(c.arg(0))
		if !isPlain {
			r.spoil(o, "a field is taken out")
			return &unknown{why: r.snippet(c.at)}
		}
		v := r.fieldOf(o, k, c.at, false)
		o.remove(k)
		return v
	case "hasOwnProperty":
		return r.within(c.arg(0), o)
	case "keys", "values", "items":
		return &list{born: r.loops, open: "the " + key + " of an object", origin: r.originOf(o)}
	case "setdefault", "clear", "popitem":
		r.spoil(o, key+" changes it")
	}
	return r.lost(c, o)
}

func mustPlain(v value) string {
	s, _ := plain(v)
	return s
}

// functionMethod is call, apply and bind of a function.
func (r *run) functionMethod(fn *closure, key string, c call) (value, bool) {
	switch key {
	case "call":
		own := *fn
		own.this = c.arg(0)
		if len(c.positional) > 0 {
			c.positional = c.positional[1:]
		}
		return r.apply(&own, c), true
	case "bind":
		own := *fn
		own.this = c.arg(0)
		if len(c.positional) > 1 {
			return nil, false
		}
		return &own, true
	default:
		return nil, false
	}
}
