package handler

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/authlint/authlint/internal/model"
)

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
