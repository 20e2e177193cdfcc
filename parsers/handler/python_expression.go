package handler

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// list is an expression, or a tuple without brackets.
func (p *python) list(ends ...string) expr {
	start := p.peek().start
	first := p.starred()
	if !p.is(",") {
		if first.spread {
			p.fail()
		}
		return first.value
	}
	n := &sequence{items: []argument{first}}
	for p.accept(",") {
		if p.ends() || p.is("=") || p.is(")") || slices.ContainsFunc(ends, p.is) {
			break
		}
		n.items = append(n.items, p.starred())
	}
	n.at = p.from(start)
	return n
}

func (p *python) starred() argument {
	if p.accept("*") {
		return argument{value: p.bitwise(), spread: true}
	}
	return argument{value: p.named()}
}

// named is an expression that may give its value a name.
func (p *python) named() expr {
	if p.is("yield") {
		return p.yield()
	}
	start := p.peek().start
	e := p.ternary()
	if p.accept(":=") {
		return &assignment{at: p.from(start), target: e, value: p.ternary()}
	}
	return e
}

func (p *python) yield() expr {
	t := p.take()
	p.accept("from")
	if !p.ends() && !p.is(")") && !p.is("=") {
		p.list(")")
	}
	return &opaque{at: p.from(t.start), why: "yield"}
}

func (p *python) ternary() expr {
	defer p.deeper()()
	if p.is("lambda") {
		return p.lambda()
	}
	start := p.peek().start
	e := p.or()
	if !p.accept("if") {
		return e
	}
	test := p.or()
	p.expect("else")
	otherwise := p.ternary()
	return &conditional{p.from(start), test, e, otherwise}
}

func (p *python) lambda() expr {
	t := p.take()
	f := &function{params: p.parameters(":")}
	p.expect(":")
	body := p.ternary()
	f.body = []stmt{&exit{at: e2at(body), value: body}}
	return &lambda{p.from(t.start), f}
}

func (p *python) or() expr  { return p.binary(p.and, map[string]string{"or": "or"}) }
func (p *python) and() expr { return p.binary(p.not, map[string]string{"and": "and"}) }

// binary is a chain of operations of one precedence.
func (p *python) binary(operand func() expr, ops map[string]string) expr {
	start := p.peek().start
	e := operand()
	for n := 0; ; n++ {
		t := p.peek()
		op, ok := ops[t.text]
		if !ok || t.kind != 'o' && t.kind != 'n' {
			return e
		}
		if n > 40*maxPythonNesting {
			panic(syntaxError{"the source has an expression that is too long"})
		}
		p.take()
		right := operand()
		e = &operation{p.from(start), op, e, right}
	}
}

func (p *python) not() expr {
	if t := p.peek(); p.accept("not") {
		defer p.deeper()()
		e := p.not()
		return &operation{at: p.from(t.start), op: "not", left: e}
	}
	return p.comparison()
}

// comparison is a < b, and a < b < c, which is a < b and b < c.
func (p *python) comparison() expr {
	start := p.peek().start
	left := p.bitwise()
	var all expr
	for n := 0; ; n++ {
		if n > maxPythonNesting {
			panic(syntaxError{"the source has an expression that is too long"})
		}
		op := p.comparing()
		if op == "" {
			if all == nil {
				return left
			}
			return all
		}
		right := p.bitwise()
		var one expr = &operation{p.from(start), op, left, right}
		if all != nil {
			one = &operation{p.from(start), "and", all, one}
		}
		all, left = one, right
	}
}

func (p *python) comparing() string {
	for _, op := range []string{"==", "!=", "<=", ">=", "<", ">", "in"} {
		if p.accept(op) {
			return op
		}
	}
	if p.is("not") && p.tokens[p.at+1].text == "in" {
		p.at += 2
		return "not in"
	}
	if p.accept("is") {
		if p.accept("not") {
			return "is not"
		}
		return "is"
	}
	return ""
}

func (p *python) bitwise() expr {
	return p.binary(p.additive, map[string]string{"|": "|", "&": "&", "^": "^", "<<": "<<", ">>": ">>"})
}

func (p *python) additive() expr {
	return p.binary(p.term, map[string]string{"+": "+", "-": "-"})
}

func (p *python) term() expr {
	return p.binary(p.unary, map[string]string{"*": "*", "/": "/", "//": "//", "%": "%", "@": "@"})
}

func (p *python) unary() expr {
	t := p.peek()
	if t.kind == 'o' && (t.text == "-" || t.text == "+" || t.text == "~") {
		defer p.deeper()()
		p.take()
		e := p.unary()
		return &operation{at: p.from(t.start), op: t.text, left: e}
	}
	if p.accept("await") {
		defer p.deeper()()
		e := p.unary()
		return &operation{at: p.from(t.start), op: "await", left: e}
	}
	e := p.primary()
	if p.accept("**") {
		defer p.deeper()()
		return &operation{p.from(t.start), "**", e, p.unary()}
	}
	return e
}

// primary is an atom with what is called on it, taken of it and indexed in it.
func (p *python) primary() expr {
	defer p.deeper()()
	start := p.peek().start
	e := p.atom()
	for n := 0; ; n++ {
		if n > 10*maxPythonNesting {
			panic(syntaxError{"the source has an expression that is too long"})
		}
		switch {
		case p.accept("."):
			t := p.name()
			e = &member{p.from(start), e, literalExpr(p.place(t), t.text)}
		case p.accept("("):
			args := p.arguments()
			e = &invoke{at: p.from(start), callee: e, args: args}
		case p.accept("["):
			e = p.subscript(e, start)
		default:
			return e
		}
	}
}

func (p *python) subscript(of expr, start int) expr {
	var bounds [3]expr
	colons := 0
	for !p.is("]") {
		switch {
		case p.accept(":"):
			if colons++; colons > 2 {
				p.fail()
			}
		case p.is(","):
			p.take()
			for !p.is("]") { // several indexes: of something that is no part of an answer
				p.named()
				if !p.accept(",") {
					break
				}
			}
			p.expect("]")
			return &opaque{p.from(start), "an index of several parts", []expr{of}}
		default:
			if bounds[colons] != nil {
				p.fail()
			}
			bounds[colons] = p.named()
		}
	}
	p.expect("]")
	switch {
	case colons == 0 && bounds[0] != nil:
		return &member{p.from(start), of, bounds[0]}
	case colons == 0:
		p.fail()
	case bounds[2] != nil:
		return &opaque{p.from(start), "a slice with a step", []expr{of}}
	}
	return &piece{p.from(start), of, bounds[0], bounds[1]}
}

// arguments are what a call is given, up to behind the closing bracket.
func (p *python) arguments() []argument {
	var args []argument
	for !p.accept(")") {
		switch {
		case p.accept("**"):
			args = append(args, argument{value: p.ternary(), spread: true, keyword: "**"})
		case p.accept("*"):
			args = append(args, argument{value: p.ternary(), spread: true})
		case p.peek().kind == 'n' && p.tokens[p.at+1].text == "=" && p.tokens[p.at+1].kind == 'o':
			t := p.name()
			p.take()
			args = append(args, argument{value: p.ternary(), keyword: t.text})
		default:
			e := p.named()
			if p.is("for") || p.is("async") {
				e = p.comprehension(e)
			}
			args = append(args, argument{value: e})
		}
		if !p.accept(",") {
			p.expect(")")
			return args
		}
	}
	return args
}

// comprehension goes on behind its first expression: what it makes is not followed.
func (p *python) comprehension(first ...expr) expr {
	n := &opaque{at: e2at(first[0]), why: "a comprehension"}
	p.accept("async")
	for p.accept("for") {
		p.targets("in")
		p.expect("in")
		n.inside = append(n.inside, p.or())
		for p.accept("if") {
			p.or()
		}
		p.accept("async")
	}
	n.at = p.from(n.Start)
	return n
}

func (p *python) atom() expr {
	t := p.take()
	switch t.kind {
	case 's':
		return p.texts(t)
	case 'd':
		return &constant{p.place(t), pythonNumber(t.text)}
	case 'n':
		switch t.text {
		case "True", "False":
			return &constant{p.place(t), known(t.text == "True")}
		case "None":
			return &constant{p.place(t), nothing{null: true}}
		}
		if isKeyword(t.text) {
			p.fail()
		}
		return &identifier{p.place(t), t.text}
	case 'o':
		switch t.text {
		case "(":
			return p.tuple(t)
		case "[":
			return p.listDisplay(t)
		case "{":
			return p.dict(t)
		case "...":
			return &constant{p.place(t), nothing{null: true}}
		}
	}
	p.fail()
	return nil
}

func pythonNumber(s string) number {
	f, err := strconv.ParseFloat(strings.ReplaceAll(s, "_", ""), 64)
	return number{known: err == nil, is: f}
}

func (p *python) tuple(open pyToken) expr {
	if p.accept(")") {
		return &sequence{at: p.from(open.start)}
	}
	first := p.starred()
	if p.is("for") || p.is("async") {
		e := p.comprehension(first.value)
		p.expect(")")
		return e
	}
	if !first.spread && p.accept(")") {
		return first.value
	}
	n := &sequence{items: []argument{first}}
	for p.accept(",") && !p.is(")") {
		n.items = append(n.items, p.starred())
	}
	p.expect(")")
	n.at = p.from(open.start)
	return n
}

func (p *python) listDisplay(open pyToken) expr {
	n := &sequence{}
	for !p.is("]") {
		n.items = append(n.items, p.starred())
		if len(n.items) == 1 && (p.is("for") || p.is("async")) {
			e := p.comprehension(n.items[0].value)
			p.expect("]")
			return e
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect("]")
	n.at = p.from(open.start)
	return n
}

// dict is a dict or a set.
func (p *python) dict(open pyToken) expr {
	n, set := &record{}, &sequence{}
	for !p.is("}") {
		if p.accept("**") {
			n.entries = append(n.entries, entry{value: p.bitwise(), spread: true})
		} else {
			key := p.starred()
			if p.accept(":") {
				n.entries = append(n.entries, entry{key: key.value, value: p.ternary()})
			} else {
				set.items = append(set.items, key)
			}
			if p.is("for") || p.is("async") {
				e := p.comprehension(key.value)
				p.expect("}")
				return e
			}
		}
		if !p.accept(",") {
			break
		}
	}
	p.expect("}")
	n.at, set.at = p.from(open.start), p.from(open.start)
	if len(set.items) > 0 {
		return set
	}
	return n
}

// brackets skips what stands in square brackets.
func (p *python) brackets() {
	depth := 0
	for {
		switch p.take().text {
		case "[":
			depth++
		case "]":
			if depth--; depth == 0 {
				return
			}
		case "":
			if p.peek().kind == 'E' {
				p.fail()
			}
		}
	}
}

// texts joins texts that stand side by side.
func (p *python) texts(first pyToken) expr {
	parts := p.text(first)
	for p.peek().kind == 's' {
		parts = append(parts, p.text(p.take())...)
	}
	at := p.from(first.start)
	if len(parts) == 1 {
		if c, ok := parts[0].(*constant); ok {
			return &constant{at, c.value}
		}
	}
	return &template{at, parts}
}

// text is one text, whose braces hold expressions where it is formatted.
func (p *python) text(t pyToken) []expr {
	prefix := strings.ToLower(t.text[:strings.IndexAny(t.text, `"'`)])
	quote := 1
	if body := t.text[len(prefix):]; len(body) >= 6 && (strings.HasPrefix(body, `"""`) || strings.HasPrefix(body, "'''")) {
		quote = 3
	}
	start, end := t.start+len(prefix)+quote, t.end-quote
	raw := strings.Contains(prefix, "r")
	if strings.Contains(prefix, "t") {
		return []expr{&opaque{at: p.place(t), why: "a template text"}}
	}
	if !strings.Contains(prefix, "f") {
		return []expr{&constant{p.place(t), literal(unescape(string(p.file.Data[start:end]), raw))}}
	}
	return p.formatted(t, start, end, raw)
}

func (p *python) formatted(t pyToken, start, end int, raw bool) []expr {
	defer p.deeper()()
	var parts []expr
	var plain strings.Builder
	flush := func() {
		parts = append(parts, &constant{p.place(t), literal(unescape(plain.String(), raw))})
		plain.Reset()
	}
	for i := start; i < end; i++ {
		c := p.file.Data[i]
		switch {
		case (c == '{' || c == '}') && i+1 < end && p.file.Data[i+1] == c:
			plain.WriteByte(c)
			i++
		case c == '{':
			flush()
			close, stop := fieldEnd(p.file.Data, i+1, end)
			if close < 0 {
				p.fail()
			}
			parts = append(parts, p.nested(i+1, stop))
			i = close
		default:
			plain.WriteByte(c)
		}
	}
	flush()
	return parts
}

// fieldEnd is where the braces of a formatted text close, and where the expression in them
// stops: at a conversion, a format, or the = of debugging.
func fieldEnd(data []byte, from, end int) (closes, stops int) {
	depth := 0
	var quote byte
	stops = -1
	for i := from; i < end; i++ {
		c := data[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case stops < 0 && (c == '"' || c == '\''):
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == '}' && depth == 0:
			if stops < 0 {
				stops = i
			}
			return i, stops
		case c == ')' || c == ']' || c == '}':
			depth--
		case depth == 0 && stops < 0 && (c == ':' || c == '!' && i+1 < end && data[i+1] != '='):
			stops = i
		}
	}
	return -1, -1
}

// nested parses an expression in a formatted text.
func (p *python) nested(from, to int) expr {
	for to > from && (p.file.Data[to-1] == ' ' || p.file.Data[to-1] == '=') {
		to--
	}
	tokens, why := lexPython(p.file.Data, from, to, true)
	if why != "" {
		p.fail()
	}
	inner := &python{file: p.file, tokens: tokens, depth: p.depth}
	e := inner.list("")
	if inner.peek().kind != 'E' {
		p.fail()
	}
	return e
}

// unescape is the text that a literal stands for.
func unescape(s string, raw bool) string {
	if raw || !strings.Contains(s, `\`) {
		return s
	}
	var out strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] != '\\' || i+1 == len(s) {
			out.WriteByte(s[i])
			continue
		}
		i++
		switch s[i] {
		case 'n':
			out.WriteByte('\n')
		case 't':
			out.WriteByte('\t')
		case 'r':
			out.WriteByte('\r')
		case '\n':
		case '\\', '\'', '"':
			out.WriteByte(s[i])
		default: // rare ones: that the text has something there is what counts
			out.WriteByte('\\')
			out.WriteByte(s[i])
		}
	}
	if !utf8.ValidString(out.String()) {
		return strings.ToValidUTF8(out.String(), "\uFFFD")
	}
	return out.String()
}
