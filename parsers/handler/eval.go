package handler

import (
	"cmp"
	"math"
	"slices"
	"strings"

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

func (r *run) operation(e *operation, s *scope) value {
	switch e.op {
	case "and", "or", "??":
		return r.either(e, s)
	}
	left := r.eval(e.left, s)
	if ev, ok := left.(event); ok && e.op != "await" {
		r.read(ev, e.left.where())
	}
	if e.right == nil {
		return r.unary(e, left)
	}
	right := r.eval(e.right, s)
	if ev, ok := right.(event); ok {
		if k, isPlain := plain(left); isPlain && (e.op == "in" || e.op == "not in") && isContainer(ev.path) {
			r.note(join(ev.path, k), e.Range)
		} else {
			r.read(ev, e.right.where())
		}
	}
	return r.binary(e, left, right)
}

// isLeaf reports whether a value has no inside that somebody may care about.
func isLeaf(v value) bool {
	switch v := v.(type) {
	case text:
		return !isARN(v)
	case number, nothing, *unknown, event:
		return true
	case truth:
		return !v.known
	default:
		return false
	}
}

// either is a and b, a or b, a ?? b: the value of one of them.
func (r *run) either(e *operation, s *scope) value {
	left := r.eval(e.left, s)
	if ev, ok := left.(event); ok {
		r.read(ev, e.left.where())
	}
	takesRight := func(truth bool) bool { return truth == (e.op == "and") }
	is, certain := r.truthOf(left)
	if e.op == "??" {
		_, none := left.(nothing)
		is, certain = !none, none || !mayBeNothing(left, r)
		takesRight = func(there bool) bool { return !there }
	}
	if certain && !takesRight(is) {
		return left
	}
	if certain {
		return r.eval(e.right, s)
	}
	if isLeaf(left) && !calls(e.right) {
		right := r.eval(e.right, s)
		if ev, ok := right.(event); ok {
			r.read(ev, e.right.where())
		}
		if isLeaf(right) {
			return r.blend(e, left, right)
		}
	}
	if e.op == "??" {
		if r.choose(2, r.originOf(left)) == 0 {
			return left
		}
		return r.eval(e.right, s)
	}
	if takesRight(r.decide(left)) {
		return r.eval(e.right, s)
	}
	if e.op == "and" { // it counts as false, whatever it is
		if _, ok := left.(truth); ok {
			return known(false)
		}
		return left
	}
	if _, ok := left.(truth); ok {
		return known(true)
	}
	return left
}

func mayBeNothing(v value, r *run) bool {
	switch v := v.(type) {
	case event, *unknown:
		return true
	case text:
		return isARN(v) && r.eitherARN || slices.ContainsFunc(v.parts, func(p model.Part) bool { return p.Hole != nil && p.Hole.Kind == model.HoleVariable })
	default:
		return false
	}
}

// blend is one of two values, where it matters little which one.
func (r *run) blend(e *operation, left, right value) value {
	from := r.originOf(left).and(r.originOf(right))
	_, leftTruth := left.(truth)
	_, rightTruth := right.(truth)
	if leftTruth && rightTruth {
		return truth{asked: r.ask(left, e.op, right), origin: from}
	}
	_, leftText := left.(text)
	_, rightText := right.(text)
	if (leftText || isTextField(left)) && (rightText || isTextField(right)) {
		return text{[]model.Part{model.HoleOf(model.HoleOther, r.written(e))}, from}
	}
	return &unknown{why: r.written(e), origin: from}
}

func isTextField(v value) bool {
	ev, ok := v.(event)
	return ok && !isContainer(ev.path)
}

func (r *run) unary(e *operation, v value) value {
	switch e.op {
	case "not":
		if is, certain := r.truthOf(v); certain {
			return known(!is)
		}
		return truth{asked: negated{r.factOf(v)}, origin: r.originOf(v)}
	case "await":
		if failed, ok := v.(rejection); ok {
			if failed.at.IsZero() {
				failed.at = e.Range
			}
			panic(thrown{value: failed.value, at: failed.at})
		}
		return v
	case "-":
		if n, ok := v.(number); ok {
			return number{n.known, -n.is, n.origin}
		}
	case "+":
		return number{origin: r.originOf(v)}
	case "typeof":
		switch v.(type) {
		case text:
			return literal("string")
		case truth:
			return literal("boolean")
		case number:
			return literal("number")
		case *closure, *class:
			return literal("function")
		case *object, *list:
			return literal("object")
		}
		return text{[]model.Part{model.HoleOf(model.HoleOther, r.written(e))}, r.originOf(v)}
	case "void":
		return nothing{}
	}
	return &unknown{why: r.written(e), origin: r.originOf(v)}
}

func (r *run) binary(e *operation, left, right value) value {
	from := r.originOf(left).and(r.originOf(right))
	switch e.op {
	case "===", "is":
		return r.equal(left, right, true)
	case "==":
		return r.equal(left, right, r.file.language == model.Python || r.file.language == model.Go)
	case "!==", "is not":
		return r.not(r.equal(left, right, true))
	case "!=":
		return r.not(r.equal(left, right, r.file.language == model.Python || r.file.language == model.Go))
	case "in":
		return r.within(left, right)
	case "not in":
		return r.not(r.within(left, right))
	case "<", ">", "<=", ">=":
		return compare(e.op, left, right, from)
	case "instanceof":
		return truth{origin: from}
	case "+":
		return r.sum(e, left, right, from)
	case "%":
		if format, ok := left.(text); ok && r.file.language == model.Python {
			return r.percent(format, right, e)
		}
	case "|":
		if a, ok := left.(*object); ok && r.file.language == model.Python {
			o := newObject(r.loops)
			r.merge(o, a, e.left.where())
			r.merge(o, right, e.right.where())
			return o
		}
	case "-", "*", "/":
		a, isNumber := left.(number)
		b, alsoNumber := right.(number)
		if isNumber && alsoNumber {
			return arithmetic(e.op, a, b)
		}
	}
	return &unknown{why: r.written(e), origin: from}
}

func arithmetic(op string, a, b number) number {
	n := number{known: a.known && b.known, origin: a.and(b.origin)}
	switch op {
	case "-":
		n.is = a.is - b.is
	case "*":
		n.is = a.is * b.is
	default:
		n.is = a.is / b.is
	}
	n.known = n.known && !math.IsNaN(n.is) && math.Abs(n.is) < 1<<50
	return n
}

func compare(op string, left, right value, from origin) value {
	a, ok := left.(number)
	b, also := right.(number)
	if !ok || !also || !a.known || !b.known {
		return truth{origin: from}
	}
	return known(op == "<" && a.is < b.is || op == ">" && a.is > b.is || op == "<=" && a.is <= b.is || op == ">=" && a.is >= b.is)
}

func (r *run) not(t truth) truth {
	if t.known {
		return known(!t.is)
	}
	return truth{asked: negated{t.asked}, origin: t.origin}
}

func (r *run) sum(e *operation, left, right value, from origin) value {
	_, leftText := left.(text)
	_, rightText := right.(text)
	if leftText || rightText || isTextField(left) || isTextField(right) {
		return r.textOf(left, r.written(e.left)).plus(r.textOf(right, r.written(e.right)))
	}
	a, isList := left.(*list)
	b, alsoList := right.(*list)
	if isList && alsoList && r.file.language == model.Python {
		return concat(a, b, r.loops)
	}
	x, isNumber := left.(number)
	y, alsoNumber := right.(number)
	if isNumber && alsoNumber {
		return number{x.known && y.known, x.is + y.is, from}
	}
	return &unknown{why: r.written(e), origin: from}
}

func concat(a, b *list, born int) *list {
	if len(a.items)+len(b.items) > maxList {
		panic(exhausted{"a list becomes too long to follow"})
	}
	l := &list{items: append(slices.Clone(a.items), b.items...), born: born, origin: a.and(b.origin), open: cmp.Or(a.open, b.open)}
	if a.open != "" {
		l.items = l.items[:len(a.items)]
	}
	return l
}

// equal compares two values; without strict, null is undefined.
func (r *run) equal(left, right value, strict bool) truth {
	from := r.originOf(left).and(r.originOf(right))
	a, leftNone := left.(nothing)
	b, rightNone := right.(nothing)
	if leftNone && rightNone {
		return known(!strict || r.file.language != model.JavaScript || a.null == b.null)
	}
	if leftNone || rightNone {
		other := left
		if leftNone {
			other = right
		}
		if !mayBeNothing(other, r) {
			return known(false)
		}
		return truth{asked: r.absence(other), origin: from}
	}
	x, isText := r.asText(left)
	y, alsoText := r.asText(right)
	if isText && alsoText {
		if same, certain := sameText(x, y); certain {
			return known(same)
		}
		return r.compareTexts(x, y, from)
	}
	m, isNumber := left.(number)
	n, alsoNumber := right.(number)
	if isNumber && alsoNumber && m.known && n.known {
		return known(m.is == n.is)
	}
	p, isTruth := left.(truth)
	q, alsoTruth := right.(truth)
	if isTruth && alsoTruth && (p.known || q.known) {
		if q.known {
			p, q = q, p
		}
		if p.is {
			return q
		}
		return r.not(q)
	}
	return truth{asked: r.ask(left, "equals", right), origin: from}
}

// absence is the question whether a value is nothing. Of an error, that is its truth.
func (r *run) absence(of value) any {
	if u, ok := of.(*unknown); ok {
		return negated{u}
	}
	return r.ask(of, "is", nothing{})
}

// ask is a question about two values; nil where it is not the same each time.
func (r *run) ask(left value, how string, right value) any {
	a, b := r.factOf(left), r.factOf(right)
	if a == nil || b == nil {
		return nil
	}
	return [3]any{a, how, b}
}

func (r *run) asText(v value) (text, bool) {
	switch v := v.(type) {
	case text:
		return v, true
	case event:
		return r.textOf(v, v.path), true
	default:
		return text{}, false
	}
}

// compareTexts asks whether two texts are equal. What equals one text equals no other.
func (r *run) compareTexts(x, y text, from origin) truth {
	if _, isPlain := plain(x); isPlain {
		x, y = y, x
	}
	if hasOther(x) || hasOther(y) {
		return truth{origin: from}
	}
	shown := identity(x)
	if want, isPlain := plain(y); isPlain {
		if is, settled := r.facts[equals{shown, ""}]; settled && is {
			return known(r.facts[equals{shown, want}])
		}
		return truth{asked: equals{shown, want}, origin: from}
	}
	return truth{asked: r.ask(x, "equals", y), origin: from}
}

// equals asks whether a text is one that is written out; with "", whether it was found to
// be any.
type equals struct{ text, want string }

// identity is the same for texts that are made of the same things only.
func identity(t text) string {
	var out strings.Builder
	for _, part := range t.parts {
		if part.Hole != nil {
			out.WriteString("\x00" + string(part.Hole.Kind) + " " + part.Hole.Of + "\x00")
			continue
		}
		out.WriteString(part.Literal)
	}
	return out.String()
}

func hasOther(t text) bool {
	return slices.ContainsFunc(t.parts, func(p model.Part) bool { return p.Hole != nil && p.Hole.Kind == model.HoleOther })
}

// within is left in right.
func (r *run) within(left, right value) truth {
	from := r.originOf(left).and(r.originOf(right))
	switch right := right.(type) {
	case *list:
		if right.open == "" {
			return r.oneOf(left, right, from)
		}
	case *object:
		if k, ok := plain(left); ok && right.open == "" {
			_, has := right.fields[k]
			return known(has)
		}
	case event:
		if k, ok := plain(left); ok && isContainer(right.path) {
			child := join(right.path, k)
			return truth{asked: "there is " + child, origin: origin{direct: r.bit(child)}}
		}
	case text:
		a, ok := plain(left)
		b, also := plain(right)
		if ok && also {
			return known(strings.Contains(b, a))
		}
	}
	return truth{asked: r.ask(left, "in", right), origin: from}
}

func (r *run) oneOf(v value, l *list, from origin) truth {
	certain := true
	for _, item := range l.items {
		same := r.equal(v, item.value, true)
		if same.known && same.is {
			return known(true)
		}
		certain = certain && same.known
	}
	if certain {
		return known(false)
	}
	return truth{origin: from}
}
