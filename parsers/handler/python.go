package handler

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/authlint/authlint/internal/source"
)

// maxPythonNesting bounds how deep expressions and blocks of a Python source go.
const maxPythonNesting = 100

// readPython reads Python: no parser for it can be had, so this is one, for what
// authorizers are made of. Syntax that it does not know makes the source unreadable.
func readPython(src *source.File) (*program, string) {
	tokens, why := lexPython(src.Data, 0, len(src.Data), false)
	if why != "" {
		return nil, why
	}
	p := &python{file: src, tokens: tokens}
	body, why := p.parse(func() []stmt {
		var body []stmt
		for p.peek().kind != 'E' {
			body = append(body, p.statement()...)
		}
		return body
	})
	return &program{body: body}, why
}

// python is a parser over tokens, which makes the common form at once.
type python struct {
	file   *source.File
	tokens []pyToken
	at     int
	depth  int
}

// A syntaxError leaves the parser, by a panic that never leaves this file.
type syntaxError struct{ why string }

func (p *python) parse(all func() []stmt) (body []stmt, why string) {
	defer func() {
		switch e := recover().(type) {
		case nil:
		case syntaxError:
			body, why = nil, e.why
		default:
			panic(e)
		}
	}()
	return all(), ""
}

func (p *python) fail() {
	panic(syntaxError{"the source cannot be read: it has syntax that is not known"})
}

func (p *python) deeper() func() {
	if p.depth++; p.depth > maxPythonNesting {
		panic(syntaxError{"the source is nested too deeply to read"})
	}
	return func() { p.depth-- }
}

func (p *python) peek() pyToken { return p.tokens[p.at] }

func (p *python) take() pyToken {
	t := p.tokens[p.at]
	if t.kind != 'E' {
		p.at++
	}
	return t
}

// is reports whether the next token is that operator or word.
func (p *python) is(text string) bool {
	t := p.peek()
	return (t.kind == 'o' || t.kind == 'n') && t.text == text
}

func (p *python) accept(text string) bool {
	if !p.is(text) {
		return false
	}
	p.at++
	return true
}

func (p *python) expect(text string) {
	if !p.accept(text) {
		p.fail()
	}
}

func (p *python) name() pyToken {
	t := p.take()
	if t.kind != 'n' || isKeyword(t.text) {
		p.fail()
	}
	return t
}

func isKeyword(s string) bool {
	switch s {
	case "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
		"global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield":
		return true
	default:
		return false
	}
}

// from is the place from an offset to the end of the last token.
func (p *python) from(start int) at {
	end := start
	if p.at > 0 {
		end = max(start, p.tokens[p.at-1].end)
	}
	return at{source.Range{File: p.file.Name, Start: start, End: end}}
}

func (p *python) place(t pyToken) at {
	return at{source.Range{File: p.file.Name, Start: t.start, End: t.end}}
}

// block is what stands behind a colon.
func (p *python) block() []stmt {
	defer p.deeper()()
	p.expect(":")
	if p.peek().kind != 'N' {
		return p.simple()
	}
	p.take()
	if p.take().kind != 'I' {
		p.fail()
	}
	var body []stmt
	for p.peek().kind != 'D' {
		if p.peek().kind == 'E' {
			p.fail()
		}
		body = append(body, p.statement()...)
	}
	p.take()
	return body
}

func (p *python) statement() []stmt {
	t := p.peek()
	if t.kind == 'N' {
		p.take()
		return nil
	}
	if t.kind == 'o' && t.text == "@" {
		return p.decorated()
	}
	if t.kind != 'n' {
		return p.simple()
	}
	switch t.text {
	case "if":
		p.take()
		return []stmt{p.ifStatement()}
	case "while":
		p.take()
		test := p.named()
		body := p.block()
		return []stmt{&loop{test: test, body: body, otherwise: p.elseBlock()}}
	case "for":
		p.take()
		return []stmt{p.forStatement()}
	case "try":
		p.take()
		return []stmt{p.try()}
	case "with":
		p.take()
		return p.with()
	case "def":
		return p.define(nil, false)
	case "class":
		return p.classStatement(nil)
	case "async":
		p.take()
		switch {
		case p.is("def"):
			return p.define(nil, true)
		case p.accept("for"):
			return []stmt{p.forStatement()}
		case p.accept("with"):
			return p.with()
		}
		p.fail()
	case "match":
		if s, ok := p.match(); ok {
			return s
		}
	}
	return p.simple()
}

func (p *python) ifStatement() stmt {
	test := p.named()
	n := &branch{test: test, then: p.block()}
	if p.accept("elif") {
		defer p.deeper()()
		n.otherwise = []stmt{p.ifStatement()}
		return n
	}
	n.otherwise = p.elseBlock()
	return n
}

func (p *python) elseBlock() []stmt {
	if p.accept("else") {
		return p.block()
	}
	return nil
}

func (p *python) forStatement() stmt {
	target := p.targets("in")
	p.expect("in")
	over := p.list(":")
	body := p.block()
	return &loop{target: target, over: over, body: body, otherwise: p.elseBlock()}
}

func (p *python) try() stmt {
	n := &attempt{body: p.block()}
	for p.accept("except") {
		p.accept("*")
		c := catch{}
		if !p.is(":") {
			types := p.list("as", ":")
			c.types = []expr{types}
			if all, ok := types.(*sequence); ok {
				c.types = nil
				for _, item := range all.items {
					c.types = append(c.types, item.value)
				}
			}
		}
		if p.accept("as") {
			t := p.name()
			c.target = &identifier{p.place(t), t.text}
		}
		c.body = p.block()
		n.catches = append(n.catches, c)
	}
	n.calm = p.elseBlock()
	if p.accept("finally") {
		n.finally = p.block()
	}
	return n
}

// with runs its body in a context that something out of view makes.
func (p *python) with() []stmt {
	var before []stmt
	brackets := p.is("(") && p.bracketEndsLine()
	if brackets {
		p.take()
	}
	for {
		e := p.ternary()
		managed := &opaque{e2at(e), "a context manager", []expr{e}}
		if p.accept("as") {
			before = append(before, &do{&assignment{at: managed.at, target: p.primary(), value: managed}})
		} else {
			before = append(before, &do{managed})
		}
		if !p.accept(",") || brackets && p.is(")") {
			break
		}
	}
	if brackets {
		p.expect(")")
	}
	return append(before, p.block()...)
}

// bracketEndsLine reports whether the bracket that opens here closes before the colon.
func (p *python) bracketEndsLine() bool {
	depth := 0
	for i := p.at; i < len(p.tokens); i++ {
		switch p.tokens[i].text {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			if depth--; depth == 0 {
				return i+1 < len(p.tokens) && p.tokens[i+1].text == ":"
			}
		}
	}
	return false
}

func e2at(e expr) at { return at{e.where()} }

// match is a switch where its cases are values; others are not followed.
func (p *python) match() ([]stmt, bool) {
	begin := p.at
	p.take()
	if p.is("=") || p.is(".") || p.is("(") && !p.lineEndsWithColon() || p.is("[") || p.peek().kind == 'N' || p.peek().kind == 'o' && !p.is("(") && !p.is("{") && !p.is("-") {
		p.at = begin
		return nil, false
	}
	n := &cases{subject: p.list(":")}
	p.expect(":")
	if p.take().kind != 'N' || p.take().kind != 'I' {
		p.fail()
	}
	for p.peek().kind != 'D' {
		p.expect("case")
		one := arm{}
		if p.is("_") {
			p.take()
		} else {
			one.tests = p.casePattern()
		}
		if p.is("if") || one.tests == nil && !p.is(":") {
			panic(syntaxError{"a match statement with patterns is not followed"})
		}
		one.body = p.block()
		n.arms = append(n.arms, one)
	}
	p.take()
	return []stmt{n}, true
}

func (p *python) casePattern() []expr {
	var tests []expr
	for {
		e := p.additive()
		switch e.(type) {
		case *constant, *member:
		default:
			panic(syntaxError{"a match statement with patterns is not followed"})
		}
		tests = append(tests, e)
		if !p.accept("|") {
			return tests
		}
	}
}

func (p *python) lineEndsWithColon() bool {
	for i := p.at; i < len(p.tokens); i++ {
		if p.tokens[i].kind == 'N' {
			return p.tokens[i-1].text == ":"
		}
	}
	return false
}

func (p *python) decorated() []stmt {
	var decorators []expr
	for p.accept("@") {
		decorators = append(decorators, p.named())
		if p.take().kind != 'N' {
			p.fail()
		}
	}
	switch {
	case p.is("class"):
		return p.classStatement(decorators)
	case p.accept("async"):
		return p.define(decorators, true)
	default:
		return p.define(decorators, false)
	}
}

// define is def name(…): the name becomes the function, with its decorators around it.
func (p *python) define(decorators []expr, async bool) []stmt {
	start := p.peek().start
	p.expect("def")
	t := p.name()
	if p.is("[") { // type parameters
		p.brackets()
	}
	f := &function{name: t.text}
	p.expect("(")
	f.params = p.parameters(")")
	p.expect(")")
	if p.accept("->") {
		p.ternary()
	}
	f.body = p.block()
	f.locals = localsOf(f)
	if yields(f.body) {
		f.strange = "a generator"
	}
	_ = async // awaiting is what calling does, here
	var value expr = &lambda{p.from(start), f}
	for _, d := range slices.Backward(decorators) {
		value = &invoke{at: p.from(start), callee: d, args: []argument{{value: value}}}
	}
	return []stmt{&do{&assignment{at: p.place(t), target: &identifier{p.place(t), t.text}, value: value}}}
}

// localsOf are the names that a function sets, and that are therefore its own.
func localsOf(f *function) []string {
	set := map[string]bool{}
	outer := map[string]bool{}
	walkAll(f.body, func(node any) bool {
		switch n := node.(type) {
		case *lambda:
			return false
		case *assignment:
			targets(n.target, set, map[string]bool{})
		case *loop:
			targets(n.target, set, map[string]bool{})
		case *attempt:
			for _, c := range n.catches {
				targets(c.target, set, map[string]bool{})
			}
		case *declare:
			if id, ok := n.target.(*identifier); ok && n.value == nil { // global
				outer[id.id] = true
			}
		}
		return true
	})
	f.body = slices.DeleteFunc(f.body, func(s stmt) bool {
		d, ok := s.(*declare)
		return ok && d.value == nil
	})
	var locals []string
	for id := range set {
		if !outer[id] {
			locals = append(locals, id)
		}
	}
	slices.Sort(locals)
	return locals
}

func yields(body []stmt) bool {
	found := false
	walkAll(body, func(node any) bool {
		switch n := node.(type) {
		case *lambda:
			return false
		case *opaque:
			found = found || n.why == "yield"
		}
		return !found
	})
	return found
}

func (p *python) parameters(end string) []parameter {
	var params []parameter
	for !p.is(end) {
		switch {
		case p.accept("/"):
		case p.accept("**"):
			params = append(params, parameter{target: p.parameterName(end), keywords: true})
		case p.accept("*"):
			if p.is(",") {
				break
			}
			params = append(params, parameter{target: p.parameterName(end), rest: true})
		default:
			one := parameter{target: p.parameterName(end)}
			if p.accept("=") {
				one.fallback = p.ternary()
			}
			params = append(params, one)
		}
		if !p.accept(",") {
			break
		}
	}
	return params
}

func (p *python) parameterName(end string) expr {
	t := p.name()
	if end == ")" && p.accept(":") {
		p.ternary()
	}
	return &identifier{p.place(t), t.text}
}

func (p *python) classStatement(decorators []expr) []stmt {
	start := p.peek().start
	p.expect("class")
	t := p.name()
	n := &classCode{name: t.text}
	if p.is("[") {
		p.brackets()
	}
	if p.accept("(") {
		for _, a := range p.arguments() {
			if n.parent == nil && a.keyword == "" {
				n.parent = a.value
			}
		}
	}
	for _, s := range p.block() {
		n.methods = append(n.methods, classMember(s)...)
	}
	n.at = p.from(start)
	var value expr = n
	for _, d := range slices.Backward(decorators) {
		if callee := dotted(d); callee == "dataclass" || callee == "dataclasses.dataclass" {
			continue
		}
		value = &opaque{n.at, "a class with a decorator", []expr{d}}
	}
	return []stmt{&do{&assignment{at: p.place(t), target: &identifier{p.place(t), t.text}, value: value}}}
}

// classMember is a statement of a class: a method, or a value of the class.
func classMember(s stmt) []method {
	d, ok := s.(*do)
	if !ok {
		return nil
	}
	a, ok := d.expr.(*assignment)
	if !ok {
		return nil
	}
	id, ok := a.target.(*identifier)
	if !ok {
		return nil
	}
	m := method{name: id.id, value: a.value}
	switch value := a.value.(type) {
	case *lambda:
		value.self = true
	case *invoke:
		fn, isFunction := argumentFunction(value)
		if !isFunction {
			m.static = true
			break
		}
		switch dotted(value.callee) {
		case "staticmethod":
			m.static, m.value = true, fn
		case "classmethod":
			m.static, m.value, fn.self = true, fn, true
		case "property":
			m.getter, m.value, fn.self = true, fn, true
		default:
			fn.self = true
		}
	default:
		m.static = true
	}
	return []method{m}
}

func argumentFunction(call *invoke) (*lambda, bool) {
	if len(call.args) != 1 {
		return nil, false
	}
	switch inner := call.args[0].value.(type) {
	case *lambda:
		return inner, true
	case *invoke:
		return argumentFunction(inner)
	default:
		return nil, false
	}
}

// simple is a line of statements.
func (p *python) simple() []stmt {
	var body []stmt
	for {
		body = append(body, p.small()...)
		if !p.accept(";") {
			break
		}
		if p.peek().kind == 'N' {
			break
		}
	}
	if k := p.peek().kind; k != 'N' && k != 'E' {
		p.fail()
	}
	if p.peek().kind == 'N' {
		p.take()
	}
	return body
}

func (p *python) small() []stmt {
	t := p.peek()
	if t.kind == 'n' {
		switch t.text {
		case "pass":
			p.take()
			return nil
		case "break", "continue":
			p.take()
			return []stmt{&jump{again: t.text == "continue"}}
		case "return":
			p.take()
			var v expr
			if !p.ends() {
				v = p.list("")
			}
			return []stmt{&exit{at: p.from(t.start), value: v}}
		case "raise":
			p.take()
			var v expr
			if !p.ends() {
				v = p.ternary()
				if p.accept("from") {
					p.ternary()
				}
			}
			return []stmt{&exit{at: p.from(t.start), throws: true, value: v}}
		case "import":
			p.take()
			return p.importStatement()
		case "from":
			p.take()
			return p.fromStatement()
		case "global", "nonlocal":
			p.take()
			return p.globals()
		case "del":
			p.take()
			return p.del()
		case "assert":
			p.take()
			return p.assert(t)
		case "type":
			if next := p.tokens[p.at+1]; next.kind == 'n' && !isKeyword(next.text) {
				p.fail()
			}
		}
	}
	return p.expressionStatement()
}

func (p *python) ends() bool {
	k := p.peek().kind
	return k == 'N' || k == 'E' || p.is(";")
}

func (p *python) globals() []stmt {
	var body []stmt
	for {
		t := p.name()
		body = append(body, &declare{target: &identifier{p.place(t), t.text}})
		if !p.accept(",") {
			return body
		}
	}
}

func (p *python) del() []stmt {
	var body []stmt
	for {
		e := p.primary()
		if m, ok := e.(*member); ok {
			body = append(body, &do{&invoke{at: m.at, callee: &member{m.at, m.of, literalExpr(m.at, "pop")}, args: []argument{{value: m.key}, {value: &constant{m.at, nothing{}}}}}})
		}
		if !p.accept(",") {
			return body
		}
	}
}

func (p *python) assert(t pyToken) []stmt {
	test := p.ternary()
	call := &invoke{at: p.from(t.start), callee: &identifier{p.place(t), "AssertionError"}}
	if p.accept(",") {
		call.args = []argument{{value: p.ternary()}}
	}
	failing := &exit{at: p.from(t.start), throws: true, value: call}
	return []stmt{&branch{test: test, otherwise: []stmt{failing}}}
}

// importStatement is import a.b as c: without as, the first name is bound.
func (p *python) importStatement() []stmt {
	var body []stmt
	for {
		start := p.peek().start
		first := p.name()
		path := p.dottedFrom(first.text)
		n := &importing{p.from(start), path, 1}
		bound := first
		if p.accept("as") {
			bound = p.name()
		} else {
			n.module = first.text
		}
		body = append(body, p.bindName(bound, n))
		if !p.accept(",") {
			return body
		}
	}
}

func (p *python) bindName(t pyToken, value expr) stmt {
	return &do{&assignment{at: p.place(t), target: &identifier{p.place(t), t.text}, value: value}}
}

func (p *python) dottedFrom(first string) string {
	for p.accept(".") {
		first += "." + p.name().text
	}
	return first
}

func (p *python) fromStatement() []stmt {
	start, level := p.peek().start, 0
	for p.is(".") || p.is("...") {
		level += len(p.take().text)
	}
	module := ""
	if !p.is("import") {
		module = p.dottedFrom(p.name().text)
	}
	n := &importing{p.from(start), module, max(1, level)}
	p.expect("import")
	if p.accept("*") {
		return []stmt{&untold{"all of another module is imported"}}
	}
	brackets := p.accept("(")
	var body []stmt
	for !p.is(")") {
		t := p.name()
		bound := t
		if p.accept("as") {
			bound = p.name()
		}
		var value expr = &member{p.place(t), n, literalExpr(p.place(t), t.text)}
		if module == "" {
			value = &importing{p.place(t), t.text, max(1, level)}
		}
		body = append(body, p.bindName(bound, value))
		if !p.accept(",") {
			break
		}
	}
	if brackets {
		p.expect(")")
	}
	return body
}

// expressionStatement is an expression, or sets targets to one.
func (p *python) expressionStatement() []stmt {
	start := p.peek().start
	first := p.list("")
	if p.accept(":") { // an annotation
		p.ternary()
		if !p.accept("=") {
			return nil
		}
		value := p.list("")
		return []stmt{&do{&assignment{at: p.from(start), target: first, value: value}}}
	}
	for _, op := range []string{"+=", "-=", "*=", "/=", "//=", "%=", "|=", "&=", "^=", "**=", ">>=", "<<=", "@="} {
		if p.accept(op) {
			return []stmt{&do{&assignment{at: p.from(start), target: first, op: strings.TrimSuffix(op, "="), value: p.list("")}}}
		}
	}
	chain := []expr{first}
	for p.accept("=") {
		chain = append(chain, p.list(""))
	}
	value := chain[len(chain)-1]
	for _, target := range slices.Backward(chain[:len(chain)-1]) {
		value = &assignment{at: p.from(start), target: target, value: value}
	}
	return []stmt{&do{value}}
}

// targets are what a for loop sets, up to a word.
func (p *python) targets(end string) expr {
	start := p.peek().start
	n := &sequence{}
	for !p.is(end) {
		p.accept("*")
		n.items = append(n.items, argument{value: p.primary()})
		if !p.accept(",") {
			break
		}
	}
	if len(n.items) == 1 {
		return n.items[0].value
	}
	n.at = p.from(start)
	return n
}

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
