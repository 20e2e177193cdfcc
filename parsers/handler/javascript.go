package handler

import (
	"strconv"
	"strings"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
	"github.com/evanw/esbuild/pkg/api"

	"github.com/authlint/authlint/internal/source"
)

// readJavaScript reads JavaScript and TypeScript. esbuild takes the types away and turns
// modules into CommonJS; goja has the syntax tree of what it makes.
//
// Arrow functions become plain ones: goja tries each parenthesis as the parameters of one
// first, which takes exponential time where they are nested.
func readJavaScript(src *source.File, typed bool) (*program, string) {
	if why := scanJavaScript(src.Data); why != "" {
		return nil, why
	}
	loader := api.LoaderJS
	if typed {
		loader = api.LoaderTS
	}
	made := api.Transform(string(src.Data), api.TransformOptions{
		Loader: loader, Format: api.FormatCommonJS, Target: api.ES2022, LogLevel: api.LogLevelSilent,
		MinifyWhitespace: true, LegalComments: api.LegalCommentsNone,
		Sourcemap: api.SourceMapExternal, SourcesContent: api.SourcesContentExclude,
		Supported: map[string]bool{"arrow": false, "for-await": false, "async-generator": false},
	})
	if len(made.Errors) > 0 {
		return nil, "the source cannot be read: " + made.Errors[0].Text
	}
	if len(made.Code) > 4*MaxSize {
		return nil, "the source becomes too large where types and modules are taken away"
	}
	tree, err := parser.ParseFile(nil, "", string(made.Code), 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, "the source cannot be read: it has syntax that is not known"
	}
	l := &javascript{positions: readSourceMap(src, made.Code, made.Map)}
	p := &program{body: l.hoisted(tree.Body, tree.DeclarationList)}
	return p, l.problem
}

// javascript turns goja's tree into the common form.
type javascript struct {
	positions sourceMap
	depth     int
	problem   string
}

func (l *javascript) at(n ast.Node) at { return l.between(n.Idx0(), n.Idx1()) }

func (l *javascript) between(start, end file.Idx) at {
	return at{l.positions.at(int(start)-1, int(end)-1)}
}

func literalExpr(at at, s string) *constant { return &constant{at, literal(s)} }

// hoisted is the body of a function or a module: functions come first, and names that var
// declares are there from the beginning.
func (l *javascript) hoisted(list []ast.Statement, declared []*ast.VariableDeclaration) []stmt {
	var body []stmt
	for _, name := range varNames(declared) {
		if !isBundlerHelper(name) {
			body = append(body, &declare{target: &identifier{id: name}, value: &constant{value: nothing{}}})
		}
	}
	return append(body, l.statements(list)...)
}

func varNames(declared []*ast.VariableDeclaration) []string {
	var names []string
	for _, d := range declared {
		for _, b := range d.List {
			if id, ok := b.Target.(*ast.Identifier); ok {
				names = append(names, id.Name.String())
			}
		}
	}
	return names
}

// isBundlerHelper reports what esbuild puts before the source: the interpreter knows it.
func isBundlerHelper(name string) bool {
	switch name {
	case "__create", "__defProp", "__getOwnPropDesc", "__getOwnPropNames", "__getProtoOf", "__hasOwnProp", "__export", "__copyProps", "__toESM", "__toCommonJS":
		return true
	default:
		return false
	}
}

func (l *javascript) statements(list []ast.Statement) []stmt {
	var functions, rest []stmt
	for _, s := range list {
		if f, ok := s.(*ast.FunctionDeclaration); ok && f.Function.Name != nil {
			functions = append(functions, &declare{l.identifier(f.Function.Name), l.function(f.Function)})
			continue
		}
		rest = append(rest, l.statement(s)...)
	}
	return append(functions, rest...)
}

func (l *javascript) identifier(id *ast.Identifier) *identifier {
	return &identifier{l.at(id), id.Name.String()}
}

// deeper bounds how far down the tree is followed; the scan before keeps this from happening.
func (l *javascript) deeper() bool {
	if l.depth++; l.depth > 8*maxChain {
		l.problem = "the source is nested too deeply to read"
		return false
	}
	return true
}

func (l *javascript) statement(s ast.Statement) []stmt {
	defer func() { l.depth-- }()
	if !l.deeper() {
		return nil
	}
	switch s := s.(type) {
	case *ast.BlockStatement:
		return []stmt{&block{l.statements(s.List)}}
	case *ast.ExpressionStatement:
		return []stmt{&do{l.expr(s.Expression)}}
	case *ast.VariableStatement:
		return l.bindings(s.List, true)
	case *ast.LexicalDeclaration:
		return l.bindings(s.List, false)
	case *ast.ClassDeclaration:
		return []stmt{&declare{l.identifier(s.Class.Name), l.class(s.Class)}}
	case *ast.IfStatement:
		return []stmt{&branch{l.expr(s.Test), l.body(s.Consequent), l.body(s.Alternate)}}
	case *ast.ReturnStatement:
		return []stmt{&exit{at: l.at(s), value: l.expr(s.Argument)}}
	case *ast.ThrowStatement:
		return []stmt{&exit{at: l.at(s), throws: true, value: l.expr(s.Argument)}}
	case *ast.TryStatement:
		return []stmt{l.try(s)}
	case *ast.SwitchStatement:
		return []stmt{l.switchOf(s)}
	case *ast.BranchStatement:
		if s.Label != nil {
			return []stmt{&untold{"a jump to a label"}}
		}
		return []stmt{&jump{again: s.Token == token.CONTINUE}}
	case *ast.LabelledStatement:
		return l.statement(s.Statement)
	case *ast.WithStatement:
		return []stmt{&untold{"a with statement"}}
	default:
		return l.loop(s)
	}
}

// body is a statement that hangs on an if or a loop.
func (l *javascript) body(s ast.Statement) []stmt {
	switch s := s.(type) {
	case nil:
		return nil
	case *ast.BlockStatement:
		return l.statements(s.List)
	default:
		return l.statement(s)
	}
}

func (l *javascript) loop(s ast.Statement) []stmt {
	switch s := s.(type) {
	case *ast.ForStatement:
		n := &loop{body: l.body(s.Body), test: l.expr(s.Test)}
		if s.Update != nil {
			n.body = append(n.body, &do{l.expr(s.Update)})
		}
		return []stmt{&block{append(l.forInit(s.Initializer), n)}}
	case *ast.ForOfStatement:
		return []stmt{&loop{target: l.into(s.Into), over: l.expr(s.Source), body: l.body(s.Body)}}
	case *ast.ForInStatement:
		return []stmt{&loop{target: l.into(s.Into), over: l.expr(s.Source), body: l.body(s.Body), keys: true}}
	case *ast.WhileStatement:
		return []stmt{&loop{test: l.expr(s.Test), body: l.body(s.Body)}}
	case *ast.DoWhileStatement:
		return []stmt{&loop{test: l.expr(s.Test), body: l.body(s.Body), once: true}}
	case *ast.EmptyStatement, *ast.DebuggerStatement, *ast.FunctionDeclaration:
		return nil
	default:
		return []stmt{&untold{"a statement that is not known"}}
	}
}

func (l *javascript) forInit(init ast.ForLoopInitializer) []stmt {
	switch init := init.(type) {
	case *ast.ForLoopInitializerExpression:
		return []stmt{&do{l.expr(init.Expression)}}
	case *ast.ForLoopInitializerVarDeclList:
		return l.bindings(init.List, true)
	case *ast.ForLoopInitializerLexicalDecl:
		return l.bindings(init.LexicalDeclaration.List, false)
	default:
		return nil
	}
}

func (l *javascript) into(into ast.ForInto) expr {
	switch into := into.(type) {
	case *ast.ForIntoVar:
		return l.target(into.Binding.Target)
	case *ast.ForDeclaration:
		return l.target(into.Target)
	case *ast.ForIntoExpression:
		return l.target(into.Expression)
	default:
		return nil
	}
}

// bindings declares names. Those of var are there already: they are set.
func (l *javascript) bindings(list []*ast.Binding, isVar bool) []stmt {
	var out []stmt
	for _, b := range list {
		if id, ok := b.Target.(*ast.Identifier); ok && isBundlerHelper(id.Name.String()) {
			continue
		}
		target := l.target(b.Target)
		switch {
		case isVar && b.Initializer == nil:
		case isVar && target != nil:
			out = append(out, &do{&assignment{at: l.at(b), target: target, value: l.expr(b.Initializer)}})
		default:
			out = append(out, &declare{target, l.expr(b.Initializer)})
		}
	}
	return out
}

func (l *javascript) try(s *ast.TryStatement) stmt {
	n := &attempt{body: l.statements(s.Body.List)}
	if s.Catch != nil {
		c := catch{body: l.statements(s.Catch.Body.List)}
		if s.Catch.Parameter != nil {
			c.target = l.target(s.Catch.Parameter)
		}
		n.catches = []catch{c}
	}
	if s.Finally != nil {
		n.finally = l.statements(s.Finally.List)
	}
	return n
}

func (l *javascript) switchOf(s *ast.SwitchStatement) stmt {
	n := &cases{subject: l.expr(s.Discriminant), falls: true}
	for _, c := range s.Body {
		one := arm{body: l.statements(c.Consequent)}
		if c.Test != nil {
			one.tests = []expr{l.expr(c.Test)}
		}
		n.arms = append(n.arms, one)
	}
	return n
}

// target is what is set: a name, a field, a pattern.
func (l *javascript) target(e ast.Expression) expr {
	switch e := e.(type) {
	case *ast.Identifier:
		return l.identifier(e)
	case *ast.AssignExpression:
		return &fallback{l.at(e), l.target(e.Left), l.expr(e.Right)}
	case *ast.Binding:
		if e.Initializer == nil {
			return l.target(e.Target)
		}
		return &fallback{l.at(e), l.target(e.Target), l.expr(e.Initializer)}
	case *ast.ObjectPattern:
		n := &record{at: l.at(e)}
		for _, p := range e.Properties {
			n.entries = append(n.entries, l.patternEntry(p)...)
		}
		if e.Rest != nil {
			n.entries = append(n.entries, entry{value: l.target(e.Rest), spread: true})
		}
		return n
	case *ast.ArrayPattern:
		n := &sequence{at: l.at(e)}
		for _, item := range e.Elements {
			a := argument{}
			if item != nil {
				a.value = l.target(item)
			}
			n.items = append(n.items, a)
		}
		if e.Rest != nil {
			n.items = append(n.items, argument{value: l.target(e.Rest), spread: true})
		}
		return n
	default:
		return l.expr(e)
	}
}

func (l *javascript) patternEntry(p ast.Property) []entry {
	switch p := p.(type) {
	case *ast.PropertyShort:
		at := l.between(p.Name.Idx, p.Name.Idx1())
		var target expr = &identifier{at, p.Name.Name.String()}
		if p.Initializer != nil {
			target = &fallback{at, target, l.expr(p.Initializer)}
		}
		return []entry{{key: literalExpr(at, p.Name.Name.String()), value: target}}
	case *ast.PropertyKeyed:
		return []entry{{key: l.key(p.Key, p.Computed), value: l.target(p.Value)}}
	case *ast.SpreadElement:
		return []entry{{value: l.target(p.Expression), spread: true}}
	default:
		return nil
	}
}

func (l *javascript) key(e ast.Expression, computed bool) expr {
	if id, ok := e.(*ast.Identifier); ok && !computed {
		return literalExpr(l.at(id), id.Name.String())
	}
	return l.expr(e)
}

func (l *javascript) expressions(list []ast.Expression) []expr {
	var out []expr
	for _, e := range list {
		out = append(out, l.expr(e))
	}
	return out
}

func (l *javascript) arguments(list []ast.Expression) []argument {
	var out []argument
	for _, e := range list {
		if spread, ok := e.(*ast.SpreadElement); ok {
			out = append(out, argument{value: l.expr(spread.Expression), spread: true})
			continue
		}
		if e == nil { // a hole in an array
			out = append(out, argument{value: &constant{value: nothing{}}})
			continue
		}
		out = append(out, argument{value: l.expr(e)})
	}
	return out
}

func (l *javascript) expr(e ast.Expression) expr {
	defer func() { l.depth-- }()
	if !l.deeper() || e == nil {
		return nil
	}
	switch e := e.(type) {
	case *ast.StringLiteral:
		return literalExpr(l.at(e), e.Value.String())
	case *ast.NumberLiteral:
		return &constant{l.at(e), numberOf(e.Literal)}
	case *ast.BooleanLiteral:
		return &constant{l.at(e), known(e.Value)}
	case *ast.NullLiteral:
		return &constant{l.at(e), nothing{null: true}}
	case *ast.RegExpLiteral:
		return &constant{l.at(e), outside{"RegExp"}}
	case *ast.Identifier:
		if e.Name == "undefined" {
			return &constant{l.at(e), nothing{}}
		}
		return l.identifier(e)
	case *ast.ThisExpression:
		return &identifier{l.at(e), "this"}
	case *ast.SuperExpression:
		return &identifier{l.at(e), "super"}
	case *ast.TemplateLiteral:
		return l.template(e)
	case *ast.OptionalChain:
		return l.expr(e.Expression)
	case *ast.Optional:
		return l.expr(e.Expression)
	case *ast.DotExpression:
		return &member{l.at(e), l.expr(e.Left), literalExpr(l.at(&e.Identifier), e.Identifier.Name.String())}
	case *ast.PrivateDotExpression:
		return &member{l.at(e), l.expr(e.Left), literalExpr(l.at(&e.Identifier), "#"+e.Identifier.Name.String())}
	case *ast.BracketExpression:
		return &member{l.at(e), l.expr(e.Left), l.expr(e.Member)}
	case *ast.CallExpression:
		return &invoke{at: l.at(e), callee: l.callee(e.Callee), args: l.arguments(e.ArgumentList)}
	case *ast.NewExpression:
		return &invoke{at: l.at(e), callee: l.callee(e.Callee), args: l.arguments(e.ArgumentList), construct: true}
	case *ast.ObjectLiteral:
		return l.object(e)
	case *ast.ArrayLiteral:
		return &sequence{l.at(e), l.arguments(e.Value)}
	case *ast.FunctionLiteral:
		return l.function(e)
	case *ast.ClassLiteral:
		return l.class(e)
	case *ast.AssignExpression:
		return l.assign(e)
	case *ast.ConditionalExpression:
		return &conditional{l.at(e), l.expr(e.Test), l.expr(e.Consequent), l.expr(e.Alternate)}
	case *ast.SequenceExpression:
		return &commas{l.at(e), l.expressions(e.Sequence)}
	case *ast.AwaitExpression:
		return &operation{at: l.at(e), op: "await", left: l.expr(e.Argument)}
	case *ast.BinaryExpression:
		return &operation{l.at(e), operator(e.Operator), l.expr(e.Left), l.expr(e.Right)}
	case *ast.UnaryExpression:
		return l.unary(e)
	default:
		return &opaque{at: l.at(e), why: "syntax that is not followed"}
	}
}

// callee is a function that is called: bundlers write (0, module.function)(…).
func (l *javascript) callee(e ast.Expression) expr {
	if s, ok := e.(*ast.SequenceExpression); ok && len(s.Sequence) == 2 {
		if _, isNumber := s.Sequence[0].(*ast.NumberLiteral); isNumber {
			return l.expr(s.Sequence[1])
		}
	}
	return l.expr(e)
}

func numberOf(written string) number {
	n, err := strconv.ParseFloat(strings.ReplaceAll(written, "_", ""), 64)
	return number{known: err == nil, is: n}
}

func operator(t token.Token) string {
	switch t {
	case token.LOGICAL_AND:
		return "and"
	case token.LOGICAL_OR:
		return "or"
	default:
		return t.String()
	}
}

func (l *javascript) unary(e *ast.UnaryExpression) expr {
	switch op := e.Operator.String(); op {
	case "!":
		return &operation{at: l.at(e), op: "not", left: l.expr(e.Operand)}
	case "++", "--":
		return &assignment{l.at(e), l.target(e.Operand), op[:1], &constant{l.at(e), number{known: true, is: 1}}}
	case "delete":
		return &assignment{at: l.at(e), target: l.target(e.Operand), value: &constant{l.at(e), nothing{}}}
	default:
		return &operation{at: l.at(e), op: op, left: l.expr(e.Operand)}
	}
}

func (l *javascript) assign(e *ast.AssignExpression) expr {
	n := &assignment{at: l.at(e), target: l.target(e.Left), value: l.expr(e.Right)}
	switch op := operator(e.Operator); op {
	case "=":
	case "and", "or", "??":
		n.value = &operation{l.at(e), op, l.expr(e.Left), n.value}
	default:
		n.op = op
	}
	return n
}

func (l *javascript) template(e *ast.TemplateLiteral) expr {
	n := &template{at: l.at(e)}
	for i, element := range e.Elements {
		n.parts = append(n.parts, literalExpr(n.at, element.Parsed.String()))
		if i < len(e.Expressions) {
			n.parts = append(n.parts, l.expr(e.Expressions[i]))
		}
	}
	if e.Tag != nil {
		return &opaque{n.at, "a template with a tag", append(n.parts, l.expr(e.Tag))}
	}
	return n
}

func (l *javascript) object(e *ast.ObjectLiteral) expr {
	n := &record{at: l.at(e)}
	for _, p := range e.Value {
		switch p := p.(type) {
		case *ast.PropertyShort:
			at := l.between(p.Name.Idx, p.Name.Idx1())
			var value expr = &identifier{at, p.Name.Name.String()}
			if p.Name.Name == "undefined" {
				value = &constant{at, nothing{}}
			}
			n.entries = append(n.entries, entry{key: literalExpr(at, p.Name.Name.String()), value: value})
		case *ast.PropertyKeyed:
			value := l.expr(p.Value)
			if p.Kind == ast.PropertyKindGet || p.Kind == ast.PropertyKindSet {
				value = &opaque{at: l.at(p), why: "a getter"}
			}
			n.entries = append(n.entries, entry{key: l.key(p.Key, p.Computed), value: value})
		case *ast.SpreadElement:
			n.entries = append(n.entries, entry{value: l.expr(p.Expression), spread: true})
		}
	}
	return n
}

func (l *javascript) function(e *ast.FunctionLiteral) expr {
	f := &function{body: l.hoisted(e.Body.List, e.DeclarationList), async: e.Async}
	if e.Name != nil {
		f.name = e.Name.Name.String()
	}
	if e.Generator {
		f.strange = "a generator"
	}
	for _, b := range e.ParameterList.List {
		p := parameter{target: l.target(b.Target)}
		if b.Initializer != nil {
			p.fallback = l.expr(b.Initializer)
		}
		f.params = append(f.params, p)
	}
	if e.ParameterList.Rest != nil {
		f.params = append(f.params, parameter{target: l.target(e.ParameterList.Rest), rest: true})
	}
	return &lambda{l.at(e), f}
}

func (l *javascript) class(e *ast.ClassLiteral) expr {
	n := &classCode{at: l.at(e), parent: l.expr(e.SuperClass)}
	if e.Name != nil {
		n.name = e.Name.Name.String()
	}
	for _, element := range e.Body {
		switch m := element.(type) {
		case *ast.MethodDefinition:
			if key, ok := memberName(m.Key, m.Computed); ok && m.Kind != ast.PropertyKindSet {
				n.methods = append(n.methods, method{name: key, value: l.function(m.Body), static: m.Static, getter: m.Kind == ast.PropertyKindGet})
			}
		case *ast.FieldDefinition:
			if key, ok := memberName(m.Key, m.Computed); ok {
				var value expr = &constant{value: nothing{}}
				if m.Initializer != nil {
					value = l.expr(m.Initializer)
				}
				n.methods = append(n.methods, method{name: key, value: value, static: m.Static, field: !m.Static})
			}
		}
	}
	return n
}

func memberName(e ast.Expression, computed bool) (string, bool) {
	switch e := e.(type) {
	case *ast.Identifier:
		return e.Name.String(), !computed
	case *ast.PrivateIdentifier:
		return "#" + e.Name.String(), true
	case *ast.StringLiteral:
		return e.Value.String(), true
	default:
		return "", false
	}
}
