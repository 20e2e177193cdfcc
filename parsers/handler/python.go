package handler

import (
	"slices"
	"strings"

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
		return p.define(nil)
	case "class":
		return p.classStatement(nil)
	case "async":
		p.take()
		switch {
		case p.is("def"):
			return p.define(nil)
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
	default:
		p.accept("async") // calling it is awaiting it, here
		return p.define(decorators)
	}
}

// define is def name(…): the name becomes the function, with its decorators around it.
func (p *python) define(decorators []expr) []stmt {
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
